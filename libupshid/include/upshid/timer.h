#ifndef UPSHID_TIMER_H
#define UPSHID_TIMER_H

/// \file
/// A timer of the monitor.

#include <upshid/event.h>
#include <upshid/units.h>

#include <optional>
#include <string>
#include <vector>

namespace upshid {

/// Why a timer was started.
struct TimerOrigin {
  std::optional<NotifyType> type;  ///< None if it was started by hand.
  std::string ups;
  std::string message;
  friend bool operator==(const TimerOrigin&, const TimerOrigin&) = default;
};

/// A running timer.
struct Timer {
  std::string name;  ///< The argument of CMDSCRIPT when the timer expires.
  Instant due{};
  bool shared = false;               ///< By START-TIMER-SHARED: one for all UPSes.
  std::vector<TimerOrigin> origins;  ///< At least one; more only if shared.
  friend bool operator==(const Timer&, const Timer&) = default;
};

}  // namespace upshid

#endif
