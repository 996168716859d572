#ifndef UPSHID_MONITOR_TURN_H
#define UPSHID_MONITOR_TURN_H

#include <upshid/action.h>

#include <optional>
#include <utility>

#include "monitor/settings.h"
#include "monitor/state.h"

namespace upshid::monitor {

// One step: what the functions of this room share while they handle an input.
struct Turn {
  const Settings& settings;
  State& state;
  Instant now;
  Actions& out;
  // If the event is older than this step: its timers count from then.
  std::optional<Instant> timers_from = {};

  void log(LogEntry entry) const { out.emplace_back(std::move(entry)); }
};

}  // namespace upshid::monitor

#endif
