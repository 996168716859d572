#include "virtual/quantity.h"

#include <algorithm>
#include <array>

namespace upshid::virtual_ups {

namespace {

enum Traits : std::uint8_t { plain = 0, physical = 1, setting = 2 };

struct Row {
  Quantity quantity;
  std::string_view name;
  std::uint8_t traits;
};

constexpr std::array rows = std::to_array<Row>({
    {Quantity::charge, "charge", plain},
    {Quantity::runtime, "runtime", physical},
    {Quantity::load, "load", plain},
    {Quantity::active_power, "active-power", physical},
    {Quantity::apparent_power, "apparent-power", physical},
    {Quantity::input_voltage, "input-voltage", physical},
    {Quantity::output_voltage, "output-voltage", physical},
    {Quantity::battery_voltage, "battery-voltage", physical},
    {Quantity::input_frequency, "input-frequency", physical},
    {Quantity::output_frequency, "output-frequency", physical},
    {Quantity::ac_present, "ac-present", plain},
    {Quantity::charging, "charging", plain},
    {Quantity::discharging, "discharging", plain},
    {Quantity::fully_charged, "fully-charged", plain},
    {Quantity::below_charge_limit, "below-charge-limit", plain},
    {Quantity::runtime_limit_expired, "runtime-limit-expired", plain},
    {Quantity::overload, "overload", plain},
    {Quantity::boost, "boost", plain},
    {Quantity::buck, "buck", plain},
    {Quantity::shutdown_imminent, "shutdown-imminent", plain},
    {Quantity::test, "test", setting},
    {Quantity::beeper, "beeper", setting},
    {Quantity::delay_before_shutdown, "delay-before-shutdown", physical | setting},
    {Quantity::delay_before_startup, "delay-before-startup", physical | setting},
    {Quantity::sensitivity, "sensitivity", setting},
    {Quantity::low_transfer, "low-transfer", physical | setting},
    {Quantity::high_transfer, "high-transfer", physical | setting},
    {Quantity::charge_limit, "charge-limit", setting},
    {Quantity::runtime_limit, "runtime-limit", physical | setting},
});

const Row* row_of(Quantity quantity) {
  const auto* at = std::ranges::find(rows, quantity, &Row::quantity);
  return at == rows.end() ? nullptr : at;
}

bool has_trait(Quantity quantity, Traits trait) {
  const Row* row = row_of(quantity);
  return row != nullptr && (row->traits & trait) != 0;
}

}  // namespace

std::optional<Quantity> quantity_named(std::string_view name) {
  const auto* at = std::ranges::find(rows, name, &Row::name);
  if (at == rows.end()) return std::nullopt;
  return at->quantity;
}

std::string_view name_of(Quantity quantity) {
  const Row* row = row_of(quantity);
  return row == nullptr ? "constant" : row->name;
}

std::string quantity_list() {
  std::string list;
  for (const Row& row : rows) {
    if (!list.empty()) list += ", ";
    list += row.name;
  }
  return list;
}

bool is_physical(Quantity quantity) {
  return has_trait(quantity, physical);
}

bool is_setting(Quantity quantity) {
  return has_trait(quantity, setting);
}

}  // namespace upshid::virtual_ups
