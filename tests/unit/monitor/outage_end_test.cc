// What an outage requests is done once, and only a UPS that was heard ends an outage.
#include <doctest/doctest.h>
#include <upshid/action.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "monitor/monitor.h"

namespace upshid::monitor {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

Instant at(double time) {
  return Instant(milliseconds(static_cast<std::int64_t>(time * 1000)));
}

Reading reading(std::string_view status) {
  Reading out;
  out.status = Status::parse(status);
  return out;
}

Settings settings(int upses, const std::string& shutdown_command) {
  Settings out;
  for (int i = 0; i < upses; ++i) {
    const std::string name(1, static_cast<char>('a' + i));
    out.upses.push_back({name, name + "@localhost", 1});
  }
  out.shutdown_command = shutdown_command;
  if (!shutdown_command.empty()) out.powerdown_flag = "/run/flag";
  out.exit_after.reset();
  out.final_delay = seconds(0);
  out.notify_command = "upssched";
  out.command_script = {"/bin/cmd"};
  out.notify[static_cast<std::size_t>(NotifyType::shutdown)].exec = true;
  PlanLine line;
  line.type = NotifyType::shutdown;
  line.argument = "cluster";
  out.plan = {line};
  return out;
}

// Starts what is requested, lets it succeed, and remembers it.
struct Machine {
  Settings settings;
  Monitor monitor{settings};
  std::vector<std::string> ran{};
  bool flag = false;
  int shutdown_status = 0;

  void act(Instant now, const Actions& actions) {
    for (const Action& action : actions) {
      if (std::holds_alternative<WritePowerdownFlag>(action)) flag = true;
      if (std::holds_alternative<RemovePowerdownFlag>(action)) flag = false;
      const auto* run = std::get_if<RunCommand>(&action);
      if (run == nullptr) continue;
      ran.push_back(run->is_shutdown ? "SHUTDOWNCMD" : run->argv.back());
      act(now, monitor.started(now, run->id, 1));
      act(now, monitor.ended(now, run->id, run->is_shutdown ? shutdown_status : 0));
    }
  }
  void read(double time, std::string_view ups, std::string_view status) {
    tick_until(at(time));
    act(at(time), monitor.read(at(time), ups, reading(status)));
  }
  void lose(double time, std::string_view ups) {
    tick_until(at(time));
    act(at(time), monitor.lost(at(time), ups));
  }
  void tick_until(Instant end) {
    for (auto next = monitor.next_deadline(); next && *next <= end; next = monitor.next_deadline())
      act(*next, monitor.tick(*next));
    act(end, monitor.tick(end));
  }
  void restart(double time) {
    tick_until(at(time));
    monitor = Monitor::restore(settings, monitor.save(at(time)), at(time)).value();
  }
  std::ptrdiff_t times(const std::string& what) const {
    return std::count(ran.begin(), ran.end(), what);
  }
};

TEST_CASE(
    "what SHUTDOWN requests without SHUTDOWNCMD is done once, however often the monitor starts") {
  for (const int upses : {1, 2}) {
    CAPTURE(upses);
    Machine machine{settings(upses, "")};
    const auto hear = [&](double time, std::string_view status) {
      for (int i = 0; i < upses; ++i)
        machine.read(time + 0.2 * i, machine.settings.upses[static_cast<std::size_t>(i)].name,
                     status);
    };
    hear(1, "OL");
    hear(10, "OB LB");
    CHECK(machine.times("cluster") == 1);
    for (int start = 1; start <= 4; ++start) {
      machine.restart(10 + start * 30);
      hear(10.5 + start * 30, "OB LB");
    }
    CHECK(machine.times("cluster") == 1);
    hear(500, "OL");
    hear(600, "OB LB");
    CHECK(machine.times("cluster") == 2);
  }
}

TEST_CASE("a USB drop in an outage does not end it") {
  Machine machine{settings(1, "")};
  machine.read(1, "a", "OB LB");
  machine.lose(2, "a");
  machine.read(2.3, "a", "OB LB");
  CHECK(machine.times("cluster") == 1);
  CHECK(machine.monitor.state().shutdown.phase == Phase::stays_up);
}

TEST_CASE("a low battery that flickers does not have the work of SHUTDOWN done again") {
  Machine machine{settings(1, "")};
  for (int i = 0; i < 5; ++i) {
    machine.read(i * 10 + 1, "a", "OB LB");
    machine.read(i * 10 + 5, "a", "OB");
  }
  CHECK(machine.times("cluster") == 1);
  machine.read(100, "a", "OL");
  machine.read(110, "a", "OB LB");
  CHECK(machine.times("cluster") == 2);
}

TEST_CASE("POWERDOWNFLAG stays while the UPS on battery is not heard") {
  Machine machine{settings(1, "/sbin/shutdown")};
  machine.read(1, "a", "OB LB");
  REQUIRE(machine.flag);
  SUBCASE("a USB drop when the machine has survived SHUTDOWNCMD for 15 minutes") {
    machine.read(899, "a", "OB LB");
    machine.lose(900.9, "a");
    machine.tick_until(at(901.2));
    CHECK(machine.flag);
    machine.read(901.5, "a", "OB LB");
  }
  SUBCASE("a restart then") {
    machine.restart(900);
    machine.tick_until(at(902));
    CHECK(machine.flag);
    machine.read(903, "a", "OB LB");
  }
  CHECK(machine.flag);
  CHECK(machine.times("cluster") == 1);
  CHECK(machine.times("SHUTDOWNCMD") == 2);
  // Its end is recognised, even if the UPS is heard of no more.
  machine.read(2000, "a", "OL");
  CHECK_FALSE(machine.flag);
  CHECK(machine.monitor.state().shutdown.phase == Phase::none);
}

TEST_CASE("a UPS whose battery gets low ends no shutdown, though OBLBDURATION is not over") {
  Machine machine{settings(1, "/sbin/shutdown")};
  machine.settings.oblb_duration = seconds(5);
  machine.monitor = Monitor(machine.settings);
  machine.read(1, "a", "FSD OL");
  REQUIRE(machine.times("SHUTDOWNCMD") == 1);
  machine.read(902, "a", "OB LB");
  CHECK(machine.flag);
  CHECK(machine.monitor.state().shutdown.phase == Phase::commanded);
  machine.tick_until(at(910));
  CHECK(machine.flag);
  CHECK(machine.times("SHUTDOWNCMD") == 2);
}

TEST_CASE("a SHUTDOWNCMD that failed is not run again in the very moment in which power is back") {
  Machine machine{settings(1, "/sbin/shutdown")};
  machine.settings.stays_up_after = seconds(5);
  machine.monitor = Monitor(machine.settings);
  machine.shutdown_status = 1;
  machine.read(1, "a", "OB LB");
  REQUIRE(machine.times("SHUTDOWNCMD") == 1);
  machine.read(3, "a", "OL");
  machine.tick_until(at(20));
  CHECK(machine.times("SHUTDOWNCMD") == 1);
  CHECK_FALSE(machine.flag);
}

TEST_CASE("a UPS that stays silent after a restart delays the next SHUTDOWNCMD by DEADTIME only") {
  Machine machine{settings(1, "/sbin/shutdown")};
  machine.read(1, "a", "OB LB");
  machine.restart(900.5);
  machine.tick_until(at(916));
  CHECK(machine.times("SHUTDOWNCMD") == 2);
}

}  // namespace
}  // namespace upshid::monitor
