#ifndef UPSHID_MONITOR_SELFTEST_H
#define UPSHID_MONITOR_SELFTEST_H

// Battery tests, whatever started them. Some units report OB during a test, on line power, for
// which NUT's upsmon begins an outage. While a unit reports a test, an OB that was not there before
// is attributed to the test until
// - the battery is low: then the cause is unknown, and a false shutdown costs less than a missed
//   one;
// - communication is lost for longer than COMMS_GRACE;
// - an hour has passed: no test lasts longer, but firmware may report "In progress" forever.
// An OB more than a minute after the start of the test is not attributed to it.

#include <optional>
#include <vector>

#include "monitor/settings.h"
#include "monitor/state.h"
#include "monitor/status_events.h"

namespace upshid::monitor {

// Stores ups.test.result. When a test is over: SELFTEST with the result.
std::vector<Event> take_test(UpsState& ups, const Reading& reading, Instant now);

// Is an OB that is reported now attributed to the test? The caller sets ups.test_holds.
bool explains_battery(const UpsState& ups, Instant now);

// ONBATT when the test no longer explains OB. `event.ups` is left empty.
std::vector<Event> test_events(const Settings& settings, UpsState& ups, Instant now);

// When that is due.
std::optional<Instant> next_test_event(const Settings& settings, const UpsState& ups);

}  // namespace upshid::monitor

#endif
