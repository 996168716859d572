#include "fuzz/monitor_play.h"

#include <fmt/format.h>
#include <upshid/action.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "monitor/monitor.h"

namespace upshid::monitor {

namespace {

class Input {
 public:
  explicit Input(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  bool is_empty() const { return bytes_.empty(); }
  unsigned byte() {
    if (bytes_.empty()) return 0;
    const unsigned out = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return out;
  }
  bool flag() { return byte() % 2 != 0; }
  template <class Value, std::size_t Size>
  const Value& one_of(const std::array<Value, Size>& values) {
    return values.at(byte() % Size);
  }
  seconds delay() { return seconds(one_of(std::array{0, 1, 5, 30, 300})); }
  std::string ups(const Settings& settings) {
    return settings.upses[byte() % settings.upses.size()].name;
  }

 private:
  std::span<const std::uint8_t> bytes_;
};

NotifyType type_of(unsigned byte) {
  return static_cast<NotifyType>(byte % notify_type_count);
}

PlanLine plan_line(Input& input) {
  constexpr std::array verbs{Verb::start_timer, Verb::start_timer_shared, Verb::cancel_timer,
                             Verb::cancel_timer_matched, Verb::execute};
  constexpr std::array types{NotifyType::onbatt,  NotifyType::online,   NotifyType::lowbatt,
                             NotifyType::fsd,     NotifyType::shutdown, NotifyType::commbad,
                             NotifyType::commok,  NotifyType::nocomm,   NotifyType::replbatt,
                             NotifyType::selftest};
  const std::array<std::string, 4> names{"one", "two", "three", "four"};
  PlanLine line;
  line.type = input.one_of(types);
  line.ups = input.byte() % 4 == 0 ? "ups0" : "*";
  line.local_ups = line.ups == "*" ? "" : "ups0";
  line.verb = input.one_of(verbs);
  line.argument = input.one_of(names);
  line.delay = input.delay();
  if (line.cancels_timer() && input.flag()) line.otherwise = input.one_of(names);
  return line;
}

Settings settings_of(Input& input) {
  Settings out;
  const unsigned upses = input.byte() % 3 + 1;
  for (unsigned i = 0; i < upses; ++i) {
    const std::string name = fmt::format("ups{}", i);
    out.upses.push_back({name, name + "@localhost", input.one_of(std::array{1, 0, 1, 2})});
  }
  out.min_supplies = input.one_of(std::array{1, 1, 2});
  if (input.flag()) out.shutdown_command = "/sbin/shutdown";
  if (input.flag()) out.powerdown_flag = "/run/flag";
  out.notify_command = input.one_of(std::array<std::string, 3>{"upssched", "upssched", "notify"});
  if (input.byte() % 4 != 0) out.command_script = {"/bin/cmd"};
  for (Notify& notify : out.notify) notify.exec = true;
  out.notify.at(input.byte() % notify_type_count).ignore = true;
  out.final_delay = input.delay();
  out.deadtime = input.delay();
  out.comms_grace = input.delay();
  out.nocomm_every = input.delay();
  out.replbatt_every = input.delay();
  out.oblb_duration = input.delay();
  out.off_duration = seconds(input.one_of(std::array{-1, 0, 30}));
  out.over_duration = seconds(input.one_of(std::array{-1, 0, 30}));
  out.onbatt_hold = input.delay();
  out.script_deadline = input.delay();
  out.halt_reserve = input.delay();
  out.stays_up_after = input.delay();
  out.exit_after.reset();
  if (input.flag()) out.exit_after = input.delay();
  if (input.flag()) out.thresholds.charge = 20;
  if (input.flag()) out.thresholds.runtime = seconds(120);
  if (input.flag()) out.thresholds.on_battery = seconds(90);
  const unsigned habits = input.byte();
  out.alarm_critical = (habits & 1U) != 0;
  out.act_on_lowbatt_on_line = (habits & 6U) == 6;
  out.fire_without_looking = (habits & 24U) == 24;
  out.repeat_commands = (habits & 96U) == 96;
  const unsigned lines = input.byte() % 8;
  for (unsigned i = 0; i < lines; ++i) out.plan.push_back(plan_line(input));
  return out;
}

Reading reading_of(Input& input) {
  const std::array<std::string, 20> words{
      "OL",         "OB",   "OB LB",   "OL CHRG LB", "OB DISCHRG", "FSD OB LB", "FSD OL",
      "OL OFF",     "OFF",  "OL RB",   "OB RB",      "CAL OB LB",  "ALARM OL",  "OL BYPASS",
      "OL OB OVER", "CHRG", "OL OVER", "OL ODD",     "",           "OL"};
  constexpr std::array tests{BatteryTest::unknown, BatteryTest::unknown, BatteryTest::in_progress,
                             BatteryTest::passed};
  Reading out;
  out.status = Status::parse(input.one_of(words));
  if (out.status.has(StatusWord::alarm)) out.alarm = input.flag() ? "Fan!" : "Heat!";
  if (input.flag()) out.charge = static_cast<int>(input.byte() % 101);
  if (input.flag()) out.runtime = seconds(input.byte() * 4);
  out.test = input.one_of(tests);
  out.answers = input.flag();
  return out;
}

std::string text_of_action(const Action& action) {
  const auto* run = std::get_if<RunCommand>(&action);
  return run == nullptr ? describe(action) : fmt::format("{} {}", run->id, describe(action));
}

// What was last heard of a UPS; no reading: it was lost.
struct Heard {
  std::optional<Reading> reading;
};

// NOCOMM may be due each second.
constexpr int max_ticks = 100;

class Player {
 public:
  explicit Player(Input input)
      : input_(input), settings_(settings_of(input_)), whole_(settings_), killed_(settings_) {}

