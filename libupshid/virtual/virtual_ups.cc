#include "virtual/virtual_ups.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cmath>

#include "base/report_type.h"
#include "virtual/descriptor_writer.h"

namespace upshid::virtual_ups {

namespace {

// As in Linux's hidraw: the oldest are dropped (HIDRAW_BUFFER_SIZE).
constexpr std::size_t interrupt_queue = 64;
// Measurements are compared once a second, flags at every tick.
constexpr std::uint64_t ticks_per_look = 10;

}  // namespace

VirtualUps::VirtualUps(Profile profile, Instant now)
    : profile_(std::move(profile)),
      descriptor_(write_descriptor(profile_)),
      layouts_(lay_out(profile_)),
      model_(profile_.ratings),
      now_(now),
      flags_(model_.flags()) {
  for (const ReportLayout& layout : layouts_) {
    if (layout.type == hid::ReportType::input) last_input_[layout.id] = encode(layout);
  }
}

void VirtualUps::advance(Instant now) {
  while (now - now_ >= tick) {
    if (model_.at_rest()) {
      const auto skipped = (now - now_) / tick;
      now_ += skipped * tick;
      break;
    }
    now_ += tick;
    model_.step();
    ++ticks_;
    if (model_.flags() != flags_ || ticks_ % ticks_per_look == 0) post_changes();
  }
}

void VirtualUps::set_mains(bool present) {
  set_mains_voltage(present ? profile_.ratings.mains_voltage : 0);
}

void VirtualUps::set_mains_voltage(double volts) {
  model_.set_mains(volts);
  post_changes();
}

void VirtualUps::set_load(double percent) {
  model_.set_load(percent);
  post_changes();
}

void VirtualUps::set_charge(double percent) {
  model_.set_charge(percent);
  post_changes();
}

void VirtualUps::post_changes() {
  flags_ = model_.flags();
  for (const ReportLayout& layout : layouts_) {
    if (layout.type != hid::ReportType::input) continue;
    std::vector<std::uint8_t> report = encode(layout);
    std::vector<std::uint8_t>& last = last_input_[layout.id];
    if (report == last) continue;
    last = report;
    if (interrupts_.size() == interrupt_queue) interrupts_.pop_front();
    interrupts_.push_back(std::move(report));
  }
}

const ReportLayout* VirtualUps::find(hid::ReportType type, std::uint8_t id) const {
  const auto at = std::ranges::find_if(
      layouts_, [&](const ReportLayout& l) { return l.type == type && l.id == id; });
  return at == layouts_.end() ? nullptr : &*at;
}

std::int64_t VirtualUps::logical_of(const FieldLine& field) const {
  if (field.source.quantity == Quantity::constant) return field.source.constant;
  return to_logical(field, model_.value(field.source.quantity));
}

std::vector<std::uint8_t> VirtualUps::encode(const ReportLayout& layout) const {
  std::vector<std::uint8_t> report(layout.bytes());
  report[0] = layout.id;
  const auto payload = std::span(report).subspan(1);
  for (const Slot& slot : layout.slots) {
    const std::int64_t logical = logical_of(slot.field);
    for (std::uint32_t i = 0; i < slot.field.count; ++i) {
      write_bits(payload, slot.bit_offset + i * slot.field.bits, slot.field.bits, logical);
    }
  }
  return report;
}

Result<std::vector<std::uint8_t>> VirtualUps::get_report(hid::ReportType type,
                                                         std::uint8_t id) const {
  if (!alive()) {
    return Error{Code::disconnected, where(type, id),
                 "no line power and an empty battery; the device is off", ENODEV};
  }
  const ReportLayout* layout = find(type, id);
  if (layout == nullptr || type == hid::ReportType::output) {
    return Error{Code::stalled, where(type, id), "the device has no such report", EPIPE};
  }
  return encode(*layout);
}

Result<void> VirtualUps::set_report(hid::ReportType type, std::uint8_t id,
                                    std::span<const std::uint8_t> report, std::int64_t max) {
  if (!alive()) {
    return Error{Code::disconnected, where(type, id),
                 "no line power and an empty battery; the device is off", ENODEV};
  }
  const ReportLayout* layout = find(type, id);
  if (layout == nullptr || type == hid::ReportType::input) {
    return Error{Code::stalled, where(type, id), "the device has no such report", EPIPE};
  }
  if (report.size() < layout->bytes() || report[0] != id) {
    return Error{Code::stalled, where(type, id),
                 fmt::format("{} bytes sent, expected {} beginning with the report ID",
                             report.size(), layout->bytes()),
                 EPIPE};
  }
  for (const Slot& slot : layout->slots) {
    const FieldLine& field = slot.field;
    if (!is_setting(field.source.quantity)) continue;
    const std::int64_t logical = std::min(read_bits(report.subspan(1), slot), max);
    if (logical < field.logical.min || logical > field.logical.max) continue;
    const bool is_delay = field.source.quantity == Quantity::delay_before_shutdown ||
                          field.source.quantity == Quantity::delay_before_startup;
    const double value = is_delay && logical < 0 ? -1 : from_logical(field, logical);
    model_.set(field.source.quantity, value);
  }
  post_changes();
  return {};
}

std::optional<std::vector<std::uint8_t>> VirtualUps::next_interrupt() {
  if (interrupts_.empty() || !alive()) return std::nullopt;
  std::vector<std::uint8_t> report = std::move(interrupts_.front());
  interrupts_.pop_front();
  return report;
}

Result<std::string> VirtualUps::string(std::uint8_t index) const {
  const std::string place = fmt::format("{}, string {}", label(), index);
  if (!alive()) {
    return Error{Code::disconnected, place, "no line power and an empty battery; the device is off",
                 ENODEV};
  }
  const auto at = profile_.strings.find(index);
  if (index == 0 || at == profile_.strings.end()) {
    return Error{Code::not_found, place, "the device has no string with this index", 0};
  }
  return at->second;
}

std::string VirtualUps::where(hid::ReportType type, std::uint8_t id) const {
  return fmt::format("{}, {} report 0x{:02x}", label(), base::report_word(type), id);
}

}  // namespace upshid::virtual_ups
