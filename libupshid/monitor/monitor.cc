#include "monitor/monitor.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/checksum.h"
#include "monitor/comms.h"
#include "monitor/criticality.h"
#include "monitor/hold.h"
#include "monitor/notify.h"
#include "monitor/plan.h"
#include "monitor/scripts.h"
#include "monitor/selftest.h"
#include "monitor/shutdown.h"
#include "monitor/state_text.h"
#include "monitor/timers.h"

namespace upshid::monitor {

namespace {

// One action may make another due at the same instant: a timer of 0 s, a shutdown without delay.
constexpr int max_rounds = 16;

void notify_all(const Turn& turn, const WatchedUps& watched, std::vector<Event> events) {
  for (Event& event : events) {
    event.ups = watched.system;
    notify(turn, event);
  }
}

// The commands of an outage are remembered until it is over.
void end_outages(const Turn& turn) {
  if (turn.state.shutdown.phase != Phase::none) return;
  if (is_outage_over(turn.settings, turn.state, turn.now)) forget_done(turn, {});
  for (const WatchedUps& watched : turn.settings.upses) {
    const UpsState& ups = turn.state.upses[watched.name];
    if (!ups.on_battery() && !ups.status.has(StatusWord::fsd)) forget_done(turn, watched.system);
  }
}

void settle(const Turn& turn) {
  for (int round = 0; round < max_rounds; ++round) {
    const std::size_t before = turn.out.size();
    for (const WatchedUps& watched : turn.settings.upses) {
      UpsState& ups = turn.state.upses[watched.name];
      notify_all(turn, watched, test_events(turn.settings, ups, turn.now));
      notify_all(turn, watched, comms_events(turn.settings, ups, turn.now));
    }
    end_holds(turn);
    fire_timers(turn);
    advance_shutdown(turn);
    if (turn.out.size() == before) break;
  }
  end_outages(turn);
}

void lose(const Turn& turn, const WatchedUps& watched, Instant heard_at) {
  UpsState& ups = turn.state.upses[watched.name];
  if (!ups.lost_at)
    ups.lost_at =
        std::min<Instant>(turn.now, std::chrono::floor<std::chrono::milliseconds>(heard_at));
  // After a restart: it was lost and still is.
  if (ups.commbad_notified) ups.confirmed = true;
}

// Starting `wall` must not delay a command. After SHUTDOWNCMD it may be too late for it.
void put_walls_last(Actions& actions) {
  const auto end = std::find_if(actions.begin(), actions.end(), [](const Action& action) {
    const auto* run = std::get_if<RunCommand>(&action);
    return std::holds_alternative<WritePowerdownFlag>(action) || (run && run->is_shutdown);
  });
  std::stable_partition(actions.begin(), end, [](const Action& action) {
    return !std::holds_alternative<WallMessage>(action);
  });
}

const WatchedUps* find_or_complain(const Turn& turn, std::string_view name) {
  const WatchedUps* const watched = turn.settings.find(name);
  if (watched == nullptr) turn.log(UnknownUps{std::string(name)});
  return watched;
}

}  // namespace

Monitor::Monitor(Settings settings) : settings_(std::move(settings)) {
  adopt_upses();
}

void Monitor::adopt_upses() {
  std::erase_if(state_.upses, [this](const auto& entry) {
    return std::none_of(settings_.upses.begin(), settings_.upses.end(),
                        [&](const WatchedUps& watched) { return watched.name == entry.first; });
  });
  for (const WatchedUps& watched : settings_.upses) state_.upses[watched.name];
}

Result<Monitor> Monitor::restore(Settings settings, std::string_view text, Instant now) {
  const auto whole = base::without_checksum(text);
  if (!whole) {
    return Error{Code::malformed_config, "state",
                 "its checksum is wrong: the text was changed or cut off"};
  }
  auto saved = parse_state(*whole);
  if (!saved) return saved.error();
  if (saved->saved_at > now) {
    return Error{Code::stale, "state",
                 fmt::format("saved {} ms after boot, but the uptime is {} ms: the state is from "
                             "an earlier boot",
                             in_milliseconds(saved->saved_at), in_milliseconds(now))};
  }
  Monitor monitor(std::move(settings));
  monitor.state_ = std::move(saved->state);
  monitor.adopt_upses();
  Actions unused;
  drop_orphans({monitor.settings_, monitor.state_, now, unused});
  for (auto& [name, ups] : monitor.state_.upses) ups.confirmed = !ups.was_heard();
  monitor.now_ = std::chrono::floor<std::chrono::milliseconds>(now);
  monitor.state_.hold_until = monitor.now_ + monitor.settings_.deadtime;
  return monitor;
}

void Monitor::number_from(std::uint64_t id) {
  state_.next_id = std::max(state_.next_id, id);
}

std::string Monitor::save(Instant now) const {
  return base::with_checksum(state_text({std::max(now, now_), state_}));
}

template <class Input>
Actions Monitor::step(Instant now, Input input) {
  // No finer than what is saved, so that a restored monitor is the same.
  now_ = std::max<Instant>(now_, std::chrono::floor<std::chrono::milliseconds>(now));
  Actions out;
  const Turn turn{settings_, state_, now_, out};
  input(turn);
  settle(turn);
  put_walls_last(out);
  return out;
}

Actions Monitor::read(Instant now, std::string_view ups, const Reading& reading) {
  return step(now, [&](const Turn& turn) {
    const WatchedUps* const watched = find_or_complain(turn, ups);
    if (watched == nullptr) return;
    UpsState& state = turn.state.upses[watched->name];
    take_line_state(state, reading, turn.now);
    if (reading.status.is_empty()) {
      lose(turn, *watched, turn.now);
      return;
    }
    notify_all(turn, *watched, comms_back(state));
    notify_or_hold(turn, *watched, status_events(state, reading, turn.now));
  });
}

Actions Monitor::lost(Instant now, std::string_view ups, std::optional<Instant> heard_at) {
  return step(now, [&](const Turn& turn) {
    const WatchedUps* const watched = find_or_complain(turn, ups);
    if (watched == nullptr) return;
    take_line_state(turn.state.upses[watched->name], {}, turn.now);
    lose(turn, *watched, heard_at.value_or(turn.now));
  });
}

Actions Monitor::tick(Instant now) {
  return step(now, [](const Turn&) {});
}

Actions Monitor::started(Instant now, std::uint64_t id, std::int64_t pid) {
  return step(now, [&](const Turn& turn) { script_started(turn, id, pid); });
}

Actions Monitor::ended(Instant now, std::uint64_t id, std::optional<int> status) {
  return step(now, [&](const Turn& turn) {
    if (!script_ended(turn, id, status)) turn.log(UnknownCommand{id});
  });
}

Actions Monitor::secondaries_left(Instant now) {
  return step(now, [](const Turn& turn) { monitor::secondaries_left(turn); });
}

Actions Monitor::force_shutdown(Instant now) {
  return step(now, [](const Turn& turn) { monitor::force_shutdown(turn); });
}

Actions Monitor::notify(Instant now, NotifyType type) {
  return step(now, [&](const Turn& turn) {
    if (type == NotifyType::suspend_finished) {
      // The readings date from before the suspend.
      for (auto& [name, ups] : turn.state.upses) ups.confirmed = false;
      turn.state.hold_until = turn.now + turn.settings.deadtime;
    }
    monitor::notify(turn, {type, {}, {}});
  });
}

Actions Monitor::notify(Instant now, const Event& event) {
  return step(now, [&](const Turn& turn) { monitor::notify(turn, event); });
}

Actions Monitor::follow_plan(Instant now, const Event& event, const std::string& message) {
  return step(now, [&](const Turn& turn) { monitor::follow_plan(turn, event, message); });
}

Actions Monitor::start_timer(Instant now, std::string_view name, std::chrono::seconds delay) {
  return step(now, [&](const Turn& turn) {
    PlanLine line;
    line.verb = Verb::start_timer;
    line.argument = name;
    line.delay = delay;
    monitor::start_timer(turn, line, {});
  });
}

Actions Monitor::cancel_timer(Instant now, std::string_view name) {
  return step(now, [&](const Turn& turn) {
    PlanLine line;
    line.verb = Verb::cancel_timer;
    line.argument = name;
    monitor::cancel_timer(turn, line, {});
  });
}

Actions Monitor::reload(Instant now, Settings settings) {
  settings_ = std::move(settings);
  adopt_upses();
  return step(now, [](const Turn& turn) { drop_orphans(turn); });
}

std::optional<Instant> Monitor::next_deadline() const {
  std::optional<Instant> next = next_timer(settings_, state_, now_);
  const auto consider = [&next](std::optional<Instant> at) {
    if (at && (!next || *at < *next)) next = at;
  };
  for (const auto& [name, ups] : state_.upses) {
    consider(next_comms_event(settings_, ups));
    consider(next_test_event(settings_, ups));
    consider(next_hold_end(settings_, state_, ups));
  }
  consider(next_shutdown_step(settings_, state_, now_));
  return next;
}

Actions Monitor::unstarted() const {
  Actions out;
  for (const Script& script : state_.scripts) {
    if (script.stage != ScriptStage::requested) continue;
    if (script.kind == ScriptKind::shutdown && !settings_.powerdown_flag.empty())
      out.emplace_back(WritePowerdownFlag{settings_.powerdown_flag});
    out.emplace_back(command_of(settings_, script));
  }
  return out;
}

std::vector<Monitor::Process> Monitor::running() const {
  std::vector<Process> out;
  for (const Script& script : state_.scripts) {
    if (script.stage == ScriptStage::running) out.push_back({script.id, script.pid});
  }
  return out;
}

}  // namespace upshid::monitor
