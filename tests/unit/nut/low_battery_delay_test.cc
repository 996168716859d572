#include "nut/low_battery_delay.h"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>

namespace upshid::nut {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct Fixture {
  Settings settings;
  LowBatteryDelay delay{settings};

  Fixture() { settings.low_delay = seconds(3); }

  // The status at this time when these are set, and "online" is clear where it is not among them.
  std::string at(milliseconds now, std::initializer_list<Condition> conditions) {
    Conditions is;
    is.set(Condition::online, false);
    for (const Condition condition : conditions) is.set(condition, true);
    delay.apply(is, Instant(now));
    return compose_status(is, settings.online_discharge);
  }
};

constexpr auto online = Condition::online;
constexpr auto cal = Condition::calibrating;
constexpr auto low = Condition::low_battery;
constexpr auto replace = Condition::replace_battery;

TEST_CASE_FIXTURE(Fixture, "LB and RB of a moment do not count while online and calibrating") {
  CHECK(at(seconds(10), {online, cal}) == "CAL OL");
  CHECK(delay.until() == std::nullopt);
  CHECK(at(seconds(12), {online, cal, low, replace}) == "CAL OL");
  CHECK(delay.until() == Instant(seconds(15)));
  CHECK(at(seconds(14), {online, cal, low, replace}) == "CAL OL");
  CHECK(at(seconds(14), {online, cal}) == "CAL OL");
  CHECK(delay.until() == std::nullopt);
  // Each time is a new one.
  CHECK(at(seconds(15), {online, cal, low, replace}) == "CAL OL");
  CHECK(at(milliseconds(17'999), {online, cal, low, replace}) == "CAL OL");
  CHECK(at(seconds(18), {online, cal, low, replace}) == "ALARM CAL OL LB RB");
  CHECK(delay.until() == std::nullopt);
}

TEST_CASE_FIXTURE(Fixture, "LB and RB are delayed each by itself") {
  CHECK(at(seconds(10), {online, cal, replace}) == "CAL OL");
  CHECK(at(seconds(12), {online, cal, replace, low}) == "CAL OL");
  CHECK(delay.until() == Instant(seconds(13)));
  CHECK(at(seconds(13), {online, cal, replace, low}) == "ALARM CAL OL RB");
  CHECK(delay.until() == Instant(seconds(15)));
  CHECK(at(seconds(15), {online, cal, low}) == "CAL OL LB");
}

TEST_CASE_FIXTURE(Fixture, "on battery nothing is delayed, not even what was until then") {
  CHECK(at(seconds(10), {low}) == "OB LB");
  CHECK(at(seconds(20), {online, cal}) == "CAL OL");
  CHECK(at(seconds(21), {online, cal, Condition::shutdown_imminent}) == "CAL OL");
  CHECK(at(seconds(22), {cal, Condition::shutdown_imminent}) == "ALARM CAL OB LB");
  // What was said is not taken back.
  CHECK(at(seconds(23), {online, cal, Condition::shutdown_imminent}) == "ALARM CAL OL LB");
  settings.online_discharge = OnlineDischarge::on_battery;
  CHECK(at(seconds(30), {online, cal}) == "CAL OL");
  CHECK(at(seconds(31), {online, cal, Condition::discharging, low}) == "CAL OB DISCHRG LB");
}

TEST_CASE_FIXTURE(Fixture, "without calibrating the flag of ups.conf delays, and only that") {
  CHECK(at(seconds(10), {online, low}) == "OL LB");
  CHECK(at(seconds(11), {online}) == "OL");
  settings.low_delay_without_calibrating = true;
  CHECK(at(seconds(12), {online, low}) == "OL");
  CHECK(at(seconds(15), {online, low}) == "OL LB");
}

TEST_CASE_FIXTURE(Fixture, "where line power is not known nothing is delayed") {
  settings.low_delay_without_calibrating = true;
  Conditions is;
  is.set(low, true);
  delay.apply(is, Instant(seconds(10)));
  CHECK(is.is_set(low));
}

TEST_CASE_FIXTURE(Fixture, "discharging may mean calibrating") {
  settings.online_discharge = OnlineDischarge::calibrating;
  CHECK(at(seconds(10), {online, Condition::discharging, low}) == "CAL OL DISCHRG");
}

TEST_CASE("without a delay all counts at once") {
  const Settings settings;
  LowBatteryDelay delay(settings);
  Conditions is;
  for (const Condition condition : {online, cal, low, replace}) is.set(condition, true);
  delay.apply(is, Instant(seconds(10)));
  CHECK(is.is_set(low));
  CHECK(is.is_set(replace));
  CHECK(delay.until() == std::nullopt);
}

}  // namespace
}  // namespace upshid::nut
