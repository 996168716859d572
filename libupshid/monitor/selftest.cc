#include "monitor/selftest.h"

#include <algorithm>
#include <string>

namespace upshid::monitor {

namespace {

constexpr std::chrono::hours max_test{1};

// A test uses the battery at once. Firmware that reports "In progress" forever does not explain a
// later OB.
constexpr std::chrono::minutes max_start{1};

}  // namespace

std::vector<Event> take_test(UpsState& ups, const Reading& reading, Instant now) {
  if (reading.test == BatteryTest::in_progress) {
    if (!ups.test_since) ups.test_since = now;
    return {};
  }
  // It could not be read.
  if (reading.test == BatteryTest::unknown || !ups.test_since) return {};
  ups.test_since.reset();
  return {{NotifyType::selftest, {}, std::string(name_of(reading.test))}};
}

bool explains_battery(const UpsState& ups, Instant now) {
  if (!ups.test_since || ups.on_battery()) return false;
  if (ups.status.has(StatusWord::lb) || ups.status.has(StatusWord::fsd)) return false;
  return now < *ups.test_since + (ups.test_holds ? std::chrono::minutes(max_test) : max_start);
}

std::optional<Instant> next_test_event(const Settings& settings, const UpsState& ups) {
  if (!ups.test_holds || !ups.test_since) return std::nullopt;
  Instant at = *ups.test_since + max_test;
  if (ups.lost_at) at = std::min(at, *ups.lost_at + settings.comms_grace);
  return at;
}

std::vector<Event> test_events(const Settings& settings, UpsState& ups, Instant now) {
  const auto due = next_test_event(settings, ups);
  if (!due || now < *due) return {};
  ups.test_holds = false;
  ups.line = Line::battery;
  ups.battery_since = now;
  // The runtime is counted down from here; it may have been the same for days before the test.
  ups.measured_at = std::max(ups.measured_at, *ups.test_since);
  return {{NotifyType::onbatt, {}, {}}};
}

}  // namespace upshid::monitor
