// Thousands of outages that nobody thought of. What must hold in each of them.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <upshid/action.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "monitor/monitor.h"

namespace upshid::monitor {
namespace {

using std::chrono::seconds;

Settings settings(seconds onbatt_hold) {
  Settings out;
  out.onbatt_hold = onbatt_hold;
  out.upses = {{"a", "a@localhost", 1}, {"b", "b@localhost", 1}};
  out.shutdown_command = "/sbin/shutdown";
  out.notify_command = "/sbin/upssched";
  out.command_script = {"/bin/cmd"};
  out.exit_after.reset();
  for (Notify& notify : out.notify) notify.exec = true;
  out.plan = {{NotifyType::onbatt, "*", Verb::start_timer, "early", seconds(20), ""},
              {NotifyType::onbatt, "*", Verb::start_timer_shared, "both", seconds(25), ""},
              {NotifyType::online, "*", Verb::cancel_timer, "early", {}, "back"},
              {NotifyType::online, "*", Verb::cancel_timer_matched, "both", {}, ""},
              {NotifyType::lowbatt, "*", Verb::execute, "stop", {}, ""},
              {NotifyType::shutdown, "*", Verb::execute, "stop", {}, ""},
              {NotifyType::commbad, "*", Verb::start_timer, "gone", seconds(8), ""},
              {NotifyType::commok, "*", Verb::cancel_timer, "gone", {}, ""}};
  return out;
}

// What happens in a run, and what the monitor did, as text.
struct Run {
  std::vector<std::string> lines;
  bool low_on_battery = false;  // Any UPS was OB LB, or was lost, so that a shutdown was due.
  bool shut_down = false;
  int most_at_once = 0;  // Commands of the same argument.
};

class Player {
 public:
  Player(unsigned seed, bool kill, bool only_mains)
      : random_(seed),
        kill_(kill),
        only_mains_(only_mains),
        settings_(settings(seconds(seed % 3 * 5))),
        monitor_(settings_) {}

  Run play() {
    for (int i = 0; i < 120; ++i) {
      const Instant at = now_ + std::chrono::milliseconds(random_() % 9000);
      while (monitor_.next_deadline() && *monitor_.next_deadline() < at) {
        now_ = std::max(now_, *monitor_.next_deadline());
        act(monitor_.tick(now_));
        maybe_kill();
      }
      now_ = at;
      step();
      maybe_kill();
    }
    return std::move(run_);
  }

 private:
  void step() {
    const auto what = random_() % 10;
    const std::string ups = random_() % 2 == 0 ? "a" : "b";
    if (what < 3 && !running_.empty()) {
      const auto index = static_cast<std::ptrdiff_t>(random_() % running_.size());
      const auto id = running_[static_cast<std::size_t>(index)].first;
      running_.erase(running_.begin() + index);
      act(monitor_.ended(now_, id, static_cast<int>(random_() % 2)));
    } else if (what < 4) {
      heard_[ups] = "";
      if (!only_mains_) run_.low_on_battery = true;
      act(monitor_.lost(now_, ups));
    } else {
      static const std::vector<std::string> words = {"OL",         "OL CHRG LB", "OL CHRG",
                                                     "OL DISCHRG", "CAL OL",     "OL RB",
                                                     "OB",         "OB DISCHRG", "OB LB"};
      const std::string& status = words.at(random_() % (only_mains_ ? 4 : words.size()));
      if (status == "OB LB") run_.low_on_battery = true;
      heard_[ups] = status;
      act(monitor_.read(now_, ups, {Status::parse(status), {}, 50, seconds(random_() % 500)}));
    }
  }

  void act(const Actions& actions) {
    for (const Action& action : actions) {
      if (const auto* entry = std::get_if<LogEntry>(&action)) {
        run_.lines.push_back(fmt::format("{} {}", in_milliseconds(now_), text_of(*entry)));
      } else if (const auto* command = std::get_if<RunCommand>(&action)) {
        run_.shut_down = run_.shut_down || command->is_shutdown;
        const std::string argument = command->argv.back();
        run_.lines.push_back(
            fmt::format("{} run {} {}", in_milliseconds(now_), command->id, argument));
        running_.emplace_back(command->id, argument);
        const auto same = std::count_if(running_.begin(), running_.end(),
                                        [&](const auto& one) { return one.second == argument; });
        run_.most_at_once = std::max(run_.most_at_once, static_cast<int>(same));
        act(monitor_.started(now_, command->id, 1));
      }
    }
  }

