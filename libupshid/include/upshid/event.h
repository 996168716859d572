#ifndef UPSHID_EVENT_H
#define UPSHID_EVENT_H

/// \file
/// The events of a monitor: NUT's notify types, by NUT's names, so that AT and NOTIFYFLAG lines
/// keep their meaning. All functions are thread-safe.

#include <upshid/export.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace upshid {

/// The notify types of NUT 2.8.5 (clients/upsmon.h), and two that NUT lacks: SELFTEST, a battery
/// test has finished; LINEUNKNOWN, a UPS answers but does not report whether line power is present.
enum class NotifyType : std::uint8_t {
  online,
  onbatt,
  lowbatt,
  fsd,
  commok,
  commbad,
  shutdown,
  replbatt,
  nocomm,
  noparent,
  cal,
  notcal,
  off,
  notoff,
  bypass,
  notbypass,
  eco,
  noteco,
  alarm,
  notalarm,
  over,
  notover,
  trim,
  nottrim,
  boost,
  notboost,
  other,
  notother,
  suspend_starting,
  suspend_finished,
  shutdown_hostsync,
  selftest,
  line_unknown,
};
inline constexpr std::size_t notify_type_count = 33;

/// "ONBATT".
UPSHID_EXPORT std::string_view name_of(NotifyType type);

/// By name, ignoring case as NUT does; none for another name.
UPSHID_EXPORT std::optional<NotifyType> notify_type(std::string_view name);

/// NUT's own message. "%s" stands for the UPS; a second one, in ALARM, OTHER and SELFTEST, for
/// the details.
UPSHID_EXPORT std::string_view default_message(NotifyType type);

/// An event of a UPS, or of the monitor itself.
struct Event {
  NotifyType type = NotifyType::online;
  std::string ups;     ///< As NUT names it, "cyberpower@localhost"; empty if no UPS is meant.
  std::string detail;  ///< ups.alarm for ALARM, the words for OTHER, ups.test.result for
                       ///< SELFTEST; else empty.
};

}  // namespace upshid

#endif
