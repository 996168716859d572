#include "daemon/engine.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <upshid/action.h>

#include "daemon/powerdown_flag.h"
#include "monitor/scripts.h"
#include "watch/ups_watch.h"

namespace upshid::daemon {

namespace {

// Where the state cannot be saved. What changes it is another reason to try.
constexpr std::chrono::seconds save_pace{5};
constexpr std::chrono::minutes report_pace{10};

}  // namespace

Engine::Engine(monitor::Monitor monitor, std::optional<StateFile> state, Log& log, bool dry_run)
    : monitor_(std::move(monitor)),
      state_(std::move(state)),
      log_(log),
      dry_run_(dry_run || !state_),
      wall_(log) {
  if (!dry_run_) commands_.emplace(state_->folder(), log);
}

void Engine::set_user(std::optional<base::User> user) {
  if (commands_) commands_->set_user(std::move(user));
}

void Engine::resume(Instant now) {
  if (!commands_) {
    perform(now, monitor_.unstarted());
    return;
  }
  std::vector<std::uint64_t> ids;
  for (const monitor::Script& script : monitor_.state().scripts) ids.push_back(script.id);
  commands_->keep_only(ids, now);
  for (const monitor::Script& script : monitor_.state().scripts) {
    if (script.stage == monitor::ScriptStage::running)
      commands_->start(monitor::command_of(monitor_.settings(), script));
  }
  // The flag of a past outage would cause a power cut at the next halt.
  const std::string& flag = monitor_.settings().powerdown_flag;
  if (!flag.empty() && monitor_.state().shutdown.phase == monitor::Phase::none) remove_flag(flag);
  perform(now, monitor_.unstarted());
}

monitor::Actions Engine::perform(Instant now, const monitor::Actions& actions) {
  monitor::Actions done;
  save(now);
  report_repeats(now);
  queue(actions);
  while (!queue_.empty()) {
    done.push_back(std::move(queue_.front()));
    queue_.pop_front();
    act(now, done.back());
  }
  return done;
}

void Engine::queue(const monitor::Actions& actions) {
  queue_.insert(queue_.end(), actions.begin(), actions.end());
}

void Engine::want(PollSet& set, Instant now) const {
  if (const auto next = monitor_.next_deadline()) set.wake_at(*next);
  if (save_again_at_) set.wake_at(*save_again_at_);
  if (commands_) commands_->want(set, now);
  wall_.want(set, now);
  for (const RepeatLimit* limit : {&log_repeats_, &wall_repeats_}) {
    if (const auto next = limit->next_deadline()) set.wake_at(*next);
  }
}

void Engine::attend(Instant now, const PollSet& set) {
  if (commands_) {
    for (const Commands::Ended& ended : commands_->take(set, now)) {
      perform(now, monitor_.ended(now, ended.id, ended.status));
      commands_->forget(ended.id);
    }
  }
  wall_.take();
  report_repeats(now);
  if (save_again_at_ && now >= *save_again_at_) save(now);
  const auto next = monitor_.next_deadline();
  if (next && *next <= now) perform(now, monitor_.tick(now));
}

void Engine::save(Instant now) {
  if (!state_ || saved_ == monitor_.state()) return;
  auto saved = state_->save(monitor_.save(now));
  if (!saved && commands_) {
    commands_->reserve().release_descriptors();
    saved = state_->save(monitor_.save(now));
    commands_->reserve().refill();
  }
  if (saved) saved_ = monitor_.state();
  report_save(now, saved);
}

void Engine::report_save(Instant now, const Result<void>& saved) {
  if (saved) {
    if (save_reported_at_ && save_again_at_)
      log_.self(Severity::notice, "the state can be saved again");
    save_again_at_.reset();
    return;
  }
  save_again_at_ = now + save_pace;
  if (save_reported_at_ && now < *save_reported_at_ + report_pace) return;
  save_reported_at_ = now;
  log_.self(Severity::error,
            saved.error().text() + "; if the monitor is killed now, timers and commands are lost");
}

void Engine::act(Instant now, const monitor::Action& action) {
  if (const auto* entry = std::get_if<monitor::LogEntry>(&action)) {
    const std::string text = text_of(*entry);
    if (passes(now, log_repeats_, action, text))
      log_.line(severity_of(*entry), identifier_of(source_of(*entry)), text);
  } else if (const auto* run_command = std::get_if<monitor::RunCommand>(&action)) {
    run(now, *run_command);
  } else if (std::holds_alternative<monitor::Exit>(action)) {
    is_over_ = true;
  } else if (dry_run_) {
    log_.self(Severity::notice, "dry run: skipped: " + monitor::describe(action));
  } else if (const auto* wall = std::get_if<monitor::WallMessage>(&action)) {
    const std::string text = text_of(*wall);
    if (passes(now, wall_repeats_, action, text)) wall_.say(text);
  } else if (const auto* written = std::get_if<monitor::WritePowerdownFlag>(&action)) {
    write_flag(written->path);
  } else if (const auto* removed = std::get_if<monitor::RemovePowerdownFlag>(&action)) {
    remove_flag(removed->path);
  }
}

void Engine::run(Instant now, const monitor::RunCommand& run) {
  if (!commands_) {
    log_.line(Severity::notice, as_upssched, "dry run: would run: " + monitor::command_text(run));
    queue(monitor_.started(now, run.id, 0));
    queue(monitor_.ended(now, run.id, 0));
    save(now);
    return;
  }
  if (run.is_shutdown) commands_->reserve().release_descriptors();
  const std::int64_t pid = commands_->start(run);
  if (commands_->waits(run.id)) {
    const auto text = fmt::format("{} commands are running; {} waits until one exits",
                                  commands_->running(), fmt::join(run.argv, " "));
    if (log_repeats_.passes(now, "waiting", text)) log_.line(Severity::warning, as_upssched, text);
  } else {
    const auto text =
        fmt::format("{} started: {} (process {})", run.is_shutdown ? "SHUTDOWNCMD" : "command",
                    fmt::join(run.argv, " "), pid);
    if (passes(now, log_repeats_, run, text)) log_.line(Severity::info, as_upssched, text);
  }
  queue(monitor_.started(now, run.id, pid));
  save(now);
}

bool Engine::passes(Instant now, RepeatLimit& limit, const monitor::Action& action,
                    const std::string& text) {
  const auto key = repeat_key(action);
  return !key || limit.passes(now, *key, text);
}

void Engine::report_repeats(Instant now) {
  const auto text_of = [](const RepeatLimit::Held& held) {
    return fmt::format("{} more like this in the last minute: {}", held.count, held.text);
  };
  for (const RepeatLimit::Held& held : log_repeats_.take(now))
    log_.line(Severity::notice, as_upsmon, text_of(held));
  for (const RepeatLimit::Held& held : wall_repeats_.take(now)) wall_.say(text_of(held));
}

void Engine::write_flag(const std::string& path) {
  // Until SHUTDOWNCMD, which follows, has exited.
  commands_->reserve().release_descriptors();
  if (const auto written = write_powerdown_flag(path); !written) {
    log_.self(Severity::error,
              written.error().text() + "; the UPS will not cut the power after the halt");
  }
}

void Engine::remove_flag(const std::string& path) {
  const auto removed = remove_powerdown_flag(path);
  if (!removed) {
    log_.self(Severity::error,
              removed.error().text() + "; the UPS may cut the power at the next halt");
  } else if (*removed) {
    log_.self(Severity::notice, fmt::format("removed {}, left by an earlier shutdown", path));
  }
}

}  // namespace upshid::daemon
