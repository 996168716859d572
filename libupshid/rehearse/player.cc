#include "rehearse/player.h"

#include <algorithm>
#include <deque>

#include "rehearse/play.h"

namespace upshid::rehearsal {

namespace {

using monitor::Actions;
using monitor::Monitor;
using std::chrono::seconds;

// The interval at which charge and runtime are read on battery.
constexpr Time reading_pace = seconds(10);
constexpr Time max_play = std::chrono::hours(24 * 7);

bool is_about_monitor(const Step& step) {
  return step.what == Happening::kill || step.what == Happening::restart;
}

}  // namespace

Player::Player(const monitor::Settings& settings, const Premises& premises,
               const Durations& durations, const Scenario& scenario, const std::vector<Step>& kills)
    : settings_(settings),
      premises_(premises),
      durations_(durations),
      scenario_(scenario),
      steps_(scenario.steps),
      monitor_(Monitor(settings)),
      world_(premises) {
  out_.powerdown_flag = settings.powerdown_flag;
  steps_.insert(steps_.end(), kills.begin(), kills.end());
  sort_steps();
}

Played Player::run() && {
  // Earlier readings are not part of the timeline.
  if (!scenario_.is_new_start) begin(Time(-10'000));
  add_point();
  begin(Time(0));
  do {
    live_through_instant();
  } while (go_on());
  end();
  return std::move(out_);
}

void Player::sort_steps() {
  std::stable_sort(steps_.begin(), steps_.end(),
                   [](const Step& a, const Step& b) { return a.at < b.at; });
}

void Player::begin(Time at) {
  now_ = at;
  monitor::Reading on_mains;
  on_mains.status.set(StatusWord::ol);
  for (const monitor::WatchedUps& ups : settings_.upses) {
    if (ups.name != premises_.ups) act(monitor_->read(clock(), ups.name, on_mains));
  }
  if (at < Time(0)) {
    read();
    out_.entries.clear();
  }
}

void Player::live_through_instant() {
  world_.advance(now_);
  end_commands();
  const bool is_news = take_steps(false);
  look_at_ups(is_news);
  if (monitor_) {
    const auto due = monitor_->next_deadline();
    if (due && *due <= clock()) act(monitor_->tick(clock()));
  }
  if (monitor_ && forced_at_ && now_ >= *forced_at_) {
    forced_at_.reset();
    act(monitor_->force_shutdown(clock()));
  }
  look_at_machine();
  take_steps(true);
}

bool Player::go_on() {
  if (is_settled() || now_ > max_play) return false;
  now_ = next_instant();
  return true;
}

Time Player::next_instant() const {
  // A low battery is noticed within a second.
  Time next = now_ - now_ % seconds(1) + seconds(1);
  const auto consider = [&](std::optional<Time> at) {
    if (at && *at > now_) next = std::min(next, *at);
  };
  if (!steps_.empty()) consider(steps_.front().at);
  if (monitor_) {
    if (const auto due = monitor_->next_deadline())
      consider(now_ + std::chrono::ceil<Time>(*due - clock()));
  }
  for (const Running& running : running_) consider(running.ends);
  consider(forced_at_);
  consider(halt_begins_);
  consider(halt_ends_);
  consider(output_off_);
  consider(output_on_);
  if (world_.is_draining()) consider(now_ + world_.battery().left());
  return next;
}

void Player::note(Entry entry) {
  entry.at = now_;
  entry.charge = world_.battery().charge();
  entry.left = world_.battery().left();
  out_.entries.push_back(std::move(entry));
}

void Player::add_point() {
  out_.points.push_back({now_, world_.battery().exact_charge(), world_.is_draining()});
}

bool Player::take_steps(bool about_monitor) {
  bool is_news = false;
  for (auto step = steps_.begin(); step != steps_.end() && step->at <= now_;) {
    if (is_about_monitor(*step) != about_monitor) {
      ++step;
      continue;
    }
    const Happening what = step->what;
    step = steps_.erase(step);
    is_news = true;
    if (what == Happening::kill) {
      kill();
    } else if (what == Happening::restart) {
      restart();
    } else {
      note(world_.happen(what));
      add_point();
      if (what == Happening::mains_on) out_.mains_back_at = now_;
      if (what == Happening::mains_off) out_.mains_back_at.reset();
    }
  }
  return is_news;
}

void Player::look_at_ups(bool is_news) {
  const bool is_low = world_.is_low();
  if (is_low != was_low_) {
    note(is_low ? world_.why_low() : What::no_longer_low);
    was_low_ = is_low;
    is_news = true;
  }
  if (is_news || now_ >= last_read_ + reading_pace) read();
}

void Player::read() {
  last_read_ = now_;
  if (!monitor_) return;
  const auto reading = world_.reading();
  act(reading ? monitor_->read(clock(), premises_.ups, *reading)
              : monitor_->lost(clock(), premises_.ups));
}

void Player::act(const Actions& actions) {
  std::deque<monitor::Action> queue(actions.begin(), actions.end());
  if (!queue.empty() && now_ >= Time(0) && (out_.active.empty() || out_.active.back() != now_))
    out_.active.push_back(now_);
  while (!queue.empty()) {
    const monitor::Action action = std::move(queue.front());
    queue.pop_front();
    const auto add = [&queue](const Actions& more) {
      queue.insert(queue.end(), more.begin(), more.end());
    };
    if (const auto* entry = std::get_if<monitor::LogEntry>(&action)) {
      note({.what = What::logged, .log = *entry});
    } else if (const auto* run = std::get_if<monitor::RunCommand>(&action)) {
      start(*run);
      add(monitor_->started(clock(), run->id, 0));
      // SHUTDOWNCMD only begins the halt; as a command it exits at once.
      if (run->is_shutdown) add(without_end(monitor_->ended(clock(), run->id, 0)));
      if (!running_.empty() && running_.back().ends == now_) add(take_end());
    } else if (std::holds_alternative<monitor::WritePowerdownFlag>(action)) {
      out_.has_flag = true;
      note(What::flag_written);
    } else if (std::holds_alternative<monitor::RemovePowerdownFlag>(action)) {
      out_.has_flag = false;
      note(What::flag_removed);
    } else if (std::holds_alternative<monitor::Exit>(action)) {
      is_over_ = true;
    }
  }
  note_decision();
  if (is_over_) monitor_.reset();
}

void Player::note_decision() {
  if (!monitor_ || out_.decided_at || monitor_->state().shutdown.phase == monitor::Phase::none)
    return;
  decide();
}

void Player::kill() {
  if (!monitor_) return;
  saved_ = monitor_->save(clock());
  monitor_.reset();
  note(What::killed);
}

void Player::restart() {
  if (monitor_ || saved_.empty() || out_.off_at || out_.fell_at) return;
  auto restored = Monitor::restore(settings_, saved_, clock());
  if (!restored) {
    note(What::not_restarted);
    return;
  }
  monitor_ = *std::move(restored);
  saved_.clear();
  note({.what = What::restarted,
        .timers = monitor_->state().timers.size(),
        .commands = monitor_->state().scripts.size()});
  act(monitor_->unstarted());
  read();
  end_commands();
}

bool Player::is_settled() const {
  if (!steps_.empty() || halt_ends_ || forced_at_ || output_off_ || output_on_) return false;
  const bool is_dead = !world_.output_on() && !world_.mains();
  if (out_.off_at || out_.fell_at || is_dead) return true;
  // With a SHUTDOWNCMD that does not halt it, this machine is up until the battery is empty.
  const bool falls = out_.commanded_at && !halt_begins_ && !world_.mains();
  if (!monitor_) return saved_.empty() && running_.empty() && !falls;
  const monitor::State& state = monitor_->state();
  return world_.mains() && !world_.is_low() && world_.reading() && state.timers.empty() &&
         running_.empty() && state.shutdown.phase == monitor::Phase::none;
}

void Player::end() {
  add_point();
  if (out_.off_at && !out_.fell_at && !out_.empty_at && !world_.mains()) {
    out_.empty_at = *out_.off_at + out_.spare;
    now_ = std::max(now_, *out_.empty_at);
    out_.entries.push_back({.at = *out_.empty_at, .what = What::would_be_empty});
  }
  out_.end = now_;
}

Played play(const monitor::Settings& settings, const Premises& premises, const Durations& durations,
            const Scenario& scenario, const std::vector<Step>& kills) {
  // In this rehearsal the machine halts, however long that takes.
  monitor::Settings halting = settings;
  halting.stays_up_after = std::chrono::hours(24);
  return Player(halting, premises, durations, scenario, kills).run();
}

}  // namespace upshid::rehearsal
