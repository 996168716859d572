#ifndef UPSHID_COMMAND_H
#define UPSHID_COMMAND_H

/// \file
/// Commands and settings: what a UPS can be told, what telling it will do, and what came of it.
/// Values own their data and may be copied to another thread.

#include <upshid/export.h>
#include <upshid/units.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace upshid {

/// An instant command of NUT's that this UPS has the usages for.
struct InstantCommand {
  std::string name;          ///< "shutdown.return".
  std::string description;   ///< A line for people.
  bool takes_value = false;  ///< Ups::run() takes a number of seconds with it.
  bool cuts_power = false;   ///< The load may lose its power by it, at once or later.
};

/// A variable of NUT's that can be set on this UPS.
struct Setting {
  std::string name;                  ///< "battery.charge.low".
  std::string description;           ///< A line for people.
  unsigned max_length = 0;           ///< What upsrw calls "Maximum length"; nothing depends on it.
  bool is_enumeration = false;       ///< upsrw lists the choices.
  std::vector<std::string> choices;  ///< The only values that Ups::set() takes; empty: a range.
  /// The least and the most that Ups::set() takes, in `unit`, as the device declares it.
  std::optional<std::pair<double, double>> range;
  Unit unit = Unit::none;
  /// What the device rounds a delay up to: 60 where it counts minutes; 0 for what is no delay.
  double step = 0;
  /// False for ups.delay.shutdown and ups.delay.start: no report holds them, they are what
  /// commands of this Ups object use when none is given (ups.conf: offdelay, ondelay).
  bool in_device = true;
};

/// One SET_REPORT(Feature) (HID 1.11 §7.2.2).
struct PlannedWrite {
  std::chrono::milliseconds wait{};  ///< Before it, since the one before.
  std::uint8_t report_id = 0;        ///< 0 where the device has no report ids.
  std::vector<std::uint8_t> bytes;   ///< As sent: the id first where there are ids.
  std::string path;                  ///< "UPS.Output.DelayBeforeShutdown".
  std::int64_t logical = 0;          ///< What the field is set to; the report's others stay.
};

/// What a command or a new value comes to. Nothing has been written yet.
struct CommandPlan {
  std::string name;                  ///< The command or the variable, as NUT spells it.
  std::string asked;                 ///< The value given with it; empty: none.
  std::vector<PlannedWrite> writes;  ///< In order. Empty: a default of this object (see Setting).
  /// What the device will do, and when, each without subject: "cuts the load's power in 60 s".
  std::vector<std::string> effects;
  /// Where that is not what was asked for: "20 s were asked for, the device counts in steps of 60
  /// s".
  std::vector<std::string> notes;
  bool cuts_power = false;
};

/// What reading back told. Values are part of the interface.
enum class Confirmation : std::uint8_t {
  confirmed = 1,    ///< The device keeps, or counts down, what was written.
  changed = 2,      ///< It keeps something else: Outcome::kept.
  unconfirmed = 3,  ///< It took the report, but could not be read, or shows nothing of it.
  untold = 4,  ///< It took the report, whose field reads something else by its nature (a test).
};

/// "confirmed", "changed", "unconfirmed", "untold". Thread-safe.
UPSHID_EXPORT std::string_view name_of(Confirmation confirmation);

/// What came of a command or a new value. The device took every write.
struct Outcome {
  CommandPlan plan;  ///< With the bytes that were sent.
  Confirmation confirmation = Confirmation::untold;
  /// What the device has now, as NUT writes it ("60", "enabled"); for a command with several writes
  /// that of the last. Empty where it could not be read.
  std::string kept;
  std::int64_t kept_logical = 0;  ///< The same as the field's bits; 0 where it could not be read.
  /// One line where it is not simply confirmed: "25 was asked for, the device keeps 20".
  std::string remark;
};

}  // namespace upshid

#endif