  std::string run() {
    for (int i = 0; i < 400 && !input_.is_empty() && fault_.empty(); ++i) {
      constexpr std::array pauses{0, 0, 200, 1000, 4900, 5000, 15000, 60000, 900000};
      pass(now_ + std::chrono::milliseconds(input_.one_of(pauses)));
      if (!fault_.empty() || ticks_ == max_ticks) break;
      step();
      if (fault_.empty()) kill();
    }
    return fault_;
  }

 private:
  void fail(std::string text) {
    if (fault_.empty())
      fault_ = fmt::format("at {} ms: {}", in_milliseconds(now_), std::move(text));
  }

  // Ticks at each deadline of either.
  void pass(Instant end) {
    while (fault_.empty() && ticks_ < max_ticks) {
      auto next = whole_.next_deadline();
      const auto other = killed_.next_deadline();
      if (other && (!next || *other < *next)) next = other;
      if (!next || *next > end) break;
      ++ticks_;
      now_ = std::max(now_, *next);
      both([this](Monitor& monitor) { return monitor.tick(now_); });
      if (ticks_ % 4 == 0) kill();
    }
    now_ = end;
  }

  template <class Do>
  void both(Do step) {
    Actions one = step(whole_);
    Actions two = step(killed_);
    start(whole_, one);
    start(killed_, two);
    std::vector<std::string> lines;
    std::vector<std::string> others;
    for (const Action& action : one) lines.push_back(text_of_action(action));
    for (const Action& action : two) others.push_back(text_of_action(action));
    if (lines != others) fail(difference(lines, others));
    look_at(one);
    check();
  }

  // As a program does, at once; what follows from that is done as well. A NOTIFYCMD does not last.
  void start(Monitor& monitor, Actions& actions) const {
    for (std::size_t i = 0; i < actions.size(); ++i) {
      const auto* run = std::get_if<RunCommand>(&actions[i]);
      if (run == nullptr) continue;
      const bool is_message = run->argv.front() == settings_.notify_command;
      Actions more = monitor.started(now_, run->id, 1000);
      if (is_message) more = monitor.ended(now_, run->id, 0);
      actions.insert(actions.end(), more.begin(), more.end());
    }
  }

