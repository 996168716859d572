#include "upshid-sched/rehearsal_player.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "base/text.h"
#include "monitor/monitor.h"
#include "upshid-sched/rehearsal_halt.h"
#include "upshid-sched/rehearsal_words.h"
#include "upshid-sched/rehearsal_world.h"

namespace upshid::rehearsal {

namespace {

using monitor::Actions;
using monitor::Monitor;
using std::chrono::seconds;

// The machine has been up for a while.
constexpr Time monitors_zero = std::chrono::hours(1);
// How often charge and runtime are read while on battery.
constexpr Time reading_pace = seconds(10);
constexpr Time longest_play = std::chrono::hours(24 * 7);

class Player {
 public:
  Player(const monitor::Settings& settings, const Premises& premises, const Durations& durations,
         const Scenario& scenario, const std::vector<Step>& kills)
      : settings_(settings),
        premises_(premises),
        durations_(durations),
        scenario_(scenario),
        steps_(scenario.steps),
        monitor_(Monitor(settings)),
        world_(premises) {
    steps_.insert(steps_.end(), kills.begin(), kills.end());
    sort_steps();
  }

  Played run() && {
    // What was read before is no part of the story.
    if (!scenario_.is_new_start) begin(Time(-10'000));
    add_point();
    begin(Time(0));
    do {
      live_through_instant();
    } while (go_on());
    end();
    return std::move(out_);
  }

 private:
  void sort_steps() {
    std::stable_sort(steps_.begin(), steps_.end(),
                     [](const Step& a, const Step& b) { return a.at < b.at; });
  }

  static bool is_about_monitor(const Step& step) {
    return step.what == Happening::kill || step.what == Happening::restart;
  }

  void begin(Time at) {
    now_ = at;
    for (const monitor::WatchedUps& ups : settings_.upses) {
      if (ups.name != premises_.ups) act(monitor_->read(clock(), ups.name, {"OL", {}, {}, {}}));
    }
    if (at < Time(0)) {
      read();
      out_.entries.clear();
    }
  }

  Time clock() const { return monitors_zero + now_; }

  void live_through_instant() {
    world_.advance(now_);
    end_commands();
    const bool is_news = take_steps(false);
    look_at_ups(is_news);
    if (monitor_) {
      const auto due = monitor_->next_deadline();
      if (due && *due <= clock()) act(monitor_->tick(clock()));
    }
    look_at_machine();
    take_steps(true);
  }

  bool go_on() {
    if (is_settled() || now_ > longest_play) return false;
    now_ = next_instant();
    return true;
  }

  Time next_instant() const {
    // The UPS is looked at every second: when its battery gets low it says so.
    Time next = now_ - now_ % seconds(1) + seconds(1);
    const auto consider = [&](std::optional<Time> at) {
      if (at && *at > now_) next = std::min(next, *at);
    };
    if (!steps_.empty()) consider(steps_.front().at);
    if (monitor_) {
      if (const auto due = monitor_->next_deadline()) consider(*due - monitors_zero);
    }
    for (const Running& running : running_) consider(running.ends);
    consider(halt_ends_);
    consider(output_off_);
    consider(output_on_);
    if (world_.is_draining()) consider(now_ + world_.battery().left());
    return next;
  }

  void tell(What what, std::string text, std::optional<std::size_t> command = {}) {
    out_.entries.push_back(
        {now_, what, std::move(text), world_.battery().charge(), world_.battery().left(), command});
  }

  void add_point() {
    out_.points.push_back({now_, world_.battery().exact_charge(), world_.is_draining()});
  }

  bool take_steps(bool about_monitor) {
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
        tell(What::world, world_.happen(what));
        add_point();
        if (what == Happening::mains_on) out_.mains_back_at = now_;
        if (what == Happening::mains_off) out_.mains_back_at.reset();
      }
    }
    return is_news;
  }

  void look_at_ups(bool is_news) {
    const bool is_low = world_.is_low();
    if (is_low != was_low_) {
      if (is_low) tell(What::world, world_.why_low());
      if (!is_low) tell(What::world, "the UPS no longer calls its battery low");
      was_low_ = is_low;
      is_news = true;
    }
    if (is_news || now_ >= last_read_ + reading_pace) read();
  }

  void read() {
    last_read_ = now_;
    if (!monitor_) return;
    const auto reading = world_.reading();
    act(reading ? monitor_->read(clock(), premises_.ups, *reading)
                : monitor_->lost(clock(), premises_.ups));
  }

