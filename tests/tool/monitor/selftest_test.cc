// The battery's test: by the calendar, and what follows from it.

#include <doctest/doctest.h>

#include <ctime>
#include <filesystem>
#include <string>

#include "tool/monitor/bench.h"
#include "tool/unknown_maker.h"

namespace upshid::test {

namespace {

constexpr const char* plan =
    "AT ONBATT * EXECUTE onbatt\nAT LOWBATT * EXECUTE emergency\nAT SELFTEST * EXECUTE result\n";

void prepare(const Bench& bench, std::string_view selftest, std::string_view last) {
  bench.configure("NOTIFYFLAG SELFTEST EXEC\n", plan);
  bench.write("conf/upshid.conf", selftest);
  std::filesystem::create_directory(bench / "state");
  bench.write("state/selftests", last);
}

}  // namespace

TEST_CASE("a battery's test that is due is started, its result told, and it is no outage") {
  // The second says during its test what it says in an outage.
  for (const char* profile : {"CP850PFCLCDa", "UT1500E"}) {
    CAPTURE(profile);
    const Bench bench;
    prepare(bench, "SELFTEST weekly deep\n", "1000 test\n");
    const std::string begun = std::to_string(std::time(nullptr));
    Monitor monitor(bench, {std::string("test=virtual:") + profile});
    REQUIRE(wait_for_text(bench, "ran", "result"));
    CHECK(monitor.stop().status == 0);
    CHECK(bench.read("ran") ==
          "result test@localhost SELFTEST UPS test@localhost: battery test: Done and passed\n");
    CHECK(bench.read("err").find("upshid-monitor: test: battery test started (deep)\n") !=
          std::string::npos);
    const std::string kept = bench.read("state/selftests");
    CHECK(kept >= begun);
    CHECK(kept.ends_with(" test\n"));
  }
}

TEST_CASE("a UPS that is met for the first time is not tested at once") {
  const Bench bench;
  prepare(bench, "SELFTEST daily\n", "");
  Monitor monitor(bench, {"test=virtual:CP850PFCLCDa"});
  REQUIRE(wait_for_text(bench, "state/selftests", " test\n"));
  const auto status = bench.ask({"status"});
  REQUIRE(status);
  CHECK(monitor.stop().err.find("battery test started") == std::string::npos);
}

TEST_CASE("no battery is tested on battery, while charging, or when nobody wants it") {
  struct Row {
    const char* selftest;
    const char* ups;
  };
  for (const Row& row : {Row{"SELFTEST daily\n", "test=virtual:CP850PFCLCDa,mains=off"},
                         Row{"SELFTEST daily\n", "test=virtual:CP850PFCLCDa,charge=60"},
                         Row{"SELFTEST never\n", "test=virtual:CP850PFCLCDa"},
                         Row{"", "test=virtual:CP850PFCLCDa"}}) {
    CAPTURE(row.ups);
    const Bench bench;
    prepare(bench, row.selftest, "1000 test\nnonsense\n-5 test\n99999999999999 other\n");
    Monitor monitor(bench, {row.ups});
    REQUIRE(bench.ask({"status"}));
    REQUIRE(bench.ask({"list"}));
    CHECK(monitor.stop().err.find("battery test started") == std::string::npos);
  }
}

TEST_CASE("a test that is not known to work on this UPS is not started, and that is logged once") {
  const Bench bench;
  prepare(bench, "SELFTEST daily\n", "1000 test\n");
  bench.write("ups.rec", recording_of_unknown_maker());
  const std::string begun = std::to_string(std::time(nullptr));
  Monitor monitor(bench, {"test=recording:" + bench / "ups.rec"});
  REQUIRE(wait_for_text(bench, "err", "cannot start the battery test"));
  REQUIRE(wait_for([&] { return bench.read("state/selftests") >= begun; }));
  CHECK(monitor.stop().err.find("upshid-monitor: test: cannot start the battery test: "
                                "test.battery.start.quick: not known to work on this UPS: no quirk "
                                "names the firmware of 1209:0001") != std::string::npos);
  CHECK(bench.read("ran") == "");
}

TEST_CASE("mains that go during the battery's test are an outage when the unit ends the test") {
  const Bench bench;
  prepare(bench, "SELFTEST daily\n", "1000 test\n");
  Monitor monitor(bench, {"test=virtual:UT1500E,outage=2"});
  REQUIRE(wait_for([&] { return bench.count("onbatt") == 1 && bench.count("result") == 1; }));
  monitor.stop();
  CHECK(bench.count("result test@localhost SELFTEST UPS test@localhost: battery test: Aborted") ==
        1);
  CHECK(bench.count("emergency") == 0);
}

}  // namespace upshid::test
