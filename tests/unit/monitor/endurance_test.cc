// A damaged state, lost time and very many events.
#include <doctest/doctest.h>
#include <upshid/action.h>

#include <string>

#include "monitor/monitor.h"

namespace upshid::monitor {
namespace {

using std::chrono::seconds;

Settings settings() {
  Settings out;
  out.upses = {{"a", "a@localhost", 1}};
  out.shutdown_command = "/sbin/shutdown";
  out.notify_command = "upssched";
  out.command_script = {"/bin/cmd"};
  for (Notify& notify : out.notify) notify.exec = true;
  const auto line = [](NotifyType type, Verb verb, const std::string& argument, int delay) {
    PlanLine made;
    made.type = type;
    made.verb = verb;
    made.argument = argument;
    made.delay = seconds(delay);
    return made;
  };
  out.plan = {line(NotifyType::onbatt, Verb::start_timer, "long", 30),
              line(NotifyType::onbatt, Verb::execute, "began", 0),
              line(NotifyType::online, Verb::cancel_timer, "long", 0),
              line(NotifyType::alarm, Verb::start_timer_shared, "alarms", 3600)};
  return out;
}

Reading reading(std::string_view status) {
  Reading out;
  out.status = Status::parse(status);
  return out;
}

// Starts and ends all commands; returns how many were timers'.
int carry_out(Monitor& monitor, Instant now, const Actions& actions) {
  int timers = 0;
  for (const Action& action : actions) {
    const auto* run = std::get_if<RunCommand>(&action);
    if (run == nullptr) continue;
    timers += run->argv.back() == "long" ? 1 : 0;
    static_cast<void>(monitor.started(now, run->id, 1));
    timers += carry_out(monitor, now, monitor.ended(now, run->id, 0));
  }
  return timers;
}

TEST_CASE("a saved state in which any byte was changed, or that was cut off anywhere, is refused") {
  Monitor monitor(settings());
  const Instant now{seconds(100)};
  static_cast<void>(monitor.read(now, "a", reading("OB DISCHRG")));
  const std::string text = monitor.save(now);
  REQUIRE(Monitor::restore(settings(), text, now));
  for (std::size_t i = 0; i < text.size(); ++i) {
    CHECK_FALSE_MESSAGE(Monitor::restore(settings(), text.substr(0, i), now), i);
    for (const int bit : {0, 1, 4, 5, 7}) {
      std::string changed = text;
      changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ (1U << bit));
      CHECK_FALSE_MESSAGE(Monitor::restore(settings(), changed, now), i);
    }
  }
}

TEST_CASE("a timer that was due while no time was given runs its command once, if it still holds") {
  for (const bool is_killed : {false, true}) {
    Monitor monitor(settings());
    static_cast<void>(monitor.read(Instant(seconds(1)), "a", reading("OB DISCHRG")));
    const Instant later{seconds(61)};
    if (is_killed) monitor = Monitor::restore(settings(), monitor.save(later), later).value();
    int timers = carry_out(monitor, later, monitor.tick(later));
    timers += carry_out(monitor, later, monitor.read(later, "a", reading("OB DISCHRG")));
    CHECK(timers == 1);
    CHECK(carry_out(monitor, Instant(seconds(90)), monitor.tick(Instant(seconds(90)))) == 0);
  }
}

TEST_CASE("100,000 events are all reported, and the state stays small") {
  Settings given = settings();
  Monitor monitor(given);
  int notified = 0;
  for (int i = 0; i < 100'000; ++i) {
    const Instant now{std::chrono::milliseconds(1000 + 10 * i)};
    Reading next = reading(i % 2 == 0 ? "OB DISCHRG ALARM" : "OL CHRG ALARM");
    next.alarm = "alarm " + std::to_string(i);
    const Actions actions = monitor.read(now, "a", next);
    for (const Action& action : actions) {
      const auto* entry = entry_of<Notified>(action);
      if (entry != nullptr &&
          (entry->event.type == NotifyType::onbatt || entry->event.type == NotifyType::online))
        ++notified;
    }
    CHECK(carry_out(monitor, now, actions) == 0);
  }
  CHECK(notified == 100'000);
  CHECK(monitor.save(Instant(seconds(2000))).size() < 2000);
}

TEST_CASE("the ID of a command is used once, even if the state is lost") {
  Monitor monitor(settings());
  monitor.number_from(1'000'000);
  const Actions actions = monitor.read(Instant(seconds(1)), "a", reading("OB"));
  const RunCommand* run = nullptr;
  for (const Action& action : actions) {
    if (run == nullptr) run = std::get_if<RunCommand>(&action);
  }
  REQUIRE(run != nullptr);
  CHECK(run->id == 1'000'000);
  monitor.number_from(5);
  CHECK(monitor.state().next_id == 1'000'001);
  const Instant now{seconds(2)};
  Monitor restored = Monitor::restore(settings(), monitor.save(now), now).value();
  restored.number_from(2'000'000);
  CHECK(restored.state().next_id == 2'000'000);
}

}  // namespace
}  // namespace upshid::monitor