  static std::string difference(const std::vector<std::string>& whole,
                                const std::vector<std::string>& killed) {
    std::string out = "the killed monitor differs";
    for (const std::string& line : whole) out += "\n  whole:  " + line;
    for (const std::string& line : killed) out += "\n  killed: " + line;
    return out;
  }

  // Killed, restored, and it hears what the UPSes said last.
  void kill() {
    const State before = killed_.state();
    auto restored = Monitor::restore(settings_, killed_.save(now_), now_);
    if (!restored) return fail("cannot be restored: " + restored.error().text());
    killed_ = *std::move(restored);
    if (!killed_.unstarted().empty()) fail("a started command is requested again");
    for (const auto& [ups, heard] : heard_) {
      Reading reading = heard.reading.value_or(Reading{});
      const UpsState& state = before.upses.at(ups);
      reading.charge = state.charge;
      reading.runtime = state.runtime;
      const Actions actions =
          heard.reading ? killed_.read(now_, ups, reading) : killed_.lost(now_, ups);
      for (const Action& action : actions)
        fail(fmt::format("restored, it adds: {}", text_of_action(action)));
    }
  }

  void look_at(const Actions& actions) {
    for (const Action& action : actions) {
      if (const auto* run = std::get_if<RunCommand>(&action)) look_at(*run);
      if (const auto* decided = entry_of<ShutdownDecided>(action)) look_at(*decided);
      if (entry_of<TimerStarted>(action) != nullptr) ++timers_;
      if (entry_of<TimerExpired>(action) != nullptr && timers_-- == 0)
        fail("more timers expire than were started");
    }
  }

  void look_at(const RunCommand& run) {
    if (run.argv.front() == settings_.notify_command) return;
    running_.emplace_back(run);
    if (run.is_shutdown) {
      if (whole_.state().shutdown.phase != Phase::commanded) fail("SHUTDOWNCMD out of turn");
      return;
    }
    const std::string& types = run.environment.at(1).second;
    if (settings_.repeat_commands) return;
    if (types == "SHUTDOWN" && done_.contains(run.argv.back()))
      fail(run.argv.back() + " runs for SHUTDOWN twice in an outage");
    const auto same = std::count_if(running_.begin(), running_.end(),
                                    [&](const RunCommand& one) { return one.argv == run.argv; });
    if (same > 1) fail(run.argv.back() + " runs twice at once");
  }

  // There is something to say of each UPS that is named, and enough are named.
  void look_at(const ShutdownDecided& decided) {
    for (const CriticalUps& critical : decided.upses) {
      if (critical.reason.cause == Cause::administrator) continue;
      const WatchedUps* const watched = settings_.find(critical.ups);
      const auto heard = heard_.find(watched == nullptr ? "" : watched->name);
      if (heard == heard_.end()) return fail("shut down for a UPS that was never heard");
      if (!has_cause(*watched, heard->second)) fail("shut down without a cause");
    }
  }

  bool has_cause(const WatchedUps& watched, const Heard& heard) const {
    // What counts when it is lost, or says nothing of the line, is what it said before.
    if (!heard.reading || heard.reading->status.is_empty()) return true;
    const Status& status = heard.reading->status;
    const bool on_battery = whole_.state().upses.at(watched.name).on_battery();
    if (status.has(StatusWord::fsd)) return true;
    if (status.has(StatusWord::off)) return settings_.off_duration.count() >= 0 || on_battery;
    if (!on_battery) return false;
    const ShutdownThresholds& limits = settings_.thresholds;
    return status.has(StatusWord::lb) || limits.charge || limits.runtime || limits.on_battery;
  }

