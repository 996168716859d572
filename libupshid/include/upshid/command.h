#ifndef UPSHID_COMMAND_H
#define UPSHID_COMMAND_H

/// \file
/// Commands and settings: what a UPS can do, what a command will do, and its outcome. Values own
/// their data and may be copied to another thread.

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

/// One of NUT's instant commands that this UPS has the usages for.
struct InstantCommand {
  std::string name;          ///< "shutdown.return".
  std::string description;   ///< One line of text for people.
  bool takes_value = false;  ///< Ups::run() takes a number of seconds with it.
  bool cuts_power = false;   ///< The load may lose its power, at once or later.
  bool is_untested = false;  ///< Ups::run() refuses it without WriteOptions::force.
};

/// One of NUT's variables that is writable on this UPS.
struct Setting {
  std::string name;                  ///< "battery.charge.low".
  std::string description;           ///< One line of text for people.
  unsigned max_length = 0;           ///< "Maximum length" in upsrw, in bytes; informative only.
  bool is_enumeration = false;       ///< upsrw lists the choices.
  std::vector<std::string> choices;  ///< The only values that Ups::set() accepts; empty: a range.
  /// The smallest and the largest value that Ups::set() accepts, in `unit`, as the device declares
  /// them.
  std::optional<std::pair<double, double>> range;
  Unit unit = Unit::none;
  /// The multiple to which the device rounds a delay up, in seconds: 60 if it counts minutes; 0 if
  /// the setting is not a delay.
  double step = 0;
  /// False for ups.delay.shutdown and ups.delay.start: no report holds them. They are the defaults
  /// of commands sent through this Ups object (ups.conf: offdelay, ondelay).
  bool in_device = true;
  bool is_untested = false;  ///< Ups::set() refuses it without WriteOptions::force.
};

/// How Ups::run() and Ups::set() write.
struct WriteOptions {
  /// Write also what is not known to work on this unit: commands and settings of the HID standard,
  /// if no quirk names the firmware of its maker and ups.conf does not say that they were tested
  /// (commands_tested). Such a unit may take a delay otherwise and cut the power early.
  bool force = false;
};

/// One SET_REPORT(Feature) (HID 1.11 §7.2.2).
struct PlannedWrite {
  std::chrono::milliseconds wait{};  ///< Pause before this write, since the previous one.
  std::uint8_t report_id = 0;        ///< 0 if the device has no report IDs.
  std::vector<std::uint8_t> bytes;   ///< As sent: the report ID first, if there are IDs.
  std::string path;                  ///< "UPS.Output.DelayBeforeShutdown".
  std::int64_t logical = 0;          ///< The new value of the field; the report's other fields
                                     ///< keep theirs.
};

/// The effect of a command or of a new value. Nothing has been written yet.
struct CommandPlan {
  std::string name;                  ///< The command or the variable, as NUT spells it.
  std::string value;                 ///< The value given with it; empty: none.
  std::vector<PlannedWrite> writes;  ///< In order. Empty: a default of this object (see Setting).
  /// What the device will do, and when, each without subject: "cuts the power of the load in 60 s".
  std::vector<std::string> effects;
  /// How this differs from the request: "20 s requested; rounded up to 60 s".
  std::vector<std::string> notes;
  bool cuts_power = false;
  bool is_untested = false;  ///< Needs WriteOptions::force.
};

/// The result of reading back. Values are part of the interface.
enum class Confirmation : std::uint8_t {
  confirmed = 1,     ///< The device stores, or counts down, what was written.
  changed = 2,       ///< It stores another value: Outcome::kept.
  unconfirmed = 3,   ///< It accepted the report, but cannot be read or shows no effect.
  unverifiable = 4,  ///< It accepted the report, whose field never reads back what was written (a
                     ///< test).
};

/// "confirmed", "changed", "unconfirmed", "unverifiable". Thread-safe.
UPSHID_EXPORT std::string_view name_of(Confirmation confirmation);

/// The outcome of a command or of a new value. The device accepted every write.
struct Outcome {
  CommandPlan plan;  ///< With the bytes that were sent.
  Confirmation confirmation = Confirmation::unverifiable;
  /// The present value in the device, as NUT writes it ("60", "enabled"); for a command with
  /// several writes, that of the last. Empty if it could not be read.
  std::string kept;
  std::int64_t kept_logical = 0;  ///< The same as a logical value; 0 if it could not be read.
  /// One line if it is not simply confirmed: "ups.delay.start: wrote 25, the device has 20".
  std::string remark;
};

}  // namespace upshid

#endif
