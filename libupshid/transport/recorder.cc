#include "transport/recorder.h"

#include <algorithm>
#include <utility>

namespace upshid::transport {

namespace {

using What = Exchange::What;

class Recorder final : public Transport {
 public:
  Recorder(std::unique_ptr<Transport> inner, Recording head,
           std::function<void(std::string_view)> write, std::function<Instant()> clock)
      : inner_(std::move(inner)), write_(std::move(write)), clock_(std::move(clock)) {
    if (clock_) start_ = clock_();
    head.device = inner_->device();
    write_(recording_head(head));
  }

  const DeviceInfo& device() const override { return inner_->device(); }

  Result<std::vector<std::uint8_t>> report_descriptor() override {
    Exchange exchange = now(What::descriptor);
    auto bytes = inner_->report_descriptor();
    if (bytes) {
      exchange.bytes = *bytes;
    } else {
      exchange.error = bytes.error();
    }
    write_(recording_line(exchange));
    return bytes;
  }

  Result<std::size_t> get_report(hid::ReportType type, std::uint8_t id,
                                 std::span<std::uint8_t> buffer) override {
    Exchange exchange = now(What::get, id);
    exchange.type = type;
    exchange.size = buffer.size();
    auto got = inner_->get_report(type, id, buffer);
    take(exchange, got, buffer);
    write_(recording_line(exchange));
    return got;
  }

  Result<void> set_report(hid::ReportType type, std::uint8_t id,
                          std::span<const std::uint8_t> report) override {
    Exchange exchange = now(What::set, id);
    exchange.type = type;
    exchange.sent.assign(report.begin(), report.end());
    auto done = inner_->set_report(type, id, report);
    if (!done) exchange.error = done.error();
    write_(recording_line(exchange));
    return done;
  }

  Result<std::size_t> read_interrupt(std::span<std::uint8_t> buffer,
                                     std::chrono::milliseconds timeout) override {
    auto got = inner_->read_interrupt(buffer, timeout);
    if (!got && got.error().code == Code::timeout) return got;
    Exchange exchange = now(What::interrupt);
    take(exchange, got, buffer);
    write_(recording_line(exchange));
    return got;
  }

  int interrupt_fd() const override { return inner_->interrupt_fd(); }

  Result<std::string> string(std::uint8_t index) override {
    Exchange exchange = now(What::string, index);
    auto text = inner_->string(index);
    if (text) {
      exchange.text = *text;
    } else {
      exchange.error = text.error();
    }
    write_(recording_line(exchange));
    return text;
  }

 private:
  Exchange now(What what, std::uint8_t id = 0) const {
    Exchange exchange;
    exchange.what = what;
    exchange.id = id;
    if (clock_) {
      exchange.at = std::chrono::duration_cast<std::chrono::milliseconds>(clock_() - start_);
    }
    return exchange;
  }

  static void take(Exchange& exchange, const Result<std::size_t>& got,
                   std::span<const std::uint8_t> buffer) {
    if (!got) {
      exchange.error = got.error();
      return;
    }
    const auto came = buffer.first(std::min(*got, buffer.size()));
    exchange.bytes.assign(came.begin(), came.end());
  }

  std::unique_ptr<Transport> inner_;
  std::function<void(std::string_view)> write_;
  std::function<Instant()> clock_;
  Instant start_{};
};

}  // namespace

std::unique_ptr<Transport> make_recorder(std::unique_ptr<Transport> inner, Recording head,
                                         std::function<void(std::string_view)> write,
                                         std::function<Instant()> clock) {
  return std::make_unique<Recorder>(std::move(inner), std::move(head), std::move(write),
                                    std::move(clock));
}

}  // namespace upshid::transport
