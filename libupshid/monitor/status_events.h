#ifndef UPSHID_MONITOR_STATUS_EVENTS_H
#define UPSHID_MONITOR_STATUS_EVENTS_H

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "monitor/state.h"

namespace upshid::monitor {

// What a UPS says of itself now.
struct Reading {
  std::string status;  // ups.status. Empty: there is no communication.
  std::string alarm;   // ups.alarm
  std::optional<int> charge;
  std::optional<std::chrono::seconds> runtime;
  std::string test{};  // ups.test.result. Empty: not known.
};

// Takes in a reading with at least one word in its status, and says what changed: first what
// ended, then what began, from left to right, as NUT's upsmon does. `event.ups` is left empty.
std::vector<Event> status_events(UpsState& ups, const Reading& reading, Instant now);

}  // namespace upshid::monitor

#endif
