#include "monitor/timers.h"

#include <algorithm>
#include <utility>

#include "monitor/scripts.h"
#include "monitor/truth.h"

namespace upshid::monitor {

namespace {

TimerName name_of(const Timer& timer) {
  return {timer.name, timer.shared ? "" : timer.origins.front().ups};
}

Timer* find_timer(State& state, const PlanLine& line, const TimerOrigin& origin) {
  const bool shared = line.verb == Verb::start_timer_shared;
  const auto found =
      std::find_if(state.timers.begin(), state.timers.end(), [&](const Timer& timer) {
        return timer.name == line.argument &&
               (shared || timer.shared || timer.origins.front().ups == origin.ups);
      });
  return found == state.timers.end() ? nullptr : &*found;
}

// Removes the origins that the line cancels from the timer; true if none is left.
bool take_out(Timer& timer, const PlanLine& line, const TimerOrigin& origin) {
  const bool own_only = line.verb == Verb::cancel_timer_matched || line.ups == "*";
  if (!own_only || origin.ups.empty()) return true;
  std::erase_if(timer.origins,
                [&](const TimerOrigin& one) { return one.ups == origin.ups || one.ups.empty(); });
  return timer.origins.empty();
}

bool can_be_judged(const Turn& turn, const TimerOrigin& origin) {
  const WatchedUps* const watched = turn.settings.find(origin.ups);
  if (watched == nullptr) return true;
  const auto ups = turn.state.upses.find(watched->name);
  return ups == turn.state.upses.end() || is_trusted(turn.state, ups->second, turn.now);
}

Instant judged_at(const Settings& settings, const State& state, const Timer& timer) {
  Instant at = timer.due;
  for (const TimerOrigin& origin : timer.origins) {
    const WatchedUps* const watched = settings.find(origin.ups);
    if (watched == nullptr) continue;
    const auto ups = state.upses.find(watched->name);
    if (ups != state.upses.end()) at = std::max(at, trusted_at(settings, state, ups->second));
  }
  return at;
}

void fire(const Turn& turn, const Timer& timer) {
  const bool holds =
      std::any_of(timer.origins.begin(), timer.origins.end(), [&](const TimerOrigin& origin) {
        return turn.settings.fire_without_looking || still_holds(turn.settings, turn.state, origin);
      });
  turn.log(TimerExpired{name_of(timer), holds ? std::nullopt : timer.origins.front().type});
  if (holds) execute_timer(turn, timer);
}

}  // namespace

void start_timer(const Turn& turn, const PlanLine& line, const TimerOrigin& origin) {
  if (Timer* const timer = find_timer(turn.state, line, origin)) {
    auto& known = timer->origins;
    const auto same = std::find_if(known.begin(), known.end(), [&](const TimerOrigin& one) {
      return one.type == origin.type && one.ups == origin.ups;
    });
    if (timer->shared && same != known.end()) same->message = origin.message;
    if (timer->shared && same == known.end()) known.push_back(origin);
    turn.log(TimerStillRunning{name_of(*timer), timer->due - turn.now});
    return;
  }
  Timer timer;
  timer.name = line.argument;
  const auto delay = std::clamp(line.delay, std::chrono::seconds(0), max_duration);
  timer.due = turn.timers_from.value_or(turn.now) + delay;
  timer.shared = line.verb == Verb::start_timer_shared;
  timer.origins = {origin};
  const auto left = std::chrono::ceil<std::chrono::seconds>(timer.due - turn.now);
  turn.log(TimerStarted{name_of(timer), std::max(left, std::chrono::seconds(0))});
  turn.state.timers.push_back(std::move(timer));
}

void cancel_timer(const Turn& turn, const PlanLine& line, const TimerOrigin& origin) {
  bool found = false;
  std::erase_if(turn.state.timers, [&](Timer& timer) {
    if (timer.name != line.argument) return false;
    const TimerName name = name_of(timer);
    const std::size_t before = timer.origins.size();
    const bool ends = take_out(timer, line, origin);
    found = found || ends || timer.origins.size() != before;
    if (ends) turn.log(TimerCancelled{name});
    return ends;
  });
  if (!found && !line.otherwise.empty()) execute(turn, line.otherwise, origin);
}

void fire_timers(const Turn& turn) {
  // One at a time, because a command that cannot be run may change the list.
  for (;;) {
    auto due = turn.state.timers.end();
    for (auto timer = turn.state.timers.begin(); timer != turn.state.timers.end(); ++timer) {
      const bool judged =
          std::all_of(timer->origins.begin(), timer->origins.end(),
                      [&](const TimerOrigin& one) { return can_be_judged(turn, one); });
      if (timer->due > turn.now || !judged) continue;
      if (due == turn.state.timers.end() || timer->due < due->due) due = timer;
    }
    if (due == turn.state.timers.end()) return;
    const Timer timer = std::move(*due);
    turn.state.timers.erase(due);
    fire(turn, timer);
  }
}

std::optional<Instant> next_timer(const Settings& settings, const State& state, Instant now) {
  std::optional<Instant> next;
  for (const Timer& timer : state.timers) {
    Instant at = judged_at(settings, state, timer);
    if (at <= now && timer.due <= now) at = now;
    if (!next || at < *next) next = at;
  }
  return next;
}

void drop_orphans(const Turn& turn) {
  std::erase_if(turn.state.timers, [&](Timer& timer) {
    const TimerName name = name_of(timer);
    std::erase_if(timer.origins, [&](const TimerOrigin& origin) {
      return !origin.ups.empty() && turn.settings.find(origin.ups) == nullptr;
    });
    if (!timer.origins.empty()) return false;
    turn.log(TimerCancelled{name, true});
    return true;
  });
}

}  // namespace upshid::monitor