  void act(const Actions& actions) {
    std::deque<monitor::Action> queue(actions.begin(), actions.end());
    if (!queue.empty() && now_ >= Time(0) && (out_.active.empty() || out_.active.back() != now_))
      out_.active.push_back(now_);
    while (!queue.empty()) {
      const monitor::Action action = std::move(queue.front());
      queue.pop_front();
      const auto add = [&queue](const Actions& more) {
        queue.insert(queue.end(), more.begin(), more.end());
      };
      if (const auto* line = std::get_if<monitor::LogLine>(&action)) {
        tell(What::told, line->text);
      } else if (const auto* run = std::get_if<monitor::RunCommand>(&action)) {
        start(*run);
        add(monitor_->started(clock(), run->id, 0));
        if (running_.back().ends == now_) add(take_end());
      } else if (std::holds_alternative<monitor::WritePowerdownFlag>(action)) {
        out_.has_flag = true;
        tell(What::flag, fmt::format("POWERDOWNFLAG {} is written", settings_.powerdown_flag));
      } else if (std::holds_alternative<monitor::RemovePowerdownFlag>(action)) {
        out_.has_flag = false;
        tell(What::flag, fmt::format("POWERDOWNFLAG {} is removed", settings_.powerdown_flag));
      }
    }
    note_decision();
  }

  void note_decision() {
    if (!monitor_ || out_.decided_at || monitor_->state().shutdown.phase == monitor::Phase::none)
      return;
    out_.decided_at = now_;
    if (!scenario_.after_decision) return;
    steps_.push_back({now_ + scenario_.after_decision->at, scenario_.after_decision->what});
    sort_steps();
  }

  struct Running {
    std::uint64_t id = 0;
    std::size_t command = 0;
    std::optional<Time> ends;
  };

  void start(const monitor::RunCommand& run) {
    Command command;
    command.is_shutdown = run.is_shutdown;
    command.name = run.is_shutdown     ? "SHUTDOWNCMD"
                   : settings_.plans() ? run.argv.back()
                                       : "NOTIFYCMD";
    command.argv = run.argv;
    command.environment = run.environment;
    for (const auto& [name, value] : run.environment) {
      if (name == "NOTIFYTYPE") command.reason = value;
    }
    command.began = now_;
    const auto known = durations_.known.find(command.name);
    command.is_known = known != durations_.known.end();
    Running running{run.id, out_.commands.size(),
                    now_ + (command.is_known ? known->second : durations_.unknown)};
    if (run.is_shutdown) {
      out_.commanded_at = now_;
      running.ends.reset();
      halt_ends_ = now_ + halt_delay(run.argv.front()) + durations_.halt;
    }
    tell(What::runs, argv_text(command), out_.commands.size());
    out_.commands.push_back(std::move(command));
    running_.push_back(running);
  }

  // The last one that was started takes no time.
  Actions take_end() {
    const Running running = running_.back();
    running_.pop_back();
    return finish(running);
  }

  Actions finish(const Running& running) {
    Command& command = out_.commands[running.command];
    command.ended = now_;
    if (command.is_known)
      tell(What::ended, fmt::format("{} has ended", command.name), running.command);
    return monitor_ ? monitor_->ended(clock(), running.id, 0) : Actions();
  }

  void end_commands() {
    for (;;) {
      const auto over = std::find_if(running_.begin(), running_.end(), [this](const Running& one) {
        return one.ends && *one.ends <= now_;
      });
      // Of one that ends while there is no monitor the next one hears.
      if (over == running_.end() || !monitor_) return;
      const Running running = *over;
      running_.erase(over);
      act(finish(running));
    }
  }

  void cut_commands() {
    for (const Running& running : running_) {
      Command& command = out_.commands[running.command];
      command.ended = now_;
      if (command.is_shutdown) continue;
      command.is_cut_off = true;
      tell(What::cut_off, fmt::format("{} is cut off", command.name), running.command);
    }
    running_.clear();
  }

  void look_at_machine() {
    if (halt_ends_ && now_ >= *halt_ends_) halt();
    if (output_off_ && now_ >= *output_off_) cut_output();
    if (output_on_ && now_ >= *output_on_) start_again();
    if (world_.output_on() && !world_.mains() && world_.battery().is_empty()) run_empty();
  }

