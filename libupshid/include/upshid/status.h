#ifndef UPSHID_STATUS_H
#define UPSHID_STATUS_H

/// \file
/// What a UPS says of its state, before and after it becomes NUT's ups.status. Thread-safe
/// throughout.

#include <upshid/language.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace upshid {

/// The conditions a UPS can report, from which ups.status and ups.alarm are composed.
enum class Condition : std::uint8_t {
  online,  ///< Mains present.
  discharging,
  charging,
  low_battery,  ///< Below the remaining capacity limit.
  overload,
  replace_battery,
  shutdown_imminent,
  trim,
  boost,
  bypass_auto,
  bypass_manual,
  off,
  calibrating,
  overheat,
  internal_failure,
  depleted,
  time_limit_expired,
  fully_charged,
  awaiting_power,
  fan_failure,
  no_battery,
  battery_voltage_low,
  battery_voltage_high,
  charger_failure,
  voltage_out_of_range,
  frequency_out_of_range,
  eco_mode,
};
inline constexpr std::size_t condition_count = 27;

/// The condition's name as in the variables table, e.g. "time_limit_expired".
std::string_view name_of(Condition condition);

/// Each condition is set, clear, or was never heard of. The difference matters: a UPS without a
/// valid "online" is not on battery, it is unknown.
class Conditions {
 public:
  void set(Condition condition, bool value);
  void forget(Condition condition);
  bool is_set(Condition condition) const { return (set_ & bit(condition)) != 0; }
  bool is_known(Condition condition) const { return (known_ & bit(condition)) != 0; }
  friend bool operator==(const Conditions&, const Conditions&) = default;

 private:
  static constexpr std::uint32_t bit(Condition c) { return 1U << static_cast<unsigned>(c); }
  std::uint32_t set_ = 0;
  std::uint32_t known_ = 0;
};

/// What "mains present and discharging" means on this unit.
enum class OnlineDischarge : std::uint8_t {
  online,       ///< OL DISCHRG: a self-test, on most.
  on_battery,   ///< OB DISCHRG: CyberPower's UT series keeps "mains present" set during an outage.
  calibrating,  ///< CAL OL DISCHRG.
};

/// On battery, which needs evidence: line power reported absent, or discharging where the unit
/// reports nothing of line power.
bool is_on_battery(const Conditions& conditions, OnlineDischarge policy = OnlineDischarge::online);
bool is_calibrating(const Conditions& conditions, OnlineDischarge policy = OnlineDischarge::online);

/// ups.status in NUT 2.8.5's order: [ALARM] CAL OB|OL DISCHRG CHRG LB OVER RB TRIM BOOST BYPASS
/// OFF. `online` unknown yields neither OL nor OB. `with_alarm` puts ALARM in front when alarms()
/// is not empty and one of them is not already said by RB or LB; see the manual's list of
/// differences.
std::string compose_status(const Conditions& conditions,
                           OnlineDischarge policy = OnlineDischarge::online);

/// The texts of ups.alarm, in NUT's order; empty when there is nothing to say.
std::vector<std::string_view> alarms(const Conditions& conditions);

}  // namespace upshid

#endif
