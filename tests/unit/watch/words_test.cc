#include <doctest/doctest.h>

#include "base/text.h"
#include "nut/snapshot_builder.h"
#include "upshid-status/watch_moment.h"
#include "upshid-status/watch_words.h"

using std::chrono::seconds;
using upshid::Status;
using upshid::status::advice;
using upshid::status::further_words;
using upshid::status::in_words;
using upshid::status::Power;
using upshid::status::power_of;

namespace {

upshid::Snapshot snapshot(std::initializer_list<std::pair<std::string, std::string>> variables) {
  upshid::SnapshotBuilder out;
  for (const auto& [name, value] : variables) {
    out.put({name, value, upshid::base::parse_number(value), upshid::Unit::none, {}});
    if (name == "ups.status") out.set_status(Status::parse(value));
  }
  return std::move(out).finish();
}

}  // namespace

TEST_CASE("durations are said in their two greatest units") {
  CHECK(in_words(seconds(-3)) == "0 s");
  CHECK(in_words(std::chrono::milliseconds(999)) == "0 s");
  CHECK(in_words(seconds(59)) == "59 s");
  CHECK(in_words(seconds(60)) == "1 min");
  CHECK(in_words(seconds(133)) == "2 min 13 s");
  CHECK(in_words(seconds(4350)) == "1 h 12 min");
  CHECK(in_words(seconds(3605)) == "1 h");
  CHECK(in_words(seconds(200'000)) == "2 d 7 h");
}

TEST_CASE("the words of ups.status are said in plain ones, unknown words as they are") {
  CHECK(further_words(Status::parse("OL")) == "");
  CHECK(further_words(Status::parse("OB DISCHRG LB")) == "battery low");
  CHECK(further_words(Status::parse("OL DISCHRG")) == "discharging");
  CHECK(further_words(Status::parse("ALARM OL CHRG RB OVER")) ==
        "overload, replace the battery, alarm, charging");
  CHECK(further_words(Status::parse("OL NEWWORD")) == "NEWWORD");
}

TEST_CASE("without OL and OB the state is unknown, as it is when the data is stale") {
  CHECK(power_of(snapshot({{"ups.status", "OL CHRG"}})) == Power::line);
  CHECK(power_of(snapshot({{"ups.status", "OB DISCHRG"}})) == Power::battery);
  CHECK(power_of(snapshot({{"ups.status", "OB LB"}})) == Power::low);
  CHECK(power_of(snapshot({{"ups.status", "OL LB"}})) == Power::line);
  CHECK(power_of(snapshot({{"ups.status", "CHRG"}})) == Power::unknown);
  CHECK(power_of(snapshot({})) == Power::unknown);
  upshid::SnapshotBuilder stale;
  stale.set_status({upshid::StatusWord::ol});
  stale.set_stale(true);
  CHECK(power_of(std::move(stale).finish()) == Power::unknown);
}

TEST_CASE("one sentence says what the state means now") {
  CHECK(advice(snapshot({{"ups.status", "OL"}, {"battery.charge", "100"}})) ==
        "The battery is full.");
  CHECK(advice(snapshot(
            {{"ups.status", "OL CHRG"}, {"battery.charge", "87"}, {"battery.runtime", "1800"}})) ==
        "The battery is at 87 %. Runtime in an outage: 30 min.");
  CHECK(advice(snapshot({{"ups.status", "OL"}})) == "");
  CHECK(advice(snapshot({{"ups.status", "OB"}, {"battery.runtime", "610"}})) ==
        "Runtime at this load: 10 min 10 s.");
  CHECK(advice(snapshot({{"ups.status", "OB"}})) == "The UPS does not report its runtime.");
  CHECK(advice(snapshot({{"ups.status", "OB LB"}, {"battery.runtime", "61"}})) ==
        "The battery is low: shut down now. Runtime: 1 min 1 s.");
  CHECK(advice(snapshot({{"ups.status", "OB LB"}, {"battery.runtime", "0"}})) ==
        "The battery is low: shut down now. Runtime: no time.");
  CHECK(advice(snapshot({{"ups.status", "OB LB"}, {"battery.runtime", "junk"}})) ==
        "The battery is low: shut down now.");
  CHECK(advice(snapshot({})) == "The UPS does not report whether line power is present.");
}

TEST_CASE("times are written in the forms of clocks and of logs") {
  std::tm local{};
  local.tm_year = 126;
  local.tm_mon = 10;
  local.tm_mday = 4;
  local.tm_hour = 3;
  local.tm_gmtoff = -12'600;
  CHECK(upshid::status::clock_time(local) == "03:00:00");
  CHECK(upshid::status::date_and_time(local) == "2026-11-04 03:00:00");
  CHECK(upshid::status::timestamp(local) == "2026-11-04T03:00:00-03:30");
}
