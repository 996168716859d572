#include "virtual/virtual_transport.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "virtual/virtual_ups.h"

namespace upshid::virtual_ups {

namespace {

class VirtualTransport final : public transport::Transport {
 public:
  VirtualTransport(Spec spec, std::function<Instant()> clock)
      : clock_(clock ? std::move(clock) : [] { return Instant{}; }),
        plugged_at_(clock_()),
        ups_(std::move(spec.profile), plugged_at_),
        outage_(spec.outage),
        faults_(std::move(spec.faults)),
        write_faults_(std::move(spec.write_faults)) {
    if (spec.load) ups_.set_load(*spec.load);
    if (spec.charge) ups_.set_charge(*spec.charge);
    if (spec.mains) ups_.set_mains_voltage(*spec.mains);
    // The initial state is not reported.
    while (ups_.next_interrupt()) {
    }
    const Profile& profile = ups_.profile();
    info_.vendor_id = profile.vendor_id;
    info_.product_id = profile.product_id;
    info_.bcd_device = profile.bcd_device;
    info_.manufacturer = profile.string_at(profile.manufacturer_index);
    info_.product = profile.string_at(profile.product_index);
    info_.serial = profile.string_at(profile.serial_index);
    info_.hidraw_node = ups_.label();
    info_.report_descriptor = ups_.report_descriptor();
  }

  const DeviceInfo& device() const override { return info_; }

  Result<std::vector<std::uint8_t>> report_descriptor() override {
    if (gone_) return gone(ups_.label());
    return ups_.report_descriptor();
  }

  Result<std::size_t> get_report(hid::ReportType type, std::uint8_t id,
                                 std::span<std::uint8_t> buffer) override {
    advance();
    const Fault* fault = fault_of(type, id);
    if (fault != nullptr && fault->kind == Fault::Kind::gone) gone_ = true;
    if (gone_) return gone(ups_.where(type, id));
    if (fault != nullptr && fault->kind == Fault::Kind::timeout) {
      return Error{Code::timeout, ups_.where(type, id), "the device did not answer", ETIMEDOUT};
    }
    if (fault != nullptr && fault->kind == Fault::Kind::stall) {
      return Error{Code::stalled, ups_.where(type, id), "the device refused the request", EPIPE};
    }
    const auto report = ups_.get_report(type, id);
    if (!report) return report.error();
    if (fault != nullptr && fault->kind == Fault::Kind::long_report) {
      return Error{
          Code::long_report, ups_.where(type, id),
          fmt::format("received {} bytes, expected {}", report->size() + 1, report->size()),
          EOVERFLOW};
    }
    std::size_t length = report->size();
    if (fault != nullptr) length -= std::min(length, fault->missing);
    // The host limits the bytes (wLength).
    length = std::min(length, buffer.size());
    std::copy_n(report->begin(), length, buffer.begin());
    return length;
  }

  Result<void> set_report(hid::ReportType type, std::uint8_t id,
                          std::span<const std::uint8_t> report) override {
    if (gone_) return gone(ups_.where(type, id));
    advance();
    const auto at = write_faults_.find(id);
    if (type != hid::ReportType::feature || at == write_faults_.end()) {
      return ups_.set_report(type, id, report);
    }
    switch (at->second.kind) {
      case WriteFault::Kind::refuse:
        return Error{Code::stalled, ups_.where(type, id), "the device refused the request", EPIPE};
      case WriteFault::Kind::ignore:
        return {};
      case WriteFault::Kind::clamp:
        return ups_.set_report(type, id, report, at->second.max);
      case WriteFault::Kind::vanish:
        break;
    }
    gone_ = true;
    return gone(ups_.where(type, id));
  }

  Result<std::size_t> read_interrupt(std::span<std::uint8_t> buffer,
                                     std::chrono::milliseconds /*timeout*/) override {
    const std::string where = ups_.label() + ", interrupt report";
    if (gone_) return gone(where);
    advance();
    if (!ups_.alive()) return gone(where);
    const auto report = ups_.next_interrupt();
    if (!report) return Error{Code::timeout, where, "none received", ETIMEDOUT};
    const std::size_t length = std::min(report->size(), buffer.size());
    std::copy_n(report->begin(), length, buffer.begin());
    return length;
  }

  int interrupt_fd() const override { return -1; }

  Result<std::string> string(std::uint8_t index) override {
    if (gone_) return gone(fmt::format("{}, string {}", ups_.label(), index));
    advance();
    return ups_.string(index);
  }

 private:
  const Fault* fault_of(hid::ReportType type, std::uint8_t id) const {
    const auto at = faults_.find(id);
    return type != hid::ReportType::feature || at == faults_.end() ? nullptr : &at->second;
  }

  // Line power changes at its instants, however rarely the UPS is read.
  void advance() {
    const Instant now = clock_();
    const auto change = [&](Instant at, bool present) {
      if (now < at) return false;
      ups_.advance(at);
      ups_.set_mains(present);
      return true;
    };
    if (outage_ && !is_out_) is_out_ = change(plugged_at_ + outage_->after, false);
    if (outage_ && is_out_ && outage_->length &&
        change(plugged_at_ + outage_->after + *outage_->length, true)) {
      outage_.reset();
    }
    ups_.advance(now);
  }

  static Error gone(std::string where) {
    return {Code::disconnected, std::move(where), "the device is disconnected", ENODEV};
  }

  std::function<Instant()> clock_;
  Instant plugged_at_;
  VirtualUps ups_;
  std::optional<Outage> outage_;
  bool is_out_ = false;
  std::map<std::uint8_t, Fault> faults_;
  std::map<std::uint8_t, WriteFault> write_faults_;
  DeviceInfo info_;
  bool gone_ = false;
};

}  // namespace

Result<std::unique_ptr<transport::Transport>> open_virtual(std::string_view spec,
                                                           std::function<Instant()> clock) {
  auto parsed = parse_spec(spec);
  if (!parsed) return parsed.error();
  return std::unique_ptr<transport::Transport>(
      std::make_unique<VirtualTransport>(std::move(*parsed), std::move(clock)));
}

}  // namespace upshid::virtual_ups
