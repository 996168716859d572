#include "virtual/reports.h"

#include <algorithm>
#include <cmath>

namespace upshid::virtual_ups {

namespace {

bool has_physical_range(const FieldLine& field) {
  return field.physical != Range{} && field.logical.max != field.logical.min &&
         field.physical.max != field.physical.min;
}

// Volt and watt in HID's centimetre-gram-second system are 10^7 units; second and hertz are one.
int si_power(std::uint32_t unit) {
  return unit == 0x00f0d121 || unit == 0x0000d121 ? -7 : 0;
}

double scale_of(const FieldLine& field) {
  return std::pow(10.0, field.exponent + si_power(field.unit));
}

ReportLayout& layout_of(std::vector<ReportLayout>& layouts, hid::ReportType type, std::uint8_t id) {
  const auto at = std::ranges::find_if(
      layouts, [&](const ReportLayout& l) { return l.type == type && l.id == id; });
  if (at != layouts.end()) return *at;
  layouts.push_back({type, id, 0, {}});
  return layouts.back();
}

}  // namespace

std::vector<ReportLayout> lay_out(const Profile& profile) {
  std::vector<ReportLayout> layouts;
  std::uint8_t id = 0;
  for (const Step& step : profile.body) {
    if (step.kind == Step::Kind::report) id = step.report_id;
    if (step.kind != Step::Kind::field) continue;
    for (const TypedFlags& typed : step.field.types) {
      ReportLayout& layout = layout_of(layouts, typed.type, id);
      if (!step.field.is_padding) layout.slots.push_back({step.field, layout.bits});
      layout.bits += step.field.bits * step.field.count;
    }
  }
  return layouts;
}

std::int64_t to_logical(const FieldLine& field, double value) {
  const bool is_signed = field.logical.min < 0;
  const double top = std::ldexp(1.0, static_cast<int>(field.bits) - (is_signed ? 1 : 0)) - 1;
  const double bottom = is_signed ? -top - 1 : 0;
  double logical = value;
  const Quantity quantity = field.source.quantity;
  const bool is_delay =
      quantity == Quantity::delay_before_shutdown || quantity == Quantity::delay_before_startup;
  if (is_delay && value < 0) {
    logical = -1;
  } else if (is_physical(quantity)) {
    logical = value / scale_of(field);
    if (has_physical_range(field)) {
      const auto span = static_cast<double>(field.logical.max - field.logical.min);
      logical = (logical - static_cast<double>(field.physical.min)) * span /
                    static_cast<double>(field.physical.max - field.physical.min) +
                static_cast<double>(field.logical.min);
    }
    // A countdown shows the current minute, so that 0 is not shown before its end.
    logical = is_delay ? std::ceil(logical - 1e-9) : std::round(logical);
  }
  return static_cast<std::int64_t>(std::clamp(logical, bottom, top));
}

double from_logical(const FieldLine& field, std::int64_t logical) {
  auto value = static_cast<double>(logical);
  if (!is_physical(field.source.quantity)) return value;
  if (has_physical_range(field)) {
    const auto span = static_cast<double>(field.physical.max - field.physical.min);
    value = (value - static_cast<double>(field.logical.min)) * span /
                static_cast<double>(field.logical.max - field.logical.min) +
            static_cast<double>(field.physical.min);
  }
  return value * scale_of(field);
}

void write_bits(std::span<std::uint8_t> payload, std::uint32_t offset, std::uint32_t bits,
                std::int64_t value) {
  for (std::uint32_t i = 0; i < bits; ++i) {
    const std::uint32_t at = offset + i;
    if (at / 8 >= payload.size()) return;
    const auto mask = static_cast<std::uint8_t>(1U << (at % 8));
    std::uint8_t& byte = payload[at / 8];
    const bool set = (static_cast<std::uint64_t>(value) >> i & 1U) != 0;
    byte = static_cast<std::uint8_t>(set ? byte | mask : byte & ~mask);
  }
}

std::int64_t read_bits(std::span<const std::uint8_t> payload, const Slot& slot) {
  std::uint64_t value = 0;
  const std::uint32_t bits = slot.field.bits;
  for (std::uint32_t i = 0; i < bits; ++i) {
    const std::uint32_t at = slot.bit_offset + i;
    if (at / 8 >= payload.size()) break;
    value |= std::uint64_t{payload[at / 8] >> (at % 8) & 1U} << i;
  }
  if (bits == 0 || bits > 32) return 0;
  const bool negative = slot.field.logical.min < 0 && (value >> (bits - 1) & 1U) != 0;
  if (negative) value |= ~std::uint64_t{0} << bits;
  return static_cast<std::int64_t>(value);
}

}  // namespace upshid::virtual_ups
