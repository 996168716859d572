// What a rehearsal counts with, when a UPS tells little and the command line more.

#include <doctest/doctest.h>

#include <map>

#include "upshid-sched/rehearse_given.h"

namespace upshid::sched {

namespace {

using std::chrono::seconds;

Result<BatteryGiven> given(const std::map<std::string, double, std::less<>>& variables,
                           const RehearseOptions& options = {}) {
  return battery_given(
      [&variables](std::string_view name) -> std::optional<double> {
        const auto found = variables.find(name);
        if (found == variables.end()) return std::nullopt;
        return found->second;
      },
      options);
}

}  // namespace

TEST_CASE("a UPS that tells all is believed, less the margin") {
  const auto found = given({{"battery.charge", 90},
                            {"battery.runtime", 1000},
                            {"ups.load", 20},
                            {"battery.charge.low", 20},
                            {"battery.runtime.low", 120},
                            {"ups.delay.shutdown", 60},
                            {"ups.delay.start", -1}});
  REQUIRE(found);
  CHECK(found->now == "charge 90 %, load 20 %, runtime 16 min 40 s");
  CHECK(found->counted ==
        "lasts 13 min 20 s from 90 %: the UPS reports 16 min 40 s, less 20 % (--margin); it falls "
        "evenly, and is low below 20 % or 2 min");
  CHECK(found->premises.runtime_low == seconds(120));
  CHECK(found->premises.shutdown_delay == seconds(60));
  CHECK(found->premises.start_delay < seconds(0));
}

TEST_CASE("what a UPS does not tell is assumed, and that is said") {
  const auto found = given({{"battery.runtime", 1000}});
  REQUIRE(found);
  CHECK(found->now == "charge not reported, load not reported, runtime 16 min 40 s");
  CHECK(found->counted ==
        "lasts 13 min 20 s from 100 %: the UPS reports 16 min 40 s, less 20 % (--margin); it falls "
        "evenly, and is low below 10 %. Assumed, because the UPS does not report it: charge 100 % "
        "and low "
        "below 10 %");
}

TEST_CASE("without a runtime there is nothing to count with, unless it is given") {
  const auto found = given({{"battery.charge", 100}});
  REQUIRE_FALSE(found);
  CHECK(found.error().what == "this UPS reports no runtime; set it with --runtime");
  RehearseOptions options;
  options.runtime = seconds(600);
  CHECK(given({{"battery.charge", 100}}, options)->premises.runtime == seconds(600));
}

TEST_CASE("another load needs a load to count from") {
  RehearseOptions options;
  options.load = 50;
  const auto found = given({{"battery.charge", 100}, {"battery.runtime", 1000}}, options);
  REQUIRE_FALSE(found);
  CHECK(found.error().what ==
        "this UPS reports no load, so --load has no effect; set the runtime with --runtime");
}

TEST_CASE("an empty battery, and a runtime that no battery has") {
  const auto empty = given({{"battery.charge", 0}, {"battery.runtime", 0}});
  REQUIRE_FALSE(empty);
  CHECK(empty.error().what ==
        "charge 0 % and runtime 0 s leave nothing to rehearse; try --charge 100 --runtime 1800");
  const auto endless = given({{"battery.charge", 120}, {"battery.runtime", 4294967295.0}});
  REQUIRE(endless);
  CHECK(endless->premises.runtime == std::chrono::hours(48));
  CHECK(endless->premises.charge == 100);
}

}  // namespace upshid::sched
