#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "upshid-sim/unit.h"
#include "virtual/spec.h"
#include "virtual/virtual_ups.h"

namespace upshid::sim {

namespace {

using virtual_ups::Quantity;
using virtual_ups::Spec;
using virtual_ups::WriteFault;

Identity identity_of(const virtual_ups::Profile& profile) {
  Identity out;
  out.name = profile.name;
  out.vendor_id = profile.vendor_id;
  out.product_id = profile.product_id;
  out.bcd_device = profile.bcd_device;
  out.speed = speed_named(profile.speed).value_or(Speed::full);
  out.interval = static_cast<std::uint8_t>(profile.interval);
  out.manufacturer_index = profile.manufacturer_index;
  out.product_index = profile.product_index;
  out.serial_index = profile.serial_index;
  return out;
}

std::vector<std::uint8_t> reports_sent(const virtual_ups::Profile& profile) {
  if (!profile.sends.empty()) return profile.sends;
  std::vector<std::uint8_t> out;
  for (const auto& layout : virtual_ups::lay_out(profile)) {
    if (layout.type == hid::ReportType::input) out.push_back(layout.id);
  }
  return out;
}

class ProfileUnit final : public Unit {
 public:
  ProfileUnit(Spec spec, Instant now)
      : Unit(identity_of(spec.profile)),
        cycle_(reports_sent(spec.profile)),
        ups_(std::move(spec.profile), now),
        write_faults_(std::move(spec.write_faults)) {
    if (spec.load) ups_.set_load(*spec.load);
    if (spec.charge) ups_.set_charge(*spec.charge);
    if (spec.mains) ups_.set_mains_voltage(*spec.mains);
    // The initial state is not reported.
    while (ups_.next_interrupt()) {
    }
  }

  const Bytes& report_descriptor() const override { return ups_.report_descriptor(); }
  const std::vector<std::uint8_t>& cycle() const override { return cycle_; }

  std::optional<Bytes> string(std::uint8_t index) const override {
    const auto text = ups_.string(index);
    if (!text) return std::nullopt;
    return string_descriptor(*text);
  }

  void advance(Instant now) override { ups_.advance(now); }
  bool at_rest() const override { return ups_.at_rest(); }
  bool alive() const override { return ups_.alive(); }

  Result<Bytes> get_report(hid::ReportType type, std::uint8_t id) const override {
    const auto set = answers_.find({type, id});
    if (set != answers_.end()) return set->second;
    return ups_.get_report(type, id);
  }

  Result<void> set_report(hid::ReportType type, std::uint8_t id,
                          std::span<const std::uint8_t> report) override {
    const auto at = write_faults_.find(id);
    if (type != hid::ReportType::feature || at == write_faults_.end()) {
      return ups_.set_report(type, id, report);
    }
    // Other faults are those of the transfer.
    if (at->second.kind == WriteFault::Kind::ignore) return {};
    if (at->second.kind == WriteFault::Kind::clamp) {
      return ups_.set_report(type, id, report, at->second.max);
    }
    return ups_.set_report(type, id, report);
  }

  std::optional<Bytes> next_interrupt() override { return ups_.next_interrupt(); }

  Result<void> set_mains(bool present) override {
    ups_.set_mains(present);
    return {};
  }
  Result<void> set_mains_voltage(double volts) override {
    ups_.set_mains_voltage(volts);
    return {};
  }
  Result<void> set_charge(double percent) override {
    ups_.set_charge(percent);
    return {};
  }
  Result<void> set_load(double percent) override {
    ups_.set_load(percent);
    return {};
  }

  void set_answer(hid::ReportType type, std::uint8_t id, std::optional<Bytes> report) override {
    if (report) {
      answers_[{type, id}] = std::move(*report);
    } else {
      answers_.erase({type, id});
    }
  }

  State state() const override {
    const auto number = [&](Quantity quantity) { return base::fixed(ups_.value(quantity), 0); };
    return {{"mains", ups_.mains_present() ? "on" : "off"},
            {"mains.voltage", number(Quantity::input_voltage)},
            {"output", ups_.output_on() ? "on" : "off"},
            {"charge", number(Quantity::charge)},
            {"runtime", number(Quantity::runtime)},
            {"load", number(Quantity::load)},
            {"test", number(Quantity::test)},
            {"beeper", number(Quantity::beeper)},
            {"shutdown.delay", number(Quantity::delay_before_shutdown)},
            {"startup.delay", number(Quantity::delay_before_startup)}};
  }

 private:
  std::vector<std::uint8_t> cycle_;
  virtual_ups::VirtualUps ups_;
  std::map<std::uint8_t, WriteFault> write_faults_;
  std::map<std::pair<hid::ReportType, std::uint8_t>, Bytes> answers_;
};

Fault fault_of(const virtual_ups::Fault& asked) {
  switch (asked.kind) {
    case virtual_ups::Fault::Kind::stall:
      break;
    case virtual_ups::Fault::Kind::short_report:
      return {Fault::Kind::short_report, asked.missing, std::nullopt};
    case virtual_ups::Fault::Kind::long_report:
      return {Fault::Kind::long_report, 1, std::nullopt};
    case virtual_ups::Fault::Kind::timeout:
      return {Fault::Kind::timeout, 1, std::nullopt};
    case virtual_ups::Fault::Kind::gone:
      return {Fault::Kind::gone, 1, std::nullopt};
  }
  return {Fault::Kind::stall, 1, std::nullopt};
}

}  // namespace

Result<Opened> open_profile(std::string_view text, Instant now) {
  auto spec = virtual_ups::parse_spec(text);
  if (!spec) return spec.error();
  Opened out;
  for (const auto& [id, fault] : spec->faults) {
    out.faults.add({Target::Request::feature, id}, fault_of(fault));
  }
  for (const auto& [id, fault] : spec->write_faults) {
    const Target target{Target::Request::set, id};
    if (fault.kind == WriteFault::Kind::refuse) out.faults.add(target, {});
    if (fault.kind == WriteFault::Kind::vanish) {
      out.faults.add(target, {Fault::Kind::gone, 1, std::nullopt});
    }
  }
  out.unit = std::make_unique<ProfileUnit>(std::move(*spec), now);
  return out;
}

Result<Opened> open_unit(std::string_view what, Instant now) {
  if (what.find('/') == std::string_view::npos) return open_profile(what, now);
  while (what.size() > 1 && what.ends_with('/')) what.remove_suffix(1);
  // DIRECTORY/1: value set 1.
  const std::size_t slash = what.rfind('/');
  const std::string_view last = slash == std::string_view::npos ? "" : what.substr(slash + 1);
  const bool has_set = last.size() == 1 && last[0] >= '0' && last[0] <= '9' && slash > 0;
  Opened out;
  auto unit = open_captured(std::string(has_set ? what.substr(0, slash) : what),
                            has_set ? static_cast<unsigned>(last[0] - '0') : 0);
  if (!unit) return unit.error();
  out.unit = std::move(*unit);
  return out;
}

}  // namespace upshid::sim
