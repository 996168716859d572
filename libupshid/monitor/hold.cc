#include "monitor/hold.h"

#include <algorithm>

#include "monitor/notify.h"
#include "monitor/truth.h"

namespace upshid::monitor {

namespace {

void release(const Turn& turn, const WatchedUps& watched, UpsState& ups) {
  if (!ups.onbatt_held) return;
  Turn since = turn;
  since.timers_from = *ups.onbatt_held;
  ups.onbatt_held.reset();
  notify(since, {NotifyType::onbatt, watched.system, {}});
}

}  // namespace

void notify_or_hold(const Turn& turn, const WatchedUps& watched, std::vector<Event> events) {
  UpsState& ups = turn.state.upses[watched.name];
  for (Event& event : events) {
    event.ups = watched.system;
    if (event.type == NotifyType::onbatt && turn.settings.onbatt_hold.count() > 0) {
      ups.onbatt_held = turn.now;
    } else if (event.type == NotifyType::online && ups.onbatt_held) {
      turn.log(OutageIgnored{watched.system, turn.now - *ups.onbatt_held});
      ups.onbatt_held.reset();
    } else {
      if (event.type == NotifyType::lowbatt || event.type == NotifyType::fsd)
        release(turn, watched, ups);
      notify(turn, event);
    }
  }
}

void end_holds(const Turn& turn) {
  for (const WatchedUps& watched : turn.settings.upses) {
    UpsState& ups = turn.state.upses[watched.name];
    const auto end = next_hold_end(turn.settings, turn.state, ups);
    if (end && *end <= turn.now) release(turn, watched, ups);
  }
}

void release_holds(const Turn& turn) {
  for (const WatchedUps& watched : turn.settings.upses)
    release(turn, watched, turn.state.upses[watched.name]);
}

std::optional<Instant> next_hold_end(const Settings& settings, const State& state,
                                     const UpsState& ups) {
  if (!ups.onbatt_held) return std::nullopt;
  return std::max(*ups.onbatt_held + settings.onbatt_hold, trusted_at(settings, state, ups));
}

}  // namespace upshid::monitor
