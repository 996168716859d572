#ifndef UPSHID_STATUS_H
#define UPSHID_STATUS_H

/// \file
/// The state that a UPS reports, as conditions and as the words of NUT's ups.status. All functions
/// are thread-safe.

#include <upshid/export.h>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace upshid {

/// The conditions a UPS can report, from which ups.status and ups.alarm are composed.
enum class Condition : std::uint8_t {
  online,  ///< Line power is present.
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
UPSHID_EXPORT std::string_view name_of(Condition condition);

/// Each condition is set, clear, or unknown (never reported). The difference matters: a UPS that
/// does not report "online" is not on battery; its state is unknown.
class UPSHID_EXPORT Conditions {
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

/// The words of NUT's ups.status, in the order in which they are written.
enum class StatusWord : std::uint8_t {
  fsd,      ///< Forced shutdown.
  alarm,    ///< See ups.alarm.
  cal,      ///< Calibrating.
  ob,       ///< On battery.
  ol,       ///< On line power.
  dischrg,  ///< Discharging.
  chrg,     ///< Charging.
  lb,       ///< Battery low.
  hb,       ///< Battery voltage high.
  over,     ///< Overloaded.
  rb,       ///< Replace the battery.
  trim,     ///< Trimming the voltage.
  boost,    ///< Boosting the voltage.
  bypass,   ///< On bypass.
  eco,      ///< Saving energy.
  off,      ///< Output off.
};
inline constexpr std::size_t status_word_count = 16;

/// "LB".
UPSHID_EXPORT std::string_view name_of(StatusWord word);

/// ups.status as a set of words. Empty: no status was received.
class UPSHID_EXPORT Status {
 public:
  Status() = default;
  Status(std::initializer_list<StatusWord> words) {
    for (const StatusWord word : words) set(word);
  }
  /// Words that StatusWord lacks become others(). Only an override in ups.conf can have those.
  static Status parse(std::string_view ups_status);

  bool has(StatusWord word) const { return (bits_ & bit(word)) != 0; }
  void set(StatusWord word, bool on = true) { bits_ = on ? bits_ | bit(word) : bits_ & ~bit(word); }
  bool is_empty() const { return bits_ == 0 && others_.empty(); }
  /// Unknown words, each once, in the order of the text.
  const std::vector<std::string>& others() const { return others_; }
  /// All words, the unknown ones last. Valid while the object lives.
  std::vector<std::string_view> words() const;
  /// As in ups.status: "OB DISCHRG LB".
  std::string text() const;
  friend bool operator==(const Status&, const Status&) = default;

 private:
  static constexpr std::uint32_t bit(StatusWord w) { return 1U << static_cast<unsigned>(w); }
  std::uint32_t bits_ = 0;
  std::vector<std::string> others_;
};

/// The meaning of ups.test.result.
enum class BatteryTest : std::uint8_t {
  unknown,
  passed,
  warning,
  failed,
  aborted,
  in_progress,
  none,
  scheduled,
};

/// As in ups.test.result: "Done and passed"; empty for unknown.
UPSHID_EXPORT std::string_view name_of(BatteryTest test);

/// What "line power present and discharging" means on this unit.
enum class OnlineDischarge : std::uint8_t {
  online,       ///< OL DISCHRG: on most units, a battery test.
  on_battery,   ///< OB DISCHRG: CyberPower's UT series reports AC present during an outage.
  calibrating,  ///< CAL OL DISCHRG.
};

/// On battery: line power is reported absent, or the unit is discharging and never reports line
/// power.
UPSHID_EXPORT bool is_on_battery(const Conditions& conditions,
                                 OnlineDischarge policy = OnlineDischarge::online);
UPSHID_EXPORT bool is_calibrating(const Conditions& conditions,
                                  OnlineDischarge policy = OnlineDischarge::online);

/// ups.status as NUT 2.8.5 composes it. If `online` is unknown it has neither OL nor OB. It has
/// ALARM if alarms() is not empty. upshid-status(8) lists the differences from NUT.
UPSHID_EXPORT Status status_of(const Conditions& conditions,
                               OnlineDischarge policy = OnlineDischarge::online);

/// The texts of ups.alarm, in NUT's order; empty if there is no alarm.
UPSHID_EXPORT std::vector<std::string_view> alarms(const Conditions& conditions);

}  // namespace upshid

#endif
