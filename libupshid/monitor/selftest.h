#ifndef UPSHID_MONITOR_SELFTEST_H
#define UPSHID_MONITOR_SELFTEST_H

// A test of the battery, whoever started it. Some units say OB meanwhile, on line power, and
// NUT's upsmon then begins an outage. While a unit says that it tests itself, OB is taken for the
// test's, unless it was said before, until
// - the battery is low: then nobody can know, and a false shutdown costs less than a missed one;
// - communication is lost for longer than COMMS_GRACE;
// - an hour has gone by: no test lasts longer, but firmware may say "In progress" for ever.
// OB that comes more than a minute after the test began is none of the test's.

#include <optional>
#include <vector>

#include "monitor/settings.h"
#include "monitor/state.h"
#include "monitor/status_events.h"

namespace upshid::monitor {

// Takes in ups.test.result. When a test has ended: SELFTEST with the result.
std::vector<Event> take_test(UpsState& ups, const Reading& reading, Instant now);

// Is OB, said now, the test's? Asked before ups.test_holds becomes the answer.
bool explains_battery(const UpsState& ups, Instant now);

// What time has brought: ONBATT when the test explains it no longer. `event.ups` is left empty.
std::vector<Event> test_events(const Settings& settings, UpsState& ups, Instant now);

// When it will bring something.
std::optional<Instant> next_test_event(const Settings& settings, const UpsState& ups);

}  // namespace upshid::monitor

#endif
