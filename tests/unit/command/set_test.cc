#include "unit/command/commanded.h"

using namespace upshid;
using upshid::tests::Commanded;

TEST_CASE("a setting changes its own bits, and the report's others stay") {
  Commanded ups("CP850PFCLCDa");
  CHECK(Commanded::told(ups.ups().plan_set("battery.charge.low", "25")) ==
        "07 64 05 0a 14 19 64\nkeeps battery.charge.low at 25\n");
  CHECK(ups.value("battery.charge.low") == "10");
  CHECK(ups.set("battery.charge.low", "25") == "confirmed 25");
  CHECK(ups.value("battery.charge.low") == "25");
  CHECK(ups.value("battery.charge.warning") == "20");
  CHECK(Commanded::told(ups.ups().plan_set("input.transfer.high", "140")) ==
        "10 64 00 8c 00\nkeeps input.transfer.high at 140\n");
}

TEST_CASE("a word is set, its letter case and the name's ignored") {
  Commanded ups("CP850PFCLCDa");
  const auto outcome = ups.ups().set("Input.Sensitivity", "LOW");
  REQUIRE(outcome);
  CHECK(outcome->plan.name == "input.sensitivity");
  CHECK(outcome->kept == "low");
  CHECK(outcome->kept_logical == 0);
  CHECK(outcome->confirmation == Confirmation::confirmed);
  CHECK(ups.value("input.sensitivity") == "low");
}

TEST_CASE("a value that the device does not declare is refused with what it does") {
  Commanded ups("CP850PFCLCDa");
  CHECK(ups.set("battery.charge.low", "101") ==
        "invalid_argument: battery.charge.low: found \"101\", expected 0 % to 100 %");
  CHECK(ups.set("input.transfer.low", "230") ==
        "invalid_argument: input.transfer.low: found \"230\", expected 97 V to 103 V");
  CHECK(ups.set("input.sensitivity", "medium") ==
        "invalid_argument: input.sensitivity: found \"medium\", expected one of low, normal, high");
  CHECK(ups.set("battery.charge", "100") ==
        "unsupported: battery.charge: not writable on this UPS");
  CHECK(ups.set("no.such", "1") == "unsupported: no.such: not writable on this UPS");
  CHECK(ups.value("battery.charge.low") == "10");
}

TEST_CASE("what the device made of the value is said") {
  Commanded steps("CP850PFCLCDa");
  CHECK(steps.set("battery.charge.low", "23") ==
        "changed 10; battery.charge.low: wrote 23, the device has 10");
  Commanded clamps("CP850PFCLCDa,clamp=0x07:20");
  CHECK(clamps.set("battery.charge.low", "25") ==
        "changed 20; battery.charge.low: wrote 25, the device has 20");
  Commanded ignores("CP850PFCLCDa,ignore=0x07");
  CHECK(ignores.set("battery.charge.low", "25") ==
        "changed 10; battery.charge.low: wrote 25, the device has 10");
}

TEST_CASE("a value between two that the device can keep is said before it is written") {
  Commanded ups("CP850PFCLCDa");
  const auto plan = ups.ups().plan_set("battery.charge.low", "24.6");
  CHECK(Commanded::told(plan) ==
        "07 64 05 0a 14 19 64\nkeeps battery.charge.low at 25\n"
        "note: 24.6 requested; the device can store 25\n");
}

TEST_CASE("a report whose other values cannot be read is not written") {
  for (const char* fault : {"stall", "short", "long", "timeout"}) {
    CAPTURE(fault);
    Commanded ups(std::string("CP850PFCLCDa,") + fault + "=0x07");
    const auto outcome = ups.ups().set("battery.charge.low", "25");
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().text().find("the other values in the report are unknown, so nothing was "
                                      "written") != std::string::npos);
  }
}

TEST_CASE("the device's failures at writing are errors, each with its report") {
  Commanded refuses("CP850PFCLCDa,refuse=0x07");
  CHECK(refuses.set("battery.charge.low", "25") ==
        "stalled: virtual:CP850PFCLCDa, feature report 0x07: the device refused the request "
        "(Broken pipe, errno 32)");
  Commanded vanishes("CP850PFCLCDa,vanish=0x07");
  CHECK(vanishes.set("battery.charge.low", "25") ==
        "disconnected: virtual:CP850PFCLCDa, feature report 0x07: the device is disconnected (No "
        "such "
        "device, errno 19)");
}