  // The values of the reading are the same as before: only what a restarted program must find out.
  void maybe_kill() {
    if (!kill_) return;
    const std::string text = monitor_.save(now_);
    const State before = monitor_.state();
    monitor_ = Monitor::restore(settings_, text, now_).value();
    for (const auto& [ups, status] : heard_) {
      const UpsState& state = before.upses.at(ups);
      act(status.empty()
              ? monitor_.lost(now_, ups)
              : monitor_.read(now_, ups, {Status::parse(status), {}, state.charge, state.runtime}));
    }
  }

  std::minstd_rand random_;
  bool kill_;
  bool only_mains_;
  Settings settings_;
  Monitor monitor_;
  Instant now_{};
  std::map<std::string, std::string> heard_;
  std::vector<std::pair<std::uint64_t, std::string>> running_;
  Run run_;
};

TEST_CASE("whatever happens, a monitor that is killed after each step does the same") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const Run whole = Player(seed, false, false).play();
    const Run killed = Player(seed, true, false).play();
    REQUIRE_MESSAGE(whole.lines == killed.lines, seed);
  }
}

TEST_CASE("whatever happens, no command runs twice at once") {
  for (unsigned seed = 1; seed <= 60; ++seed)
    REQUIRE_MESSAGE(Player(seed, false, false).play().most_at_once <= 1, seed);
}

TEST_CASE("whatever happens on mains, nothing is shut down") {
  for (unsigned seed = 1; seed <= 60; ++seed)
    REQUIRE_FALSE_MESSAGE(Player(seed, false, true).play().shut_down, seed);
}

TEST_CASE("a shutdown has a reason, and reasons lead to shutdowns") {
  int shutdowns = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const Run run = Player(seed, false, false).play();
    if (run.shut_down) REQUIRE_MESSAGE(run.low_on_battery, seed);
    shutdowns += run.shut_down ? 1 : 0;
  }
  CHECK(shutdowns > 10);
}

// When the shutdown is decided, in an outage that depends on the seed alone.
std::optional<Instant> decided_at(unsigned seed, seconds onbatt_hold) {
  Settings given = settings(onbatt_hold);
  given.thresholds.on_battery = seconds(seed % 4 * 15 + 5);
  Monitor monitor(given);
  std::minstd_rand random(seed);
  Instant now{};
  const std::vector<std::string> words = {"OL", "OL", "OB", "OB DISCHRG", "OB LB", "FSD OB", ""};
  for (int i = 0; i < 60; ++i) {
    const Instant at = now + std::chrono::milliseconds(random() % 6000);
    while (monitor.next_deadline() && *monitor.next_deadline() < at) {
      now = std::max(now, *monitor.next_deadline());
      static_cast<void>(monitor.tick(now));
      if (monitor.state().shutdown.phase != Phase::none) return now;
    }
    now = at;
    const std::string& status = words.at(random() % (i < 40 ? 4 : words.size()));
    for (const char* ups : {"a", "b"}) {
      static_cast<void>(status.empty()
                            ? monitor.lost(now, ups)
                            : monitor.read(now, ups, {Status::parse(status), {}, {}, {}}));
    }
    if (monitor.state().shutdown.phase != Phase::none) return now;
  }
  return std::nullopt;
}

TEST_CASE("whatever happens, ONBATT_HOLD delays no shutdown") {
  int shutdowns = 0;
  for (unsigned seed = 1; seed <= 200; ++seed) {
    const auto decided = decided_at(seed, seconds(0));
    REQUIRE_MESSAGE(decided == decided_at(seed, seconds(seed % 60 + 1)), seed);
    shutdowns += decided ? 1 : 0;
  }
  CHECK(shutdowns > 100);
}

}  // namespace
}  // namespace upshid::monitor