  // SHUTDOWNCMD is the last that the monitor does: it is ended as everything is.
  void halt() {
    halt_ends_.reset();
    cut_commands();
    monitor_.reset();
    out_.off_at = now_;
    out_.spare = world_.battery().left();
    tell(What::off, "THIS MACHINE IS OFF");
    if (!out_.has_flag) return;
    if (!world_.reading()) {
      tell(What::world, "the UPS cannot be told to cut its output: no USB connection");
      return;
    }
    output_off_ = now_ + ups_delay(premises_, premises_.shutdown_delay);
    tell(What::world, fmt::format("the UPS is told to cut its output in {}",
                                  duration_text(*output_off_ - now_)));
  }

  void cut_output() {
    output_off_.reset();
    world_.cut_output();
    out_.output_off_at = now_;
    tell(What::output_off, "the UPS cuts its output");
    add_point();
    // About 10 s after the cut, if mains are back by then (NUT issue 578).
    const Time told_at = *out_.off_at;
    if (world_.mains()) {
      output_on_ =
          std::max(now_ + seconds(10), told_at + ups_delay(premises_, premises_.start_delay));
    }
  }

  void start_again() {
    output_on_.reset();
    world_.restore_output();
    out_.output_on_at = now_;
    tell(What::output_on, "the UPS switches its output on: this machine starts again");
  }

  void run_empty() {
    out_.empty_at = now_;
    world_.cut_output();
    add_point();
    if (out_.off_at) {
      tell(What::empty, "the battery is empty");
      output_off_.reset();
      return;
    }
    if (has_other_supplies()) {
      tell(What::empty, "THE BATTERY IS EMPTY: this machine runs on with its other supplies");
      return;
    }
    out_.fell_at = now_;
    tell(What::fell, "THE BATTERY IS EMPTY: THIS MACHINE LOSES ITS POWER");
    cut_commands();
    halt_ends_.reset();
    monitor_.reset();
  }

  // Does this machine run without the UPS of the rehearsal?
  bool has_other_supplies() const {
    int all = 0;
    int others = 0;
    for (const monitor::WatchedUps& ups : settings_.upses) {
      all += ups.power_value;
      if (ups.name != premises_.ups) others += ups.power_value;
    }
    // With none at all this machine hangs on the UPS, whatever the file says.
    return others > 0 && others >= std::min(settings_.min_supplies, all);
  }

  void kill() {
    if (!monitor_) return;
    saved_ = monitor_->save(clock());
    monitor_.reset();
    tell(What::killed, "THE MONITOR IS KILLED");
  }

  void restart() {
    if (monitor_ || saved_.empty() || out_.off_at || out_.fell_at) return;
    auto restored = Monitor::restore(settings_, saved_, clock());
    if (!restored) {
      tell(What::restarted, restored.error().text());
      return;
    }
    monitor_ = *std::move(restored);
    saved_.clear();
    tell(What::restarted,
         fmt::format("the monitor is started again, and knows of {} timers and {} commands",
                     monitor_->state().timers.size(), monitor_->state().scripts.size()));
    act(monitor_->unstarted());
    read();
    end_commands();
  }

  bool is_settled() const {
    if (!steps_.empty() || halt_ends_ || output_off_ || output_on_) return false;
    const bool is_dead = !world_.output_on() && !world_.mains();
    if (out_.off_at || out_.fell_at || is_dead || !monitor_) return true;
    const monitor::State& state = monitor_->state();
    return world_.mains() && !world_.is_low() && world_.reading() && state.timers.empty() &&
           running_.empty() && state.shutdown.phase == monitor::Phase::none;
  }

  void end() {
    if (out_.off_at && !out_.fell_at && !out_.empty_at && !world_.mains()) {
      out_.empty_at = *out_.off_at + out_.spare;
      now_ = std::max(now_, *out_.empty_at);
      out_.entries.push_back(
          {*out_.empty_at, What::empty, "the battery would be empty", 0, Time(0), {}});
    }
    out_.end = now_;
    add_point();
  }

  const monitor::Settings& settings_;
  const Premises& premises_;
  const Durations& durations_;
  const Scenario& scenario_;
  std::vector<Step> steps_;
  std::optional<Monitor> monitor_;
  std::string saved_;
  World world_;
  Played out_;
  Time now_{};
  Time last_read_{};
  bool was_low_ = false;
  std::vector<Running> running_;
  std::optional<Time> halt_ends_;
  std::optional<Time> output_off_;
  std::optional<Time> output_on_;
};

}  // namespace

Played play(const monitor::Settings& settings, const Premises& premises, const Durations& durations,
            const Scenario& scenario, const std::vector<Step>& kills) {
  return Player(settings, premises, durations, scenario, kills).run();
}

}  // namespace upshid::rehearsal