  void check() {
    for (const Monitor* monitor : {&whole_, &killed_}) {
      const auto next = monitor->next_deadline();
      if (next && *next <= now_) fail("the next deadline is not in the future");
    }
    const State& state = whole_.state();
    std::set<std::pair<std::string, std::string>> timers;
    for (const Timer& timer : state.timers) {
      const std::string ups = timer.shared ? "" : timer.origins.front().ups;
      if (!timers.emplace(timer.name, ups).second) fail("a timer runs twice: " + timer.name);
    }
    const Shutdown& shutdown = state.shutdown;
    const auto patience = std::max(settings_.script_deadline, settings_.final_delay);
    if (shutdown.phase == Phase::barrier && now_ > shutdown.decided_at + patience)
      fail("SHUTDOWNCMD is overdue");
    const auto cause = since_when_critical();
    if (cause && shutdown.phase == Phase::none && now_ > *cause + settings_.oblb_duration)
      fail("no shutdown although it is due");
  }

  // FSD, or OB LB without a calibration, of more UPSes than this machine can lack.
  std::optional<Instant> since_when_critical() {
    int sound = 0;
    int total = 0;
    for (const WatchedUps& watched : settings_.upses) {
      total += watched.power_value;
      const auto heard = heard_.find(watched.name);
      const bool is_critical = heard != heard_.end() && heard->second.reading &&
                               (heard->second.reading->status.has(StatusWord::fsd) ||
                                (heard->second.reading->status.has(StatusWord::ob) &&
                                 heard->second.reading->status.has(StatusWord::lb) &&
                                 !heard->second.reading->status.has(StatusWord::cal)));
      if (!is_critical) sound += watched.power_value;
    }
    if (sound >= std::min(settings_.min_supplies, total)) {
      critical_since_.reset();
    } else if (!critical_since_) {
      critical_since_ = now_;
    }
    return critical_since_;
  }

  void end(std::size_t index, std::optional<int> status) {
    const RunCommand run = running_[index];
    running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(index));
    if (!run.is_shutdown && status == 0 && run.environment.at(1).second == "SHUTDOWN")
      done_.insert(run.argv.back());
    both([&](Monitor& monitor) { return monitor.ended(now_, run.id, status); });
  }

  void step() {
    const unsigned what = input_.byte() % 16;
    const std::string ups = input_.ups(settings_);
    if (what < 8) {
      const Reading reading = reading_of(input_);
      heard_[ups].reading = reading;
      // Only what says so ends an outage.
      if (!reading.status.is_empty() && !reading.status.has(StatusWord::ob)) done_.clear();
      both([&](Monitor& monitor) { return monitor.read(now_, ups, reading); });
    } else if (what < 10) {
      heard_[ups].reading.reset();
      both([&](Monitor& monitor) { return monitor.lost(now_, ups); });
    } else if (what < 13) {
      constexpr std::array<std::optional<int>, 4> statuses{0, 0, 1, std::nullopt};
      const auto status = input_.one_of(statuses);
      if (!running_.empty()) end(input_.byte() % running_.size(), status);
    } else if (what == 13) {
      const seconds delay = input_.delay();
      both([&](Monitor& monitor) { return monitor.start_timer(now_, "one", delay); });
    } else if (what == 14) {
      both([&](Monitor& monitor) { return monitor.cancel_timer(now_, "one"); });
    } else if (input_.byte() % 8 == 0) {
      done_.clear();
      both([&](Monitor& monitor) { return monitor.force_shutdown(now_); });
    } else {
      const NotifyType type = type_of(input_.byte());
      // By hand, and not what the time of a sleep does.
      if (type == NotifyType::suspend_finished) return;
      done_.clear();
      const Event event{type, settings_.find(ups)->system, {}};
      both([&](Monitor& monitor) { return monitor.notify(now_, event); });
    }
  }

  Input input_;
  Settings settings_;
  Monitor whole_;
  Monitor killed_;
  Instant now_{seconds(100)};
  std::map<std::string, Heard> heard_;
  std::vector<RunCommand> running_;
  std::set<std::string> done_;  // Arguments that succeeded for SHUTDOWN in this outage.
  std::optional<Instant> critical_since_;
  int timers_ = 0;
  int ticks_ = 0;
  std::string fault_;
};

}  // namespace

std::string play(std::span<const std::uint8_t> bytes) {
  return Player(Input(bytes)).run();
}

}  // namespace upshid::monitor
