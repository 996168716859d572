// Whole texts, each beside the tests as a file.

#include <nlohmann/json.hpp>

#include "unit/rehearse/rehearsed.h"

namespace upshid::rehearsal {

namespace {

void check_scenario(const std::string& name) {
  check_expected(text_of(rehearsed(name)), name + ".txt");
}

}  // namespace

TEST_CASE("a blip: nothing runs") {
  check_scenario("blip");
}
TEST_CASE("a flicker: timers start and are cancelled") {
  check_scenario("flicker");
}
TEST_CASE("a long outage: timers, the low battery, the halt") {
  check_scenario("long");
}
TEST_CASE("a return at the last moment: the UPS starts the machine again") {
  check_scenario("last-moment");
}
TEST_CASE("a drop off USB at the transfer is not told") {
  check_scenario("usb-drop");
}
TEST_CASE("a test of the battery is no outage") {
  check_scenario("battery-test");
}
TEST_CASE("a killed monitor goes on where it was") {
  check_scenario("monitor-killed");
}
TEST_CASE("a low battery on mains runs nothing") {
  check_scenario("low-on-mains");
}
TEST_CASE("a loss of USB on battery shuts down after DEADTIME") {
  check_scenario("comms-lost");
}

TEST_CASE("without any configuration there is nothing but the halt") {
  check_expected(text_of(rehearsed("long", {})), "long.no-configuration.txt");
}

TEST_CASE("without POWERDOWNFLAG the machine stays off after a return at the last moment") {
  check_expected(text_of(rehearsed("last-moment", {})), "last-moment.no-configuration.txt");
}

TEST_CASE("a UPS that tells a low battery from the beginning") {
  Premises premises = small_battery();
  premises.charge = 15;
  premises.runtime = minutes(3);
  check_expected(text_of(rehearsed("blip", usual(), premises)), "blip.low.txt");
}

TEST_CASE("a line for each scenario") {
  std::vector<Report> reports;
  for (const std::string_view name : scenario_names()) reports.push_back(rehearsed(name));
  check_expected(summary_of(reports), "all.txt");
}

TEST_CASE("the same as JSON") {
  check_expected(json_of({rehearsed("last-moment")}, false), "last-moment.json");
}

TEST_CASE("JSON of several scenarios is an array, and valid with any bytes in it") {
  Files files = usual();
  files.upsmon += "NOTIFYMSG ONBATT \"\xff\xfe \\\" on battery\"\n";
  const auto json =
      nlohmann::json::parse(json_of({rehearsed("blip", files), rehearsed("long", files)}, true));
  REQUIRE(json.size() == 2);
  CHECK(json[0]["scenario"] == "blip");
  CHECK(json[1]["verdict"]["level"] == "depends");
  CHECK(json[1]["commands"][0]["argv"] == nlohmann::json({"/etc/nut/upssched-cmd", "onbatt"}));
}

TEST_CASE("two plays of the same are the same to the letter") {
  CHECK(json_of({rehearsed("monitor-killed")}, false) ==
        json_of({rehearsed("monitor-killed")}, false));
}

}  // namespace upshid::rehearsal
