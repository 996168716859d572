#include "transport/replay.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace upshid::transport {

using What = Exchange::What;

Replay::Replay(const Recording& recording, std::string file, std::function<Instant()> clock)
    : file_(std::move(file)), clock_(std::move(clock)), device_(recording.device) {
  if (clock_) start_ = clock_();
  for (const Exchange& exchange : recording.exchanges) {
    answers_[key_of(exchange)].in_order.push_back(exchange);
    if (exchange.what == What::descriptor && !exchange.error) {
      device_.report_descriptor = exchange.bytes;
    }
  }
}

Replay::Key Replay::key_of(const Exchange& exchange) {
  return {exchange.what, exchange.type, exchange.id, exchange.sent};
}

const Exchange* Replay::answer(const Exchange& request) {
  ++requests_[described(request)];
  const auto found = answers_.find(key_of(request));
  if (found == answers_.end()) {
    ++unanswered_;
    return nullptr;
  }
  Answers& answers = found->second;
  const Exchange& next = answers.in_order[answers.next];
  if (answers.next + 1 < answers.in_order.size()) ++answers.next;
  return &next;
}

Error Replay::not_recorded(const Exchange& request) const {
  return {Code::unsupported, fmt::format("{}, {}", file_, described(request)),
          "the recording has no answer to this", 0};
}

Result<std::size_t> Replay::copy(const Exchange& exchange, std::span<std::uint8_t> buffer,
                                 const std::string& place) {
  if (exchange.error) return *exchange.error;
  if (exchange.bytes.size() > buffer.size()) {
    return Error{
        Code::long_report, place,
        fmt::format("{} bytes recorded, {} requested", exchange.bytes.size(), buffer.size()), 0};
  }
  std::copy(exchange.bytes.begin(), exchange.bytes.end(), buffer.begin());
  return exchange.bytes.size();
}

Result<std::vector<std::uint8_t>> Replay::report_descriptor() {
  const Exchange request;
  const Exchange* found = answer(request);
  if (found == nullptr) return not_recorded(request);
  if (found->error) return *found->error;
  return found->bytes;
}

Result<std::size_t> Replay::get_report(hid::ReportType type, std::uint8_t id,
                                       std::span<std::uint8_t> buffer) {
  Exchange request;
  request.what = What::get;
  request.type = type;
  request.id = id;
  const Exchange* found = answer(request);
  if (found == nullptr) return not_recorded(request);
  return copy(*found, buffer, fmt::format("{}, {}", file_, described(request)));
}

Result<void> Replay::set_report(hid::ReportType type, std::uint8_t id,
                                std::span<const std::uint8_t> report) {
  Exchange request;
  request.what = What::set;
  request.type = type;
  request.id = id;
  request.sent.assign(report.begin(), report.end());
  const Exchange* found = answer(request);
  if (found == nullptr) return not_recorded(request);
  if (found->error) return *found->error;
  return {};
}

Result<std::size_t> Replay::read_interrupt(std::span<std::uint8_t> buffer,
                                           std::chrono::milliseconds /*timeout*/) {
  Exchange request;
  request.what = What::interrupt;
  const std::string place = fmt::format("{}, {}", file_, described(request));
  Answers& answers = answers_[key_of(request)];
  const bool is_there = answers.next < answers.in_order.size() &&
                        (!clock_ || clock_() - start_ >= answers.in_order[answers.next].at);
  if (!is_there) return Error{Code::timeout, place, "no report is due", 0};
  ++requests_[described(request)];
  return copy(answers.in_order[answers.next++], buffer, place);
}

Result<std::string> Replay::string(std::uint8_t index) {
  Exchange request;
  request.what = What::string;
  request.id = index;
  const Exchange* found = answer(request);
  if (found == nullptr) return not_recorded(request);
  if (found->error) return *found->error;
  return found->text;
}

}  // namespace upshid::transport
