// Waiting for upsmon on other machines, which upsd has told of the shutdown.

#include <doctest/doctest.h>

#include <optional>

#include "monitor/monitor.h"

namespace upshid::monitor {
namespace {

Instant at(int seconds_) {
  return Instant(seconds(seconds_));
}

Settings served() {
  Settings out;
  out.upses.push_back({"a", "a@localhost", 1});
  out.shutdown_command = "/sbin/halt";
  out.final_delay = seconds(2);
  out.host_sync = seconds(20);
  out.halt_reserve = seconds(60);
  out.awaits_secondaries = true;
  return out;
}

Actions low(Monitor& monitor, std::optional<seconds> runtime = {}) {
  Reading reading;
  reading.status = Status::parse("OB LB");
  reading.runtime = runtime;
  return monitor.read(at(0), "a", reading);
}

bool commands(const Actions& actions) {
  for (const Action& action : actions) {
    const auto* run = std::get_if<RunCommand>(&action);
    if (run != nullptr && run->is_shutdown) return true;
  }
  return false;
}

// When SHUTDOWNCMD is requested if nobody leaves.
std::optional<Instant> commanded_at(Monitor& monitor) {
  for (auto next = monitor.next_deadline(); next; next = monitor.next_deadline()) {
    if (commands(monitor.tick(*next))) return next;
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("SHUTDOWNCMD waits for secondaries until they have left, but FINALDELAY at least") {
  Monitor monitor(served());
  low(monitor);
  CHECK_FALSE(commands(monitor.tick(at(5))));
  CHECK(commands(monitor.secondaries_left(at(6))));

  Monitor early(served());
  low(early);
  CHECK_FALSE(commands(early.secondaries_left(at(1))));
  CHECK(commanded_at(early) == at(2));
}

TEST_CASE("SHUTDOWNCMD waits for secondaries no longer than HOSTSYNC, nor into HALT_RESERVE") {
  Monitor patient(served());
  low(patient);
  CHECK(commanded_at(patient) == at(20));

  Monitor short_of_time(served());
  low(short_of_time, seconds(70));
  CHECK(commanded_at(short_of_time) == at(10));

  Monitor empty(served());
  low(empty, seconds(30));
  CHECK(commanded_at(empty) == at(2));
}

TEST_CASE("where no secondary can log in, none is waited for") {
  Settings settings = served();
  settings.awaits_secondaries = false;
  Monitor monitor(settings);
  low(monitor);
  CHECK(commanded_at(monitor) == at(2));
}

TEST_CASE("a monitor that is killed while it waits waits on, and not from the beginning") {
  Monitor killed(served());
  low(killed);
  auto restored = Monitor::restore(served(), killed.save(at(5)), at(6));
  REQUIRE(restored);
  CHECK(restored->state().shutdown.has_secondaries);
  CHECK(commanded_at(*restored) == at(20));

  killed.secondaries_left(at(1));
  auto alone = Monitor::restore(served(), killed.save(at(1)), at(1));
  REQUIRE(alone);
  CHECK(commanded_at(*alone) == at(2));
}

TEST_CASE("that secondaries left says nothing before a shutdown, and ends no later one") {
  Monitor monitor(served());
  CHECK(monitor.secondaries_left(at(0)).empty());
  low(monitor);
  CHECK(monitor.state().shutdown.has_secondaries);
}

}  // namespace upshid::monitor
