#ifndef UPSHID_VIRTUAL_QUANTITY_H
#define UPSHID_VIRTUAL_QUANTITY_H

// The quantities of the model that a field of a profile can have, such as "= battery-voltage".

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace upshid::virtual_ups {

enum class Quantity : std::uint8_t {
  constant,
  // Measurements.
  charge,
  runtime,
  load,
  active_power,
  apparent_power,
  input_voltage,
  output_voltage,
  battery_voltage,
  input_frequency,
  output_frequency,
  // Flags.
  ac_present,
  charging,
  discharging,
  fully_charged,
  below_charge_limit,
  runtime_limit_expired,
  overload,
  boost,
  buck,
  shutdown_imminent,
  // Settings and commands, which SET_REPORT may change.
  test,
  beeper,
  delay_before_shutdown,
  delay_before_startup,
  sensitivity,
  low_transfer,
  high_transfer,
  charge_limit,
  runtime_limit,
};

std::optional<Quantity> quantity_named(std::string_view name);
std::string_view name_of(Quantity quantity);
// "charge, runtime, ...": for error messages.
std::string quantity_list();

// Whether the value has a unit, so that a field's unit exponent applies to it. Flags, percentages
// and enumerations have none: a unit of their field is left over from an earlier item
// (PowerWalker VI 500 R1U, APC Back-UPS 500).
bool is_physical(Quantity quantity);
// Whether SET_REPORT may change it.
bool is_setting(Quantity quantity);

}  // namespace upshid::virtual_ups

#endif
