#include "nut/low_battery_delay.h"

#include <algorithm>
#include <array>

namespace upshid::nut {

void LowBatteryDelay::apply(Conditions& is, Instant now) {
  constexpr std::array low{Condition::low_battery, Condition::time_limit_expired,
                           Condition::shutdown_imminent};
  constexpr std::array replace{Condition::replace_battery};
  const bool hold_back = may_hold_back(is);
  until_.reset();
  look_at(low_, low, hold_back, is, now);
  look_at(replace_, replace, hold_back, is, now);
}

bool LowBatteryDelay::may_hold_back(const Conditions& is) const {
  return !is_on_battery(is, settings_.online_discharge) && is.is_set(Condition::online) &&
         (settings_.low_delay_without_calibrating ||
          is_calibrating(is, settings_.online_discharge));
}

void LowBatteryDelay::look_at(Watched& watched, std::span<const Condition> conditions,
                              bool hold_back, Conditions& is, Instant now) {
  const auto is_set = [&is](Condition condition) { return is.is_set(condition); };
  if (!std::any_of(conditions.begin(), conditions.end(), is_set)) {
    watched = {};
    return;
  }
  if (!watched.since) watched.since = now;
  const Instant end = *watched.since + settings_.low_delay;
  watched.counts = watched.counts || !hold_back || now >= end;
  if (watched.counts) return;
  for (const Condition condition : conditions) {
    if (is.is_set(condition)) is.set(condition, false);
  }
  until_ = std::min(until_.value_or(end), end);
}

}  // namespace upshid::nut
