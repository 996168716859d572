#ifndef UPSHID_QUIRK_H
#define UPSHID_QUIRK_H

/// \file
/// The changes by quirk rows to a device: corrections of firmware errors. The rows are in
/// libupshid/quirks/shipped.quirks.

#include <upshid/export.h>
#include <upshid/status.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace upshid {

/// The actions of quirk rows, closed: a caller may switch over them. Values are part of the
/// interface.
enum class QuirkVerb : std::uint8_t {
  none = 0,          ///< The row matches the device; no change was needed.
  logical_range,     ///< `before` and `after`: the logical minimum and maximum.
  full_range,        ///< The same; the range is all that the field's bits can hold.
  no_unit,           ///< The unit of the field was that of an earlier item, and is dropped.
  live,              ///< Values flagged Constant change, and are read again.
  never_read,        ///< Reports that are never requested.
  rename,            ///< `word`: the usage path that the field really has.
  scale_above,       ///< `before` and `after`: the value of this reading, in its unit.
  scale_near,        ///< The same.
  dialect,           ///< `word`: the dialect of vendor usages.
  online_discharge,  ///< `policy`: what "online and discharging" means.
  granularity,       ///< `after`: the steps of a delay, in seconds.
  start_delay,       ///< `after`: the delay, in seconds, used because the device does not wait for
                     ///< line power.
  unit_exponent,     ///< `before` and `after`: the unit exponent.
  verify,            ///< Interrupt reports may be false: what is new in one is asked for again.
  shutdown_return,   ///< `after`: what cuts the power so that it returns with line power.
  no_port_reset,     ///< Its USB port is never reset, even if it does not answer.
  no_command,        ///< Instant commands never write it.
  shutdown_clock,  ///< A delay: minutes in the upper byte, in the lower one seconds and a flag for
                   ///< what comes after the cut.
};

/// "logical_range". Never fails, thread-safe.
UPSHID_EXPORT std::string_view name_of(QuirkVerb verb);

/// One change. Owns its data and may be copied to another thread.
struct AppliedQuirk {
  std::string row;  ///< Its name in the quirks file.
  QuirkVerb verb = QuirkVerb::none;
  std::string path;  ///< "UPS.Output.Voltage"; empty if the change concerns the whole device.
  std::vector<double> before;  ///< Numbers before; see QuirkVerb. Empty for verbs without.
  std::vector<double> after;   ///< Numbers after; likewise.
  std::string word;
  OnlineDischarge policy = OnlineDischarge::online;

  /// "logical range 0..255, not 0..100". Thread-safe.
  UPSHID_EXPORT std::string change() const;
  /// "row: path: change", without the path if it is empty. Thread-safe.
  UPSHID_EXPORT std::string text() const;

  friend bool operator==(const AppliedQuirk&, const AppliedQuirk&) = default;
};

}  // namespace upshid

#endif
