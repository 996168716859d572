#ifndef UPSHID_MONITOR_COMMS_H
#define UPSHID_MONITOR_COMMS_H

// Communication with a UPS, and what is repeated: COMMBAD, COMMOK, NOCOMM, REPLBATT. LINEUNKNOWN:
// it answers, but not to the question that matters.

#include <optional>
#include <vector>

#include "monitor/settings.h"
#include "monitor/state.h"
#include "monitor/status_events.h"

namespace upshid::monitor {

// A reading came: COMMOK if the loss was told.
std::vector<Event> comms_back(UpsState& ups);

// Takes in whether a UPS that answers reports line power.
void take_line_state(UpsState& ups, const Reading& reading, Instant now);

// What time has brought. `event.ups` is left empty.
std::vector<Event> comms_events(const Settings& settings, UpsState& ups, Instant now);

// When it will bring something.
std::optional<Instant> next_comms_event(const Settings& settings, const UpsState& ups);

}  // namespace upshid::monitor

#endif
