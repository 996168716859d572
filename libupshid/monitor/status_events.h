#ifndef UPSHID_MONITOR_STATUS_EVENTS_H
#define UPSHID_MONITOR_STATUS_EVENTS_H

#include <upshid/event.h>
#include <upshid/status.h>

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "monitor/state.h"

namespace upshid::monitor {

// What a UPS reports now.
struct Reading {
  Status status;      // Empty: there is no communication.
  std::string alarm;  // ups.alarm
  std::optional<int> charge;
  std::optional<std::chrono::seconds> runtime;
  BatteryTest test = BatteryTest::unknown;
  // With an empty status: the UPS answers, but its report on line power cannot be read.
  bool answers = false;
};

// A word of ups.status, with the event of its beginning and that of its end; LB and FSD have only
// the first. In the order in which simultaneous ends are reported.
struct WordEvents {
  StatusWord word;
  NotifyType begun;
  std::optional<NotifyType> ended;
};

inline constexpr std::array<WordEvents, 10> word_events = {{
    {StatusWord::cal, NotifyType::cal, NotifyType::notcal},
    {StatusWord::off, NotifyType::off, NotifyType::notoff},
    {StatusWord::bypass, NotifyType::bypass, NotifyType::notbypass},
    {StatusWord::eco, NotifyType::eco, NotifyType::noteco},
    {StatusWord::alarm, NotifyType::alarm, NotifyType::notalarm},
    {StatusWord::over, NotifyType::over, NotifyType::notover},
    {StatusWord::trim, NotifyType::trim, NotifyType::nottrim},
    {StatusWord::boost, NotifyType::boost, NotifyType::notboost},
    {StatusWord::lb, NotifyType::lowbatt, std::nullopt},
    {StatusWord::fsd, NotifyType::fsd, std::nullopt},
}};

// Stores a reading with at least one word in its status, and returns its events: first the ends,
// then the beginnings, in the order of StatusWord. `event.ups` is left empty.
std::vector<Event> status_events(UpsState& ups, const Reading& reading, Instant now);

}  // namespace upshid::monitor

#endif
