#ifndef UPSHID_MONITOR_TIMERS_H
#define UPSHID_MONITOR_TIMERS_H

// Timers are state, not processes. Where they differ from NUT's upssched:
// - There is one timer for each name and UPS. Starting it again changes nothing; NUT has two then,
//   and after a restart during an outage both expire (NUT issue 3097).
// - Before an expired timer runs its command, the condition that started it is checked again. If it
//   no longer holds, nothing runs.
// - CANCEL-TIMER in a line for "*" cancels the timer of the event's UPS. NUT cancels those of all
//   UPSes, so the return of one would stop the shutdown of the machines that another feeds. In a
//   line for a named UPS it cancels all timers of that name, as in NUT.

#include <optional>
#include <string_view>

#include "monitor/turn.h"

namespace upshid::monitor {

void start_timer(const Turn& turn, const PlanLine& line, const TimerOrigin& origin);
void cancel_timer(const Turn& turn, const PlanLine& line, const TimerOrigin& origin);

// Runs the commands of timers that have expired and whose condition is known.
void fire_timers(const Turn& turn);

// When the next one expires, or stops waiting for a reading of its UPS.
std::optional<Instant> next_timer(const Settings& settings, const State& state, Instant now);

// After a reload: cancels timers of UPSes that are no longer watched.
void drop_orphans(const Turn& turn);

}  // namespace upshid::monitor

#endif
