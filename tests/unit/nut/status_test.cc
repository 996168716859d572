#include <doctest/doctest.h>
#include <upshid/status.h>

#include "nut/condition.h"
#include "nut/table.h"
#include "shipped_table.h"

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

TEST_CASE("a UPS without a word on line power has neither OL nor OB, unless it discharges") {
  CHECK(status_of({}).is_empty());
  CHECK(status_of(with({charging})).text() == "CHRG");
  CHECK(status_of(with({discharging})).text() == "OB DISCHRG");
}

TEST_CASE("line power present is OL, line power absent is OB") {
  CHECK(status_of(with({online})).text() == "OL");
  CHECK(status_of(with({discharging}, {online})).text() == "OB DISCHRG");
}

TEST_CASE(
    "mains present and discharging is a self-test, an outage or a calibration, as the model says") {
  const Conditions both = with({online, discharging});
  CHECK(status_of(both).text() == "OL DISCHRG");
  CHECK(status_of(both, OnlineDischarge::on_battery).text() == "OB DISCHRG");
  CHECK(status_of(both, OnlineDischarge::calibrating).text() == "CAL OL DISCHRG");
  CHECK(status_of(with({online}), OnlineDischarge::on_battery).text() == "OL");
}

TEST_CASE("any of three conditions is LB, on line power as well") {
  for (const Condition c : {low_battery, time_limit_expired, shutdown_imminent}) {
    CHECK(status_of(with({online, c})).text().ends_with("OL LB"));
  }
}

TEST_CASE("charging is reported until the battery is full, discharging until it is empty") {
  CHECK(status_of(with({online, charging}, {fully_charged})).text() == "OL CHRG");
  CHECK(status_of(with({online, charging, fully_charged})).text() == "OL");
  CHECK(status_of(with({discharging, depleted}, {online})).text() == "OB");
}

TEST_CASE("tokens come in NUT's order") {
  const Conditions all =
      with({online, discharging, charging, low_battery, overload, replace_battery, trim, boost,
            bypass_auto, eco_mode, off, calibrating});
  CHECK(status_of(all).text() == "ALARM CAL OL DISCHRG CHRG LB OVER RB TRIM BOOST BYPASS ECO OFF");
}

TEST_CASE("alarms are NUT's texts in NUT's order, and put ALARM in front") {
  const Conditions bad = with({online, no_battery, replace_battery, overheat});
  CHECK(alarms(bad) == std::vector<std::string_view>{"Replace battery!", "No battery installed!",
                                                     "Temperature too high!"});
  CHECK(status_of(bad).text() == "ALARM OL RB");
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
  CHECK(status_of(is).is_empty());
}

TEST_CASE("ups.status is a set of words, in NUT's order, and unknown ones are kept") {
  for (std::size_t i = 0; i < status_word_count; ++i) {
    const auto word = static_cast<StatusWord>(i);
    CHECK(Status::parse(name_of(word)) == Status{word});
    CHECK(Status{word}.text() == name_of(word));
  }
  const Status status = Status::parse(" LB NEW  OB TEST NEW ob");
  CHECK(status.has(StatusWord::ob));
  CHECK(status.has(StatusWord::lb));
  CHECK_FALSE(status.has(StatusWord::ol));
  CHECK(status.others() == std::vector<std::string>{"NEW", "TEST", "ob"});
  CHECK(status.text() == "OB LB NEW TEST ob");
  CHECK(Status::parse(status.text()) == status);
  CHECK(Status::parse(" ").is_empty());
  CHECK_FALSE(Status::parse("NEW").is_empty());
}

TEST_CASE("each result of a battery test that a device can report has a name and a value") {
  const nut::Lookup* results = nut::shipped_table().lookup("test-result");
  REQUIRE(results != nullptr);
  CHECK(results->words.size() == 7);
  for (const auto& [number, text] : results->words) {
    CHECK(nut::battery_test_named(text) == static_cast<BatteryTest>(number));
    CHECK(name_of(static_cast<BatteryTest>(number)) == text);
  }
  CHECK(nut::battery_test_named("unheard of") == BatteryTest::unknown);
  CHECK(nut::battery_test_named("") == BatteryTest::unknown);
}
