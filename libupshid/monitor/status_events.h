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

// What a UPS says of itself now.
struct Reading {
  Status status;      // Empty: there is no communication.
  std::string alarm;  // ups.alarm
  std::optional<int> charge;
  std::optional<std::chrono::seconds> runtime;
  BatteryTest test = BatteryTest::unknown;
  // With an empty status: the UPS answers, but the report on its line power cannot be read.
  bool answers = false;
};

// A word of ups.status that begins one event when it comes and another when it goes. LB and FSD
// begin one only. In the order in which those that end together are reported.
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

// Takes in a reading with at least one word in its status, and says what changed: first what
// ended, then what began, in the order of StatusWord. `event.ups` is left empty.
std::vector<Event> status_events(UpsState& ups, const Reading& reading, Instant now);

}  // namespace upshid::monitor

#endif
