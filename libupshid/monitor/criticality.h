#ifndef UPSHID_MONITOR_CRITICALITY_H
#define UPSHID_MONITOR_CRITICALITY_H

// When a UPS no longer supports what it feeds. NUT 2.8.5's rules (upsmon's is_ups_critical), except
// that a loss of communication is never enough by itself: it counts after DEADTIME, on battery
// sooner when less runtime was left. NUT 2.8.1 and 2.8.2 shut down at once (NUT issues 2454, 2925);
// later ones still do for a UPS that had an alarm.

#include <upshid/action.h>

#include <optional>

#include "monitor/settings.h"
#include "monitor/state.h"

namespace upshid::monitor {

struct Verdict {
  Instant at;  // Critical from then on, without another reading.
  Reason reason;
};

std::optional<Verdict> verdict_on(const Settings& settings, const UpsState& ups);

// The critical UPSes, if the rest is less than MINSUPPLIES; none while there is enough. A UPS that
// has not been read yet is assumed to be on line power.
CriticalUpses why_insufficient(const Settings& settings, const State& state, Instant now);

// Whether enough of the UPSes are known not to be critical. Unlike above, one that is not heard at
// the moment, after a restart or in a brief loss of communication, is no proof of it.
bool is_known_sufficient(const Settings& settings, const State& state, Instant now);

// The same, and they are not on battery: what was done in an outage may be done again.
bool is_outage_over(const Settings& settings, const State& state, Instant now);

// Are enough power supplies known to have line power? A UPS without communication does not count.
bool is_power_back(const Settings& settings, const State& state, Instant now);

// The next instant at which that may change without an input.
std::optional<Instant> next_verdict(const Settings& settings, const State& state, Instant now);

}  // namespace upshid::monitor

#endif
