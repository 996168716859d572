#include "monitor/shutdown.h"

#include <algorithm>
#include <utility>

#include "monitor/criticality.h"
#include "monitor/hold.h"
#include "monitor/notify.h"
#include "monitor/scripts.h"
#include "monitor/truth.h"

namespace upshid::monitor {

namespace {

// A SHUTDOWNCMD that failed is run again; NUT gives up, and the machine runs until its power fails.
constexpr std::chrono::seconds retry_after{5};

// If the machine still runs this long after SHUTDOWNCMD, it is run again.
constexpr std::chrono::seconds survived_after{900};

bool scripts_busy(const State& state) {
  return std::any_of(state.scripts.begin(), state.scripts.end(),
                     [](const Script& script) { return script.kind != ScriptKind::shutdown; });
}

std::vector<CommandName> running_scripts(const State& state) {
  std::vector<CommandName> out;
  for (const Script& script : state.scripts) {
    if (script.kind != ScriptKind::shutdown && script.stage != ScriptStage::queued)
      out.push_back(name_of(script));
  }
  return out;
}

void decide(const Turn& turn, const ShutdownDecided& decided, bool is_forced = false) {
  release_holds(turn);
  turn.state.shutdown = {};
  turn.state.shutdown.phase = Phase::barrier;
  turn.state.shutdown.decided_at = turn.now;
  turn.state.shutdown.forced = is_forced;
  turn.state.shutdown.has_secondaries = turn.settings.awaits_secondaries;
  turn.log(decided);
  turn.out.emplace_back(WallMessage{decided});
  for (const WatchedUps& watched : turn.settings.upses) {
    const auto ups = turn.state.upses.find(watched.name);
    const bool is_notified =
        ups != turn.state.upses.end() && ups->second.status.has(StatusWord::fsd);
    if (watched.power_value > 0 && !is_notified)
      notify(turn, {NotifyType::fsd, watched.system, {}});
  }
  notify(turn, {NotifyType::shutdown, {}, {}});
}

void command(const Turn& turn) {
  Shutdown& shutdown = turn.state.shutdown;
  shutdown.phase = Phase::commanded;
  shutdown.commanded_at = turn.now;
  shutdown.retry_at.reset();
  shutdown.done_at.reset();
  shutdown.exited = false;
  // Just before the command, so that a machine that stays up has no flag that cuts its power at the
  // next reboot.
  if (!turn.settings.powerdown_flag.empty())
    turn.out.emplace_back(WritePowerdownFlag{turn.settings.powerdown_flag});
  run_shutdown_command(turn);
}

void end_barrier(const Turn& turn) {
  auto running = running_scripts(turn.state);
  if (!running.empty()) turn.log(WaitGivenUp{std::move(running)});
  if (!turn.settings.shutdown_command.empty()) {
    command(turn);
    return;
  }
  turn.log(NoShutdownCommand{});
  turn.state.shutdown.phase = Phase::stays_up;
}

void watch_again(const Turn& turn) {
  // At once: it would have the power cut at the next halt.
  if (turn.state.shutdown.phase == Phase::commanded && !turn.settings.powerdown_flag.empty())
    turn.out.emplace_back(RemovePowerdownFlag{turn.settings.powerdown_flag});
  turn.state.shutdown = {};
  turn.log(WatchingAgain{});
}

// When it is certain that SHUTDOWNCMD did not halt this machine; none: it is still running. A
// forced shutdown may take place on line power, so line power does not end it.
std::optional<Instant> stays_up_at(const Settings& settings, const Shutdown& shutdown) {
  if (shutdown.forced) return std::nullopt;
  if (shutdown.done_at) return *shutdown.done_at + settings.stays_up_after;
  if (shutdown.retry_at) return shutdown.commanded_at + settings.stays_up_after;
  return std::nullopt;
}

// True if SHUTDOWNCMD was without effect and is needed no more.
bool is_over(const Turn& turn, bool has_survived) {
  if (has_survived && is_known_sufficient(turn.settings, turn.state, turn.now)) return true;
  const auto stays_up = stays_up_at(turn.settings, turn.state.shutdown);
  return stays_up && turn.now >= *stays_up && is_power_back(turn.settings, turn.state, turn.now);
}

void look_after_command(const Turn& turn) {
  Shutdown& shutdown = turn.state.shutdown;
  const bool has_survived = turn.now >= shutdown.commanded_at + survived_after;
  if (is_over(turn, has_survived)) {
    watch_again(turn);
    return;
  }
  // If it is not known either way, it waits for news.
  if (has_survived && !why_insufficient(turn.settings, turn.state, turn.now).empty()) {
    turn.log(MachineStillRunning{survived_after});
    command(turn);
    return;
  }
  if (shutdown.retry_at && turn.now >= *shutdown.retry_at) {
    shutdown.retry_at.reset();
    run_shutdown_command(turn);
  }
  const auto& patience = turn.settings.exit_after;
  if (shutdown.done_at && patience && !shutdown.exited &&
      turn.now >= *shutdown.done_at + *patience) {
    shutdown.exited = true;
    turn.out.emplace_back(Exit{});
  }
}

// When the wait ends by what is known now.
Instant barrier_end(const Settings& settings, const State& state) {
  const Instant decided = state.shutdown.decided_at;
  const Instant latest = barrier_deadline(settings, state);
  if (scripts_busy(state)) return latest;
  const Instant earliest = decided + settings.final_delay;
  if (!state.shutdown.has_secondaries) return earliest;
  return std::max(earliest, std::min(latest, decided + settings.host_sync));
}

}  // namespace

Instant barrier_deadline(const Settings& settings, const State& state) {
  const Instant decided = state.shutdown.decided_at;
  Instant deadline = decided + settings.script_deadline;
  for (const WatchedUps& watched : settings.upses) {
    const auto found = state.upses.find(watched.name);
    if (found == state.upses.end() || !found->second.on_battery()) continue;
    const UpsState& ups = found->second;
    const auto verdict = verdict_on(settings, ups);
    if (watched.power_value <= 0 || !verdict) continue;
    const Instant limit = ups.runtime ? ups.measured_at + *ups.runtime - settings.halt_reserve
                                      : decided + settings.script_deadline_blind;
    deadline = std::min(deadline, limit);
  }
  return std::max(deadline, decided + settings.final_delay);
}

void advance_shutdown(const Turn& turn) {
  switch (turn.state.shutdown.phase) {
    case Phase::none: {
      auto upses = why_insufficient(turn.settings, turn.state, turn.now);
      if (!upses.empty()) decide(turn, {std::move(upses)});
      break;
    }
    case Phase::barrier:
      if (turn.now >= barrier_end(turn.settings, turn.state)) end_barrier(turn);
      break;
    case Phase::commanded:
      look_after_command(turn);
      break;
    case Phase::stays_up:
      if (is_known_sufficient(turn.settings, turn.state, turn.now)) watch_again(turn);
      break;
  }
}

void force_shutdown(const Turn& turn) {
  if (turn.state.shutdown.phase == Phase::none || turn.state.shutdown.phase == Phase::stays_up)
    decide(turn, {{{{}, {Cause::administrator}}}}, true);
}

void secondaries_left(const Turn& turn) {
  turn.state.shutdown.has_secondaries = false;
}

void shutdown_command_ended(const Turn& turn, bool well) {
  Shutdown& shutdown = turn.state.shutdown;
  if (shutdown.phase != Phase::commanded) return;
  if (well) {
    shutdown.done_at = turn.now;
    return;
  }
  shutdown.retry_at = turn.now + retry_after;
  turn.log(ShutdownCommandFailed{retry_after});
}

std::optional<Instant> next_shutdown_step(const Settings& settings, const State& state,
                                          Instant now) {
  const Shutdown& shutdown = state.shutdown;
  std::optional<Instant> next;
  const auto consider = [&](std::optional<Instant> at) {
    if (at && *at > now && (!next || *at < *next)) next = at;
  };
  switch (shutdown.phase) {
    case Phase::stays_up:
      consider(next_trust(settings, state, now));
      [[fallthrough]];
    case Phase::none:
      consider(next_verdict(settings, state, now));
      break;
    case Phase::barrier:
      return barrier_end(settings, state);
    case Phase::commanded:
      consider(shutdown.commanded_at + survived_after);
      consider(stays_up_at(settings, shutdown));
      consider(shutdown.retry_at);
      if (shutdown.done_at && settings.exit_after && !shutdown.exited)
        consider(*shutdown.done_at + *settings.exit_after);
      if (now >= shutdown.commanded_at + survived_after) {
        consider(next_trust(settings, state, now));
        consider(next_verdict(settings, state, now));
      }
      break;
  }
  return next;
}

}  // namespace upshid::monitor
