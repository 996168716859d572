#include <algorithm>

#include "base/text.h"
#include "rehearse/halt.h"
#include "rehearse/player.h"

namespace upshid::rehearsal {

using monitor::Actions;
using std::chrono::seconds;

bool Command::has_type(NotifyType type) const {
  const auto all = base::split(types, ',');
  return std::find(all.begin(), all.end(), name_of(type)) != all.end();
}

void Player::start(const monitor::RunCommand& run) {
  Command command;
  command.is_shutdown = run.is_shutdown;
  command.name = run.is_shutdown     ? "SHUTDOWNCMD"
                 : settings_.plans() ? run.argv.back()
                                     : "NOTIFYCMD";
  command.argv = run.argv;
  command.environment = run.environment;
  for (const auto& [name, value] : run.environment) {
    if (name == "NOTIFYTYPE") command.types = value;
  }
  command.began = now_;
  const auto known = durations_.known.find(command.name);
  command.is_known = known != durations_.known.end();
  Running running{run.id, out_.commands.size(),
                  now_ + (command.is_known ? known->second : durations_.unknown)};
  if (run.is_shutdown) {
    command.has_unknown_time = durations_.shutdown.has_unknown_time && !command.is_known;
    out_.commanded_at = now_;
    const Time own = command.has_unknown_time ? durations_.unknown : Time(0);
    if (durations_.shutdown.halts) begin_halt_at(now_ + durations_.shutdown.delay + own);
  } else if (durations_.branch_of) {
    const Branch& branch = durations_.branch_of(command);
    command.only_writes = branch.only_writes;
    command.unproved = branch.unproved;
    if (branch.halt && !branch.halt->is_conditional) {
      command.halt = branch.halt;
      running.ends = halt_by(command, running.ends);
    }
    if (branch.cancels_halt) cancel_halt(out_.commands.size());
  }
  if (!run.is_shutdown) command.has_unknown_time = !command.is_known;
  note({.what = What::runs, .command = out_.commands.size()});
  if (command.halt) note({.what = What::halts, .command = out_.commands.size()});
  out_.commands.push_back(std::move(command));
  if (!run.is_shutdown) running_.push_back(running);
}

void Player::begin_halt_at(Time at) {
  if (halt_begins_ && *halt_begins_ <= at) return;
  halt_begins_ = at;
  halt_ends_ = at + durations_.halt;
}

// Returns when the command ends, which is also known for one that halts after a known time.
Time Player::halt_by(Command& command, Time end) {
  const check::Halt& halt = *command.halt;
  if (halt.is_other_machine || halt.is_reboot) return end;
  if (!command.is_known && !halt.has_unknown_time) {
    command.is_known = true;
    end = now_ + halt.slept;
  }
  const Time from = halt.has_unknown_time ? end : now_ + halt.slept;
  if (halt.is_by_monitor) {
    forced_at_ = std::min(from, forced_at_.value_or(from));
  } else {
    begin_halt_at(from + Time(halt.delay));
    decide();
  }
  return end;
}

// Of shutdown(8), which a script has begun and which still waits.
void Player::cancel_halt(std::size_t by) {
  if (!halt_begins_ || out_.commanded_at) return;
  for (Command& command : out_.commands)
    command.is_cancelled |= command.halt && command.halt->delay.count() > 0;
  halt_begins_.reset();
  halt_ends_.reset();
  out_.decided_at.reset();
  note({.what = What::cancels_halt, .command = by});
}

void Player::decide() {
  if (out_.decided_at) return;
  out_.decided_at = now_;
  if (!scenario_.after_decision) return;
  Step step = *scenario_.after_decision;
  step.at += now_;
  steps_.push_back(step);
  sort_steps();
}

Actions Player::take_end() {
  const Running running = running_.back();
  running_.pop_back();
  return finish(running);
}

Actions Player::without_end(Actions actions) {
  std::erase_if(actions, [](const monitor::Action& action) {
    return monitor::entry_of<monitor::CommandEnded>(action) != nullptr;
  });
  return actions;
}

Actions Player::finish(const Running& running) {
  Command& command = out_.commands[running.command];
  command.ended = now_;
  const bool is_sure = command.is_known || durations_.unknown == Time(0);
  note({.what = is_sure ? What::finished : What::finished_by_now, .command = running.command});
  if (!monitor_) return {};
  return without_end(monitor_->ended(clock(), running.id, 0));
}

void Player::end_commands() {
  for (;;) {
    const auto over = std::find_if(running_.begin(), running_.end(),
                                   [this](const Running& one) { return one.ends <= now_; });
    // If it ends while the monitor is dead, the restarted one is notified.
    if (over == running_.end() || (!monitor_ && !saved_.empty())) return;
    const Running running = *over;
    running_.erase(over);
    act(finish(running));
  }
}

void Player::cut_commands() {
  for (const Running& running : running_) {
    Command& command = out_.commands[running.command];
    command.ended = now_;
    command.is_cut_off = true;
    note({.what = What::cut_off, .command = running.command});
  }
  running_.clear();
}

void Player::look_at_machine() {
  if (halt_begins_ && now_ >= *halt_begins_) begin_halt();
  if (halt_ends_ && now_ >= *halt_ends_) halt();
  if (output_off_ && now_ >= *output_off_) cut_output();
  if (output_on_ && now_ >= *output_on_) start_again();
  if (world_.output_on() && !world_.mains() && world_.battery().is_empty()) run_empty();
}

void Player::begin_halt() {
  halt_begins_.reset();
  out_.is_halted_by_script = !out_.commanded_at;
  cut_commands();
  monitor_.reset();
}

void Player::halt() {
  halt_ends_.reset();
  monitor_.reset();
  for (Command& command : out_.commands) {
    if (command.is_shutdown) command.ended = now_;
  }
  monitor_.reset();
  out_.off_at = now_;
  out_.spare = world_.battery().left();
  note(What::off);
  add_point();
  if (!out_.has_flag) return;
  if (premises_.cut != watch::PowerCut::commanded) {
    note(What::output_uncut);
    return;
  }
  if (premises_.shutdown_delay < Time(0)) {
    note(What::output_stays_on);
    return;
  }
  if (!world_.reading()) {
    note(What::output_unreachable);
    return;
  }
  output_off_ = now_ + ups_delay(premises_, premises_.shutdown_delay);
  note({.what = What::output_off_soon, .delay = *output_off_ - now_});
}

void Player::cut_output() {
  output_off_.reset();
  world_.cut_output();
  out_.output_off_at = now_;
  note(What::output_off);
  add_point();
  if (premises_.start_delay < Time(0)) {
    note(What::output_stays_off);
    return;
  }
  // About 10 s after the cut, if line power is back by then (NUT issue 578).
  const Time told_at = *out_.off_at;
  if (world_.mains()) {
    output_on_ =
        std::max(now_ + seconds(10), told_at + ups_delay(premises_, premises_.start_delay));
  }
}

void Player::start_again() {
  output_on_.reset();
  world_.restore_output();
  out_.output_on_at = now_;
  note(What::output_on);
}

void Player::run_empty() {
  out_.empty_at = now_;
  world_.cut_output();
  add_point();
  if (out_.off_at) {
    note(What::empty);
    output_off_.reset();
    return;
  }
  if (has_other_supplies()) {
    note(What::empty_with_others);
    return;
  }
  out_.fell_at = now_;
  note(What::fell);
  cut_commands();
  halt_begins_.reset();
  halt_ends_.reset();
  monitor_.reset();
}

bool Player::has_other_supplies() const {
  int all = 0;
  int others = 0;
  for (const monitor::WatchedUps& ups : settings_.upses) {
    all += ups.power_value;
    if (ups.name != premises_.ups) others += ups.power_value;
  }
  // With no supply at all this machine depends on the UPS, whatever MINSUPPLIES is.
  return others > 0 && others >= std::min(settings_.min_supplies, all);
}

}  // namespace upshid::rehearsal
