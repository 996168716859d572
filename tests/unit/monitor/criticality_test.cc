#include "monitor/criticality.h"

#include <doctest/doctest.h>
#include <upshid/action.h>

#include <string>

namespace upshid::monitor {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct Fixture {
  Settings settings;
  State state;
  UpsState& ups;

  Fixture() : ups(state.upses["a"]) { settings.upses = {{"a", "a@localhost", 1}}; }

  void on_battery(Instant since) {
    ups.line = Line::battery;
    ups.battery_since = since;
    ups.measured_at = since;
  }
  std::string why(Instant now) const { return text_of(why_insufficient(settings, state, now)); }
};

TEST_CASE_FIXTURE(Fixture, "a UPS on battery is not critical, for however long") {
  on_battery(Instant(seconds(10)));
  CHECK(why(Instant(seconds(100000))) == "");
  CHECK(next_verdict(settings, state, Instant(seconds(10))) == std::nullopt);
}

TEST_CASE_FIXTURE(Fixture, "on battery and low is critical after OBLBDURATION") {
  on_battery(Instant(seconds(10)));
  ups.status.set(StatusWord::lb, true);
  ups.oblb_since = Instant(seconds(20));
  CHECK(why(Instant(seconds(20))) == "a@localhost on battery, battery low");
  settings.oblb_duration = seconds(5);
  CHECK(why(Instant(milliseconds(24999))) == "");
  CHECK(next_verdict(settings, state, Instant(seconds(20))) == Instant(seconds(25)));
  CHECK(why(Instant(seconds(25))) == "a@localhost on battery, battery low");
}

TEST_CASE_FIXTURE(Fixture, "a threshold counts on battery only, and not in a calibration") {
  settings.thresholds.charge = 30;
  ups.charge = 10;
  ups.line = Line::mains;
  CHECK(why(Instant(seconds(100))) == "");
  on_battery(Instant(seconds(10)));
  ups.status.set(StatusWord::cal, true);
  CHECK(why(Instant(seconds(100))) == "");
  ups.status.set(StatusWord::cal, false);
  CHECK(why(Instant(seconds(100))) == "a@localhost on battery, charge 10 % (SHUTDOWN_CHARGE 30 %)");
}

TEST_CASE_FIXTURE(Fixture, "a runtime threshold is counted down to while the UPS is not heard") {
  settings.thresholds.runtime = seconds(300);
  settings.deadtime = seconds(10000);
  settings.halt_reserve = seconds(0);
  on_battery(Instant(seconds(10)));
  ups.runtime = seconds(500);
  CHECK(next_verdict(settings, state, Instant(seconds(10))) == std::nullopt);
  ups.lost_at = Instant(seconds(20));
  ups.commbad_notified = true;
  CHECK(next_verdict(settings, state, Instant(seconds(20))) == Instant(seconds(210)));
  CHECK(why(Instant(seconds(210))) ==
        "a@localhost on battery, no communication, estimated runtime down to 300 s");
}

TEST_CASE_FIXTURE(Fixture, "a loss of communication counts after DEADTIME, not before it is told") {
  on_battery(Instant(seconds(10)));
  ups.lost_at = Instant(seconds(20));
  CHECK(why(Instant(seconds(1000))) == "");  // COMMBAD is told first.
  ups.commbad_notified = true;
  CHECK(why(Instant(milliseconds(34999))) == "");
  CHECK(why(Instant(seconds(35))) == "a@localhost communication lost while on battery");
}

TEST_CASE_FIXTURE(Fixture, "a runtime too short for DEADTIME does not make a short loss critical") {
  on_battery(Instant(seconds(10)));
  ups.runtime = seconds(30);
  ups.lost_at = Instant(seconds(20));
  ups.commbad_notified = true;
  CHECK(why(Instant(milliseconds(24999))) == "");
  CHECK(why(Instant(seconds(25))) ==
        "a@localhost communication lost while on battery, little runtime left");
}

TEST_CASE_FIXTURE(Fixture, "OFFDURATION 0 is at once, a negative one never") {
  ups.status.set(StatusWord::off, true);
  ups.off_since = Instant(seconds(10));
  CHECK(why(Instant(seconds(39))) == "");
  CHECK(why(Instant(seconds(40))) == "a@localhost off");
  settings.off_duration = seconds(0);
  CHECK(why(Instant(seconds(10))) == "a@localhost off");
  settings.off_duration = seconds(-1);
  CHECK(why(Instant(seconds(100000))) == "");
}

TEST_CASE_FIXTURE(Fixture, "after a restart nothing is critical before the UPS was heard") {
  on_battery(Instant(seconds(10)));
  ups.status.set(StatusWord::lb, true);
  ups.oblb_since = Instant(seconds(10));
  ups.confirmed = false;
  state.hold_until = Instant(seconds(100));
  CHECK(why(Instant(seconds(99))) == "");
  CHECK(next_verdict(settings, state, Instant(seconds(50))) == Instant(seconds(100)));
  CHECK(why(Instant(seconds(100))) == "a@localhost on battery, battery low");
}

TEST_CASE_FIXTURE(Fixture, "supplies are added up against MINSUPPLIES, as many as there are") {
  settings.upses = {{"a", "a@localhost", 2}, {"b", "b@localhost", 1}, {"c", "c@localhost", 0}};
  state.upses["b"];
  state.upses["c"].status.set(StatusWord::fsd, true);
  CHECK(why(Instant(seconds(1))) == "");
  ups.status.set(StatusWord::fsd, true);
  settings.min_supplies = 1;
  CHECK(why(Instant(seconds(1))) == "");
  settings.min_supplies = 2;
  CHECK(why(Instant(seconds(1))) == "a@localhost forced shutdown");
  ups.status.set(StatusWord::fsd, false);
  settings.min_supplies = 9;
  CHECK(why(Instant(seconds(1))) == "");
  settings.min_supplies = 0;
  ups.status.set(StatusWord::fsd, true);
  CHECK(why(Instant(seconds(1))) == "");
}

TEST_CASE_FIXTURE(Fixture, "a runtime is counted down from when it was measured") {
  settings.thresholds.runtime = seconds(300);
  settings.deadtime = seconds(10000);
  settings.halt_reserve = seconds(0);
  on_battery(Instant(seconds(10)));
  ups.runtime = seconds(500);
  ups.measured_at = Instant(seconds(100));
  ups.lost_at = Instant(seconds(120));
  ups.commbad_notified = true;
  CHECK(next_verdict(settings, state, Instant(seconds(120))) == Instant(seconds(300)));
  CHECK(why(Instant(milliseconds(299999))) == "");
  CHECK(why(Instant(seconds(300))) ==
        "a@localhost on battery, no communication, estimated runtime down to 300 s");
}

TEST_CASE_FIXTURE(Fixture, "a verdict that has come is waited for no more") {
  settings.oblb_duration = seconds(5);
  on_battery(Instant(seconds(10)));
  ups.oblb_since = Instant(seconds(20));
  CHECK(next_verdict(settings, state, Instant(milliseconds(24999))) == Instant(seconds(25)));
  CHECK(next_verdict(settings, state, Instant(seconds(25))) == std::nullopt);
}

TEST_CASE_FIXTURE(Fixture, "power is back only if a UPS that feeds this machine has it") {
  settings.upses = {{"a", "a@localhost", 1}, {"c", "c@localhost", 0}};
  settings.min_supplies = 0;
  on_battery(Instant(seconds(10)));
  ups.status.set(StatusWord::ob, true);
  state.upses["c"].status.set(StatusWord::ol, true);
  state.upses["c"].line = Line::mains;
  CHECK_FALSE(is_power_back(settings, state, Instant(seconds(20))));
  ups.status = Status{StatusWord::ol};
  ups.line = Line::mains;
  CHECK(is_power_back(settings, state, Instant(seconds(20))));
}

}  // namespace
}  // namespace upshid::monitor
