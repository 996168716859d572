#ifndef UPSHID_MONITOR_COMMS_H
#define UPSHID_MONITOR_COMMS_H

// Communication with a UPS and repeated notifications: COMMBAD, COMMOK, NOCOMM, REPLBATT. And
// LINEUNKNOWN: the UPS answers, but does not report whether line power is present.

#include <optional>
#include <vector>

#include "monitor/settings.h"
#include "monitor/state.h"
#include "monitor/status_events.h"

namespace upshid::monitor {

// After a reading: COMMOK if the loss was notified.
std::vector<Event> comms_back(UpsState& ups);

// Stores whether a UPS that answers reports line power.
void take_line_state(UpsState& ups, const Reading& reading, Instant now);

// The events that are due by now. `event.ups` is left empty.
std::vector<Event> comms_events(const Settings& settings, UpsState& ups, Instant now);

// When the next is due.
std::optional<Instant> next_comms_event(const Settings& settings, const UpsState& ups);

}  // namespace upshid::monitor

#endif
