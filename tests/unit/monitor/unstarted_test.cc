#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "monitor/monitor.h"

namespace upshid::monitor {
namespace {

using std::chrono::seconds;

Settings settings() {
  Settings out;
  out.upses = {{"a", "a@localhost", 1}};
  out.shutdown_command = "/sbin/shutdown";
  out.powerdown_flag = "/etc/killpower";
  out.notify_command = "/bin/notify";
  out.notify[static_cast<std::size_t>(NotifyType::onbatt)].exec = true;
  out.final_delay = seconds(0);
  return out;
}

std::vector<std::uint64_t> commands(const Actions& actions) {
  std::vector<std::uint64_t> ids;
  for (const Action& action : actions) {
    if (const auto* run = std::get_if<RunCommand>(&action)) ids.push_back(run->id);
  }
  return ids;
}

Monitor killed_and_restored(const Monitor& monitor, Instant now) {
  return Monitor::restore(settings(), monitor.save(now), now).value();
}

TEST_CASE("a command that was asked for and not started is asked for again after a kill") {
  Monitor monitor(settings());
  CHECK(commands(monitor.read(Instant(seconds(1)), "a", {{StatusWord::ob}, {}, {}, {}})) ==
        std::vector<std::uint64_t>{1});
  Monitor after = killed_and_restored(monitor, Instant(seconds(2)));
  CHECK(commands(after.unstarted()) == std::vector<std::uint64_t>{1});
  after.started(Instant(seconds(2)), 1, 4711);
  CHECK(commands(after.unstarted()).empty());
}

TEST_CASE("a command that runs is not asked for again, and can be found by its process") {
  Monitor monitor(settings());
  monitor.read(Instant(seconds(1)), "a", {{StatusWord::ob}, {}, {}, {}});
  monitor.started(Instant(seconds(1)), 1, 4711);
  Monitor after = killed_and_restored(monitor, Instant(seconds(2)));
  CHECK(commands(after.unstarted()).empty());
  REQUIRE(after.running().size() == 1);
  CHECK(after.running()[0].id == 1);
  CHECK(after.running()[0].pid == 4711);
  after.ended(Instant(seconds(3)), 1, std::nullopt);
  CHECK(after.running().empty());
}

TEST_CASE("a start is that of one command, and the first counts") {
  Settings two = settings();
  two.notify[static_cast<std::size_t>(NotifyType::lowbatt)].exec = true;
  two.oblb_duration = seconds(1000);
  Monitor monitor(two);
  monitor.read(Instant(seconds(1)), "a", {{StatusWord::ob, StatusWord::lb}, {}, {}, {}});
  REQUIRE(commands(monitor.unstarted()) == std::vector<std::uint64_t>{1, 2});
  monitor.started(Instant(seconds(1)), 2, 4711);
  CHECK(commands(monitor.unstarted()) == std::vector<std::uint64_t>{1});
  monitor.started(Instant(seconds(2)), 2, 4712);
  REQUIRE(monitor.running().size() == 1);
  CHECK(monitor.running()[0].id == 2);
  CHECK(monitor.running()[0].pid == 4711);
}

TEST_CASE("a SHUTDOWNCMD that a kill prevented comes again, with the flag before it") {
  Settings quiet = settings();
  quiet.notify_command.clear();
  Monitor monitor(quiet);
  const auto actions =
      monitor.read(Instant(seconds(1)), "a", {{StatusWord::ob, StatusWord::lb}, {}, {}, {}});
  REQUIRE(commands(actions) == std::vector<std::uint64_t>{1});
  const Actions again = killed_and_restored(monitor, Instant(seconds(2))).unstarted();
  REQUIRE(again.size() == 2);
  REQUIRE(std::holds_alternative<WritePowerdownFlag>(again[0]));
  CHECK(std::get<WritePowerdownFlag>(again[0]).path == "/etc/killpower");
  CHECK(std::get<RunCommand>(again[1]).is_shutdown);
}

TEST_CASE("an unknown UPS and an unknown command are complained of and change nothing") {
  Monitor monitor(settings());
  const State before = monitor.state();
  auto actions =
      monitor.read(Instant(seconds(1)), "b", {{StatusWord::ob, StatusWord::lb}, {}, {}, {}});
  REQUIRE(actions.size() == 1);
  REQUIRE(entry_of<UnknownUps>(actions[0]) != nullptr);
  CHECK(entry_of<UnknownUps>(actions[0])->ups == "b");
  actions = monitor.ended(Instant(seconds(1)), 9, 0);
  REQUIRE(actions.size() == 1);
  REQUIRE(entry_of<UnknownCommand>(actions[0]) != nullptr);
  CHECK(entry_of<UnknownCommand>(actions[0])->id == 9);
  CHECK(monitor.state() == before);
}

TEST_CASE("without CMDSCRIPT a command that is asked for is complained of") {
  Settings no_script = settings();
  no_script.notify_command = "upssched";
  no_script.plan = {{NotifyType::onbatt, "*", Verb::execute, "something", {}, ""}};
  Monitor monitor(no_script);
  const auto actions = monitor.read(Instant(seconds(1)), "a", {{StatusWord::ob}, {}, {}, {}});
  REQUIRE(actions.size() == 3);
  const auto* skipped = entry_of<CommandSkipped>(actions[1]);
  REQUIRE(skipped != nullptr);
  CHECK(skipped->why == Skipped::no_script);
  CHECK(severity_of(*skipped) == Severity::error);
  CHECK(skipped->argument == "something");
  CHECK(std::holds_alternative<WallMessage>(actions[2]));
}

TEST_CASE("an absurd runtime or timer is cut to ten years, and can be saved") {
  Monitor monitor(settings());
  monitor.read(Instant(seconds(1)), "a", {{StatusWord::ob}, {}, 90, seconds(0xffffffff)});
  CHECK(monitor.state().upses.at("a").runtime == max_duration);
  monitor.read(Instant(seconds(2)), "a", {{StatusWord::ob}, {}, -5, seconds(-1)});
  CHECK(monitor.state().upses.at("a").runtime == seconds(0));
  monitor.start_timer(Instant(seconds(2)), "t", seconds::max());
  CHECK(monitor.state().timers.at(0).due == Instant(seconds(2)) + max_duration);
  monitor.start_timer(Instant(seconds(2)), "past", seconds(-9));
  CHECK(monitor.state().timers.size() == 1);
  CHECK(
      (killed_and_restored(monitor, Instant(seconds(2))).state().timers == monitor.state().timers));
}

TEST_CASE("time that is given out of order does not run backwards") {
  Monitor monitor(settings());
  monitor.start_timer(Instant(seconds(100)), "t", seconds(10));
  monitor.tick(Instant(seconds(50)));
  CHECK(monitor.next_deadline() == Instant(seconds(110)));
}

TEST_CASE("after a restart, what an old reading decides waits for DEADTIME") {
  Settings slow = settings();
  slow.oblb_duration = seconds(30);
  Monitor monitor(slow);
  monitor.read(Instant(seconds(100)), "a", {{StatusWord::ob, StatusWord::lb}, {}, {}, {}});
  auto after = Monitor::restore(slow, monitor.save(Instant(seconds(101))), Instant(seconds(200)));
  REQUIRE(after);
  CHECK(after->next_deadline() == Instant(seconds(215)));
  CHECK(after->tick(Instant(seconds(214))).empty());
  CHECK_FALSE(after->tick(Instant(seconds(215))).empty());
  CHECK(after->state().shutdown.decided_at == Instant(seconds(215)));
}

TEST_CASE("after a suspend, what a reading before it decides waits for news or DEADTIME") {
  Settings slow = settings();
  slow.oblb_duration = seconds(30);
  const Reading low{{StatusWord::ob, StatusWord::lb}, {}, {}, {}};
  for (const bool has_news : {false, true}) {
    Monitor monitor(slow);
    monitor.read(Instant(seconds(100)), "a", low);
    monitor.notify(Instant(seconds(1000)), NotifyType::suspend_finished);
    CHECK(monitor.next_deadline() == Instant(seconds(1015)));
    CHECK(monitor.tick(Instant(seconds(1014))).empty());
    if (has_news) {
      monitor.read(Instant(seconds(1014)), "a", low);
    } else {
      monitor.tick(Instant(seconds(1015)));
    }
    CHECK(monitor.state().shutdown.decided_at == Instant(seconds(has_news ? 1014 : 1015)));
  }
}

TEST_CASE("the state of an earlier start of the machine is refused") {
  const auto restored = Monitor::restore(
      settings(), Monitor(settings()).save(Instant(seconds(100))), Instant(seconds(99)));
  REQUIRE_FALSE(restored);
  CHECK(restored.error().code == Code::stale);
  CHECK(
      restored.error().text() ==
      "state: saved 100000 ms after boot, but the uptime is 99000 ms: the state is from an earlier "
      "boot");
}

TEST_CASE("NOTIFYCMD that hangs is not started for ever, but for a low battery it is") {
  Settings limits = settings();
  limits.notify[static_cast<std::size_t>(NotifyType::lowbatt)].exec = true;
  limits.notify[static_cast<std::size_t>(NotifyType::online)].exec = true;
  limits.oblb_duration = seconds(1000);
  Monitor monitor(limits);
  std::size_t started = 0;
  std::size_t skipped = 0;
  for (int i = 0; i < 100; ++i) {
    const Instant now{seconds(i)};
    const Actions actions =
        monitor.read(now, "a", {{i % 2 == 0 ? StatusWord::ob : StatusWord::ol}, {}, {}, {}});
    started += commands(actions).size();
    for (const Action& action : actions) {
      const auto* entry = entry_of<CommandSkipped>(action);
      if (entry == nullptr) continue;
      ++skipped;
      CHECK(entry->why == Skipped::too_many);
      CHECK(entry->running == 64);
    }
  }
  CHECK(started == 64);
  CHECK(skipped == 36);
  CHECK(commands(monitor.read(Instant(seconds(200)), "a",
                              {{StatusWord::ob, StatusWord::lb}, {}, {}, {}}))
            .size() == 1);
}

}  // namespace
}  // namespace upshid::monitor
