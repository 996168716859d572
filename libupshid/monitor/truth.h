#ifndef UPSHID_MONITOR_TRUTH_H
#define UPSHID_MONITOR_TRUTH_H

#include <optional>

#include "monitor/settings.h"
#include "monitor/state.h"

namespace upshid::monitor {

// May the state of this UPS be acted on? Not in the first moments of a loss of communication, which
// may be short, nor after a restart before its first reading.
bool is_trusted(const State& state, const UpsState& ups, Instant now);

// When it may be, if there is no reading until then.
Instant trusted_at(const Settings& settings, const State& state, const UpsState& ups);

// When the next UPS that is not trusted now will be.
std::optional<Instant> next_trust(const Settings& settings, const State& state, Instant now);

// Does the condition that started a timer still hold? True for events without a duration, such as
// COMMOK.
bool still_holds(const Settings& settings, const State& state, const TimerOrigin& origin);

}  // namespace upshid::monitor

#endif
