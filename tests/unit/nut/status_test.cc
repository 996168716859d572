#include <doctest/doctest.h>
#include <upshid/status.h>

#include "nut/condition.h"

using namespace upshid;
using enum upshid::Condition;

namespace {

Conditions with(std::initializer_list<Condition> set, std::initializer_list<Condition> clear = {}) {
  Conditions out;
  for (const Condition c : set) out.set(c, true);
  for (const Condition c : clear) out.set(c, false);
  return out;
}

}  // namespace

TEST_CASE("a UPS without a word on mains has neither OL nor OB, unless it discharges") {
  CHECK(compose_status({}).empty());
  CHECK(compose_status(with({charging})) == "CHRG");
  CHECK(compose_status(with({discharging})) == "OB DISCHRG");
}

TEST_CASE("mains present is OL, mains absent is OB") {
  CHECK(compose_status(with({online})) == "OL");
  CHECK(compose_status(with({discharging}, {online})) == "OB DISCHRG");
}

TEST_CASE(
    "mains present and discharging is a self-test, an outage or a calibration, as the model says") {
  const Conditions both = with({online, discharging});
  CHECK(compose_status(both) == "OL DISCHRG");
  CHECK(compose_status(both, OnlineDischarge::on_battery) == "OB DISCHRG");
  CHECK(compose_status(both, OnlineDischarge::calibrating) == "CAL OL DISCHRG");
  CHECK(compose_status(with({online}), OnlineDischarge::on_battery) == "OL");
}

TEST_CASE("any of three conditions is LB, on mains as well") {
  for (const Condition c : {low_battery, time_limit_expired, shutdown_imminent}) {
    CHECK(compose_status(with({online, c})).ends_with("OL LB"));
  }
}

TEST_CASE("charging is told until the battery is full, discharging until it is empty") {
  CHECK(compose_status(with({online, charging}, {fully_charged})) == "OL CHRG");
  CHECK(compose_status(with({online, charging, fully_charged})) == "OL");
  CHECK(compose_status(with({discharging, depleted}, {online})) == "OB");
}

TEST_CASE("tokens come in NUT's order") {
  const Conditions all =
      with({online, discharging, charging, low_battery, overload, replace_battery, trim, boost,
            bypass_auto, eco_mode, off, calibrating});
  CHECK(compose_status(all) == "ALARM CAL OL DISCHRG CHRG LB OVER RB TRIM BOOST BYPASS ECO OFF");
}

TEST_CASE("alarms are NUT's texts in NUT's order, and put ALARM in front") {
  const Conditions bad = with({online, no_battery, replace_battery, overheat});
  CHECK(alarms(bad) == std::vector<std::string_view>{"Replace battery!", "No battery installed!",
                                                     "Temperature too high!"});
  CHECK(compose_status(bad) == "ALARM OL RB");
  CHECK(alarms(with({online, low_battery})).empty());
}

TEST_CASE("every condition has a name that leads back to it") {
  for (std::size_t i = 0; i < condition_count; ++i) {
    const auto condition = static_cast<Condition>(i);
    CHECK(nut::condition_named(name_of(condition)) == condition);
  }
  CHECK_FALSE(nut::condition_named("sunny"));
}

TEST_CASE("a forgotten condition is unknown, not clear") {
  Conditions is = with({online});
  is.forget(online);
  CHECK_FALSE(is.is_known(online));
  CHECK(compose_status(is).empty());
}
