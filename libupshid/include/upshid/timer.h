#ifndef UPSHID_TIMER_H
#define UPSHID_TIMER_H

/// \file
/// A timer of the monitor, as it can be listed.

#include <upshid/event.h>
#include <upshid/units.h>

#include <optional>
#include <string>
#include <vector>

namespace upshid {

/// Why a timer runs.
struct TimerOrigin {
  std::optional<NotifyType> type;  ///< None when it was started by hand.
  std::string ups;
  std::string message;
  friend bool operator==(const TimerOrigin&, const TimerOrigin&) = default;
};

/// A timer that has not ended.
struct Timer {
  std::string name;  ///< The command script's argument when it ends.
  Instant due{};
  bool shared = false;               ///< By START-TIMER-SHARED: one for all UPSes.
  std::vector<TimerOrigin> origins;  ///< At least one; more only when shared.
  friend bool operator==(const Timer&, const Timer&) = default;
};

}  // namespace upshid

#endif
