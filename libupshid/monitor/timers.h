#ifndef UPSHID_MONITOR_TIMERS_H
#define UPSHID_MONITOR_TIMERS_H

// Timers are state, not processes. Where they differ from NUT's upssched:
// - There is one timer for each name and UPS. Starting it again changes nothing; NUT has two then,
//   and after a restart during an outage both expire (NUT issue 3097).
// - Before an expired timer runs its command, the condition that started it is checked again. If it
//   no longer holds, nothing runs.
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

// After a reload: cancels timers of UPSes that are no longer watched.
void drop_orphans(const Turn& turn);

}  // namespace upshid::monitor

#endif
