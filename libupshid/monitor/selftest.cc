#include "monitor/selftest.h"

#include <algorithm>
#include <string_view>

namespace upshid::monitor {

namespace {

constexpr std::chrono::hours longest_test{1};

// A test takes the battery at once. Firmware that says "In progress" for ever, or since a test that
// it lost track of, explains nothing later.
constexpr std::chrono::minutes longest_start{1};

// NUT's word for it (drivers' test lookup, RFC 9271's ups.test.result), and ours in
// variables.table.
constexpr std::string_view in_progress = "In progress";

}  // namespace

std::vector<Event> take_test(UpsState& ups, const Reading& reading, Instant now) {
  if (reading.test == in_progress) {
    if (!ups.test_since) ups.test_since = now;
    return {};
  }
  // One that could not be read says nothing.
  if (reading.test.empty() || !ups.test_since) return {};
  ups.test_since.reset();
  return {{NotifyType::selftest, {}, reading.test}};
}

bool explains_battery(const UpsState& ups, Instant now) {
  if (!ups.test_since || ups.on_battery()) return false;
  if (ups.flags.has(Flag::low) || ups.flags.has(Flag::fsd)) return false;
  return now <
         *ups.test_since + (ups.test_holds ? std::chrono::minutes(longest_test) : longest_start);
}

std::optional<Instant> next_test_event(const Settings& settings, const UpsState& ups) {
  if (!ups.test_holds || !ups.test_since) return std::nullopt;
  Instant at = *ups.test_since + longest_test;
  if (ups.lost_at) at = std::min(at, *ups.lost_at + settings.comms_grace);
  return at;
}

std::vector<Event> test_events(const Settings& settings, UpsState& ups, Instant now) {
  const auto due = next_test_event(settings, ups);
  if (!due || now < *due) return {};
  ups.test_holds = false;
  ups.line = Line::battery;
  ups.battery_since = now;
  return {{NotifyType::onbatt, {}, {}}};
}

}  // namespace upshid::monitor
