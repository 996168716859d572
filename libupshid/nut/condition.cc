#include "nut/condition.h"

#include <algorithm>
#include <array>

namespace upshid {

namespace {

// In the order of enum Condition.
constexpr std::array<std::string_view, condition_count> names = {
    "online",
    "discharging",
    "charging",
    "low_battery",
    "overload",
    "replace_battery",
    "shutdown_imminent",
    "trim",
    "boost",
    "bypass_auto",
    "bypass_manual",
    "off",
    "calibrating",
    "overheat",
    "internal_failure",
    "depleted",
    "time_limit_expired",
    "fully_charged",
    "awaiting_power",
    "fan_failure",
    "no_battery",
    "battery_voltage_low",
    "battery_voltage_high",
    "charger_failure",
    "voltage_out_of_range",
    "frequency_out_of_range",
    "eco_mode",
};

}  // namespace

std::string_view name_of(Condition condition) {
  return names[static_cast<std::size_t>(condition)];
}

std::optional<Condition> nut::condition_named(std::string_view name) {
  const auto* at = std::ranges::find(names, name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Condition>(at - names.begin());
}

void Conditions::set(Condition condition, bool value) {
  known_ |= bit(condition);
  set_ = value ? set_ | bit(condition) : set_ & ~bit(condition);
}

void Conditions::forget(Condition condition) {
  known_ &= ~bit(condition);
  set_ &= ~bit(condition);
}

}  // namespace upshid
