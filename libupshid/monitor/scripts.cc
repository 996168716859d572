#include "monitor/scripts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "monitor/shutdown.h"
#include "monitor/truth.h"

namespace upshid::monitor {

namespace {

// A NOTIFYCMD that hangs must not fill the process table over weeks.
constexpr std::ptrdiff_t max_notify_commands = 64;

// "a,b", each once: as NUT 2.8.5 writes them for shared timers.
template <class Get>
std::string join(const std::vector<TimerOrigin>& origins, std::string_view separator, Get get) {
  std::vector<std::string> parts;
  for (const TimerOrigin& origin : origins) {
    std::string part(get(origin));
    if (std::find(parts.begin(), parts.end(), part) == parts.end())
      parts.push_back(std::move(part));
  }
  return fmt::format("{}", fmt::join(parts, separator));
}

bool was_done(const State& state, const Script& script) {
  return std::all_of(script.origins.begin(), script.origins.end(), [&](const TimerOrigin& origin) {
    return std::any_of(state.done.begin(), state.done.end(), [&](const auto& entry) {
      // SHUTDOWN concerns no UPS in particular.
      return entry.first == script.argument && (origin.ups.empty() || entry.second == origin.ups);
    });
  });
}

const Script* find_busy(const State& state, const std::string& argument) {
  for (const Script& other : state.scripts) {
    if (other.kind == ScriptKind::plan && other.stage != ScriptStage::queued &&
        other.argument == argument)
      return &other;
  }
  return nullptr;
}

void ask(const Turn& turn, Script& script) {
  script.stage = ScriptStage::requested;
  turn.out.emplace_back(command_of(turn.settings, script));
}

void queue_behind(const Turn& turn, Script script, const Script& busy) {
  turn.log(CommandQueued{script.argument, script.types, busy.types});
  for (Script& other : turn.state.scripts) {
    if (other.stage == ScriptStage::queued && other.argument == script.argument &&
        other.ups == script.ups && other.types == script.types) {
      other.message = script.message;
      return;
    }
  }
  script.stage = ScriptStage::queued;
  turn.state.scripts.push_back(std::move(script));
}

void skip(const Turn& turn, Skipped why, const Script& script) {
  turn.log(CommandSkipped{why, script.argument, script.types});
}

void request(const Turn& turn, const std::string& argument, std::vector<TimerOrigin> origins,
             bool once) {
  Script script;
  script.argument = argument;
  script.ups = join(origins, ",", [](const TimerOrigin& o) -> std::string_view { return o.ups; });
  script.types = join(origins, ",", [](const TimerOrigin& o) {
    return o.type ? name_of(*o.type) : std::string_view("TIMER");
  });
  script.message =
      join(origins, ".\t", [](const TimerOrigin& o) -> std::string_view { return o.message; });
  script.once = once && !turn.settings.repeat_commands;
  script.origins = std::move(origins);
  if (turn.settings.command_script.empty()) return skip(turn, Skipped::no_script, script);
  if (script.once && was_done(turn.state, script)) return skip(turn, Skipped::succeeded, script);
  script.id = turn.state.next_id++;
  const Script* const busy =
      turn.settings.repeat_commands ? nullptr : find_busy(turn.state, argument);
  if (busy != nullptr) {
    queue_behind(turn, std::move(script), *busy);
    return;
  }
  turn.state.scripts.push_back(std::move(script));
  ask(turn, turn.state.scripts.back());
}

// Removes a request from the queue whose condition no longer holds.
bool is_moot(const Turn& turn, const Script& script) {
  if (!script.once) return false;
  if (was_done(turn.state, script)) {
    skip(turn, Skipped::succeeded, script);
    return true;
  }
  const bool holds = std::any_of(
      script.origins.begin(), script.origins.end(),
      [&](const TimerOrigin& origin) { return still_holds(turn.settings, turn.state, origin); });
  if (!holds) skip(turn, Skipped::over, script);
  return !holds;
}

void start_next(const Turn& turn, const std::string& argument) {
  auto& scripts = turn.state.scripts;
  for (auto script = scripts.begin(); script != scripts.end();) {
    if (script->stage != ScriptStage::queued || script->argument != argument) {
      ++script;
    } else if (is_moot(turn, *script)) {
      script = scripts.erase(script);
    } else {
      ask(turn, *script);
      return;
    }
  }
}

}  // namespace

bool ends_in_shutdown(NotifyType type) {
  return type == NotifyType::lowbatt || type == NotifyType::fsd || type == NotifyType::shutdown;
}

void execute(const Turn& turn, const std::string& argument, const TimerOrigin& origin) {
  request(turn, argument, {origin}, origin.type && ends_in_shutdown(*origin.type));
}

void execute_timer(const Turn& turn, const Timer& timer) {
  const bool once =
      std::any_of(timer.origins.begin(), timer.origins.end(), [](const TimerOrigin& origin) {
        return origin.type &&
               (*origin.type == NotifyType::onbatt || ends_in_shutdown(*origin.type));
      });
  request(turn, timer.name, timer.origins, once);
}

void run_notify_command(const Turn& turn, const Event& event, const std::string& message) {
  const auto& scripts = turn.state.scripts;
  const auto running = std::count_if(scripts.begin(), scripts.end(), [](const Script& script) {
    return script.kind == ScriptKind::notify;
  });
  if (running >= max_notify_commands && !ends_in_shutdown(event.type)) {
    turn.log(CommandSkipped{Skipped::too_many, {}, std::string(name_of(event.type)), running});
    return;
  }
  Script script;
  script.id = turn.state.next_id++;
  script.kind = ScriptKind::notify;
  script.argument = message;
  script.ups = event.ups;
  script.types = name_of(event.type);
  script.message = message;
  turn.state.scripts.push_back(std::move(script));
  ask(turn, turn.state.scripts.back());
}

void run_shutdown_command(const Turn& turn) {
  Script script;
  script.id = turn.state.next_id++;
  script.kind = ScriptKind::shutdown;
  turn.state.scripts.push_back(std::move(script));
  ask(turn, turn.state.scripts.back());
}

CommandName name_of(const Script& script) {
  return {script.kind, script.argument, script.types};
}

void script_started(const Turn& turn, std::uint64_t id, std::int64_t pid) {
  for (Script& script : turn.state.scripts) {
    if (script.id != id || script.stage != ScriptStage::requested) continue;
    script.stage = ScriptStage::running;
    script.pid = pid;
  }
}

bool script_ended(const Turn& turn, std::uint64_t id, std::optional<int> status) {
  auto& scripts = turn.state.scripts;
  const auto found = std::find_if(scripts.begin(), scripts.end(), [id](const Script& script) {
    return script.id == id && script.stage != ScriptStage::queued;
  });
  if (found == scripts.end()) return false;
  const Script script = std::move(*found);
  scripts.erase(found);
  turn.log(CommandEnded{name_of(script), status});
  if (script.kind == ScriptKind::shutdown) {
    shutdown_command_ended(turn, status == 0);
  } else if (script.kind == ScriptKind::plan) {
    if (script.once && status == 0) {
      for (const TimerOrigin& origin : script.origins)
        turn.state.done.emplace(script.argument, origin.ups);
    }
    start_next(turn, script.argument);
  }
  return true;
}

void forget_done(const Turn& turn, const std::string& ups) {
  std::erase_if(turn.state.done, [&](const auto& entry) { return entry.second == ups; });
}

RunCommand command_of(const Settings& settings, const Script& script) {
  RunCommand run;
  run.id = script.id;
  if (script.kind == ScriptKind::shutdown) {
    run.argv = {settings.shutdown_command};
    run.is_shutdown = true;
    return run;
  }
  if (script.kind == ScriptKind::plan) {
    run.argv = settings.command_script;
  } else {
    run.argv = {settings.notify_command};
  }
  run.argv.push_back(script.argument);
  run.environment = {
      {"UPSNAME", script.ups}, {"NOTIFYTYPE", script.types}, {"NOTIFYMSG", script.message}};
  return run;
}

}  // namespace upshid::monitor
