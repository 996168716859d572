#include "monitor/status_events.h"

#include <doctest/doctest.h>

#include <string>

namespace upshid::monitor {
namespace {

std::string told(UpsState& ups, const std::string& status) {
  std::string out;
  for (const Event& event : status_events(ups, {Status::parse(status), {}, {}, {}},
                                          Instant(std::chrono::milliseconds(1000)))) {
    if (!out.empty()) out += ' ';
    out += name_of(event.type);
  }
  return out;
}

TEST_CASE("the first OL is nothing new, the first OB is") {
  UpsState ups;
  CHECK(told(ups, "OL") == "");
  UpsState other;
  CHECK(told(other, "OB") == "ONBATT");
}

TEST_CASE("a change is told once") {
  UpsState ups;
  told(ups, "OL");
  CHECK(told(ups, "OB DISCHRG") == "ONBATT");
  CHECK(told(ups, "OB DISCHRG") == "");
  CHECK(told(ups, "OL CHRG") == "ONLINE");
  CHECK(told(ups, "OL") == "");
}

TEST_CASE("a jump from OL to OB LB tells ONBATT before LOWBATT, whatever the order of the words") {
  UpsState ups;
  told(ups, "OL");
  CHECK(told(ups, "OB LB") == "ONBATT LOWBATT");
  UpsState other;
  told(other, "OL");
  CHECK(told(other, "LB OB") == "ONBATT LOWBATT");
}

TEST_CASE("a low battery that goes is not told, and is told when it comes again") {
  UpsState ups;
  told(ups, "OB LB");
  CHECK(told(ups, "OB") == "");
  CHECK(told(ups, "OB LB") == "LOWBATT");
}

TEST_CASE("a battery that was low on mains is told again when mains go") {
  UpsState ups;
  CHECK(told(ups, "OL LB") == "LOWBATT");
  CHECK(told(ups, "OL LB") == "");
  CHECK(told(ups, "OB LB") == "ONBATT LOWBATT");
  CHECK(told(ups, "OB LB") == "");
  CHECK(told(ups, "OL LB") == "ONLINE");
  CHECK(told(ups, "OB LB") == "ONBATT LOWBATT");
}

TEST_CASE("a status without OL and OB leaves the line as it was") {
  UpsState ups;
  told(ups, "OB");
  CHECK(told(ups, "CHRG") == "");
  CHECK(ups.on_battery());
  UpsState other;
  CHECK(told(other, "LB") == "LOWBATT");
  CHECK_FALSE(other.on_battery());
}

TEST_CASE("a status with both OL and OB is on battery, and does not flicker") {
  UpsState ups;
  told(ups, "OL");
  CHECK(told(ups, "OL OB") == "ONBATT");
  CHECK(told(ups, "OL OB") == "");
}

TEST_CASE("what ends is told before what begins") {
  UpsState ups;
  told(ups, "CAL OL");
  CHECK(told(ups, "OB BYPASS") == "NOTCAL ONBATT BYPASS");
  CHECK(told(ups, "OL OFF") == "NOTBYPASS ONLINE OFF");
}

TEST_CASE("words are words: no part of one is taken for another") {
  UpsState ups;
  told(ups, "OL");
  CHECK(told(ups, "OL NOTOB LBX") == "OTHER");
  CHECK(told(ups, "OL") == "NOTOTHER");
}

TEST_CASE("time on battery is counted from its beginning, low or not") {
  UpsState ups;
  status_events(ups, {Status::parse("OB"), {}, {}, {}}, Instant(std::chrono::milliseconds(10)));
  status_events(ups, {Status::parse("OB LB"), {}, {}, {}}, Instant(std::chrono::milliseconds(20)));
  status_events(ups, {Status::parse("OB LB"), {}, {}, {}}, Instant(std::chrono::milliseconds(30)));
  CHECK(ups.battery_since == Instant(std::chrono::milliseconds(10)));
  CHECK(ups.oblb_since == Instant(std::chrono::milliseconds(20)));
  status_events(ups, {Status::parse("CAL OB LB"), {}, {}, {}},
                Instant(std::chrono::milliseconds(40)));
  CHECK(ups.oblb_since == std::nullopt);
  status_events(ups, {Status::parse("OL"), {}, {}, {}}, Instant(std::chrono::milliseconds(50)));
  CHECK(ups.battery_since == std::nullopt);
}

TEST_CASE("a runtime that is repeated was not measured again") {
  UpsState ups;
  status_events(ups, {Status::parse("OB"), {}, 90, std::chrono::seconds(600)},
                Instant(std::chrono::milliseconds(10)));
  status_events(ups, {Status::parse("OB"), {}, 90, std::chrono::seconds(600)},
                Instant(std::chrono::milliseconds(20)));
  CHECK(ups.measured_at == Instant(std::chrono::milliseconds(10)));
  status_events(ups, {Status::parse("OB"), {}, 90, std::chrono::seconds(540)},
                Instant(std::chrono::milliseconds(30)));
  CHECK(ups.measured_at == Instant(std::chrono::milliseconds(30)));
  status_events(ups, {Status::parse("OL"), {}, 90, std::chrono::seconds(540)},
                Instant(std::chrono::milliseconds(40)));
  CHECK(ups.measured_at == Instant(std::chrono::milliseconds(40)));
}

}  // namespace
}  // namespace upshid::monitor
