#ifndef UPSHID_MONITOR_HOLD_H
#define UPSHID_MONITOR_HOLD_H

// ONBATT_HOLD: ONBATT is notified when line power has been away for so long, and an outage that is
// over sooner has no effect: a line that flickers runs no command for each flicker. Nothing that
// shuts down is delayed: LOWBATT, FSD and a decided shutdown notify ONBATT first, and its timers
// count from the beginning of the outage.

#include <optional>
#include <vector>

#include "monitor/turn.h"

namespace upshid::monitor {

// Notifies what a reading caused, or holds ONBATT back.
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
