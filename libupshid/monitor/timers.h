#ifndef UPSHID_MONITOR_TIMERS_H
#define UPSHID_MONITOR_TIMERS_H

// Timers are state, not processes. Where they differ from NUT's upssched:
// - A timer is one for each name and UPS. Started again while it runs it stays as it is; NUT has
// two
//   then, and after a restart during an outage both end (NUT issue 3097).
// - Before a timer ends in a command, what it was started for is looked at again. If that is over,
//   there is nothing to do.
// - CANCEL-TIMER in a line for "*" means the timer of the UPS that the event is about. NUT's ends
//   those of all UPSes, so one that comes back would stop the shutdown of the machines behind
//   another. In a line for a named UPS it means all timers of that name, as in NUT.

#include <optional>
#include <string_view>

#include "monitor/turn.h"

namespace upshid::monitor {

void start_timer(const Turn& turn, const PlanLine& line, const TimerOrigin& origin);
void cancel_timer(const Turn& turn, const PlanLine& line, const TimerOrigin& origin);

// Runs the commands of timers that are due and can be judged.
void fire_timers(const Turn& turn);

// When the next one is due; one that waits for news of its UPS, when it stops to.
std::optional<Instant> next_timer(const Settings& settings, const State& state, Instant now);

// After a reload: timers of UPSes that are watched no longer end.
void drop_orphans(const Turn& turn);

}  // namespace upshid::monitor

#endif
