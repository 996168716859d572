#ifndef UPSHID_PLAN_H
#define UPSHID_PLAN_H

/// \file
/// The plan of upssched.conf, and the thresholds of a shutdown.

#include <upshid/complaint.h>
#include <upshid/event.h>
#include <upshid/export.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace upshid {

/// The actions of AT lines, closed: a caller may switch over them. Values are part of the
/// interface.
enum class PlanVerb : std::uint8_t {
  start_timer = 1,       ///< START-TIMER name seconds: one timer per UPS.
  start_timer_shared,    ///< START-TIMER-SHARED name seconds: one timer for all UPSes.
  cancel_timer,          ///< CANCEL-TIMER name [command to run if there is no such timer]
  cancel_timer_matched,  ///< CANCEL-TIMER-MATCHED name [command]: only the one of this UPS.
  execute,               ///< EXECUTE command
};

/// "START-TIMER". Never fails, thread-safe.
UPSHID_EXPORT std::string_view name_of(PlanVerb verb);

/// AT type ups verb argument [argument]
struct PlanLine {
  NotifyType type = NotifyType::onbatt;
  std::string ups = "*";  ///< "*": any UPS, and events without a UPS (SHUTDOWN); else as written.
  PlanVerb verb = PlanVerb::execute;
  std::string argument{};        ///< Name of the timer, or the command: the argument of CMDSCRIPT.
  std::chrono::seconds delay{};  ///< Of START-TIMER and START-TIMER-SHARED; 0 or more.
  std::string otherwise{};       ///< The command of CANCEL-TIMER; empty: none.
  std::string local_ups{};       ///< "a" of "a" and "a@localhost"; empty for another host's.
  Position at{};                 ///< Of the line in upssched.conf.
  Position ups_at{};             ///< Of its UPS.

  bool starts_timer() const {
    return verb == PlanVerb::start_timer || verb == PlanVerb::start_timer_shared;
  }
  bool cancels_timer() const {
    return verb == PlanVerb::cancel_timer || verb == PlanVerb::cancel_timer_matched;
  }
};

/// When to shut down in addition to OB+LB; all apply on battery only. From upshid.conf.
struct ShutdownThresholds {
  std::optional<int> charge;                       ///< SHUTDOWN_CHARGE: percent, 1-100, and below.
  std::optional<std::chrono::seconds> runtime;     ///< SHUTDOWN_RUNTIME: that remains, and below.
  std::optional<std::chrono::seconds> on_battery;  ///< SHUTDOWN_ONBATT: since line power failed.
};

}  // namespace upshid

#endif
