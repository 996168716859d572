#ifndef UPSHID_MONITOR_HOLD_H
#define UPSHID_MONITOR_HOLD_H

// ONBATT_HOLD: ONBATT is notified after this time on battery. A shorter outage has no effect, so
// that flickering line power does not run a command each time. No shutdown is delayed: before
// LOWBATT, FSD and a decided shutdown ONBATT is notified at once, and its timers count from the
// beginning of the outage.

#include <optional>
#include <vector>

#include "monitor/turn.h"

namespace upshid::monitor {

// Notifies the events of a reading, or holds ONBATT back.
void notify_or_hold(const Turn& turn, const WatchedUps& watched, std::vector<Event> events);

// Notifies the ONBATTs that are due.
void end_holds(const Turn& turn);
// Notifies all that are held back.
void release_holds(const Turn& turn);

// When the ONBATT of this UPS is due.
std::optional<Instant> next_hold_end(const Settings& settings, const State& state,
                                     const UpsState& ups);

}  // namespace upshid::monitor

#endif
