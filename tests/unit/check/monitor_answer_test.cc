#include "check/monitor_answer.h"

#include <doctest/doctest.h>

using namespace upshid::check;
using namespace std::chrono_literals;

namespace {

std::string refused(const std::string& line) {
  const auto status = read_status({line});
  const auto timers = read_timers({line});
  if (status || timers) return "taken";
  CHECK(status.error().what == timers.error().what);
  return status.error().what;
}

}  // namespace

TEST_CASE("an answer is read with types, keys that are not known are passed over") {
  const auto status = read_status(
      {"monitor 12 version 0.1.0 dry-run yes shutdown none timers 1 commands 2 new thing",
       "ups a system a@localhost power-value 1 status \"OB DISCHRG\" since 5 power battery heard "
       "no "
       "charge 40 runtime 600 alarm \"Replace battery!\" device \"CPS x\" colour red"});
  REQUIRE(status);
  CHECK(status->pid == 12);
  CHECK(status->dry_run);
  CHECK(status->shutdown == "none");
  CHECK(status->commands == 2);
  REQUIRE(status->upses.size() == 1);
  const UpsStatus& ups = status->upses.front();
  CHECK(ups.status == "OB DISCHRG");
  CHECK(ups.since == 5s);
  CHECK_FALSE(ups.heard);
  CHECK(ups.charge == 40);
  CHECK(ups.runtime == 600s);
  CHECK(ups.alarm == "Replace battery!");
  const auto timers = read_timers({"timer \"my timer\" 30 \"\" \"\""});
  REQUIRE(timers);
  CHECK(timers->front().name == "my timer");
  CHECK(timers->front().left == 30s);
}

TEST_CASE("an answer that is none is refused with its line") {
  for (const char* line :
       {"", "dance", "monitor", "monitor x commands 1", "monitor 1 commands", "monitor 1",
        "ups a power-value 1", "ups a power-value 1 since -1", "ups a power-value x since 1",
        "ups a power-value 1 since 99999999999999999", "timer a", "timer a x b c", "timer a -1 b c",
        "timer \"a 1 b c"}) {
    CHECK(refused(line) ==
          std::string("invalid answer \"") + line +
              "\" from the monitor; check that it has the same version as upshid-sched");
  }
}

TEST_CASE("durations are written as people say them") {
  CHECK(duration_text(0s) == "0 s");
  CHECK(duration_text(-5s) == "0 s");
  CHECK(duration_text(59s) == "59 s");
  CHECK(duration_text(300s) == "5 min");
  CHECK(duration_text(3723s) == "1 h 2 min 3 s");
  CHECK(duration_text(86400s) == "1 d");
}
