#include "unit/rehearse/rehearsed.h"

namespace upshid::rehearsal {

TEST_CASE("an unknown scenario is refused with the list of those there are") {
  const auto found = scenario("short", {});
  REQUIRE_FALSE(found);
  CHECK(found.error().code == Code::invalid_argument);
  CHECK(
      found.error().what ==
      "--scenario short, expected one of blip, flicker, long, last-moment, usb-drop, battery-test, "
      "monitor-killed, low-on-mains, comms-lost or all");
}

TEST_CASE("a blip is over before the first timer ends") {
  Files files = usual();
  CHECK(scenario("blip", settings_of(files)).value().steps.back().at == seconds(5));
  files.upssched = "CMDSCRIPT /bin/x\nAT ONBATT * START-TIMER a 3\n";
  CHECK(scenario("blip", settings_of(files)).value().steps.back().at == Time(1500));
  CHECK(rehearsed("blip", files).trial.slow.commands.empty());
}

TEST_CASE("the monitor is killed before the first timer ends and while it waits for commands") {
  const Report report = rehearsed("monitor-killed");
  std::vector<Time> killed;
  for (const Entry& entry : report.trial.slow.entries) {
    if (entry.what == What::killed) killed.push_back(entry.at);
  }
  CHECK(killed == std::vector<Time>{seconds(29), seconds(722)});
}

}  // namespace upshid::rehearsal
