#include <doctest/doctest.h>

#include <algorithm>

#include "tool/run.h"

using upshid::test::lines_of;
using upshid::test::Ran;

namespace {

Ran read(const std::vector<std::string>& arguments) {
  return upshid::test::run(arguments);
}

// What follows the lines about the device and its quirks.
std::string after_the_device(const std::string& text) {
  const std::size_t gap = text.find("\n\n");
  return gap == std::string::npos ? text : text.substr(gap + 2);
}

bool has_line(const std::string& text, const std::string& line) {
  const auto lines = lines_of(text);
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

}  // namespace

TEST_CASE("--explain says from which report, bits and quirks a value comes") {
  const std::string expected =
      "ups.load: 20\n  from UPS.Output.PercentLoad (feature report 0x13, bits 0 to 7)\n  raw 20, "
      "physical 20\n  quirk cyberpower-constant-is-live: flagged Constant, but read\n";
  for (const auto& arguments :
       {std::vector<std::string>{"--explain=ups.load", "virtual:CP850PFCLCDa,load=20"},
        {"virtual:CP850PFCLCDa,load=20", "--explain=ups.load"},
        {"virtual:CP850PFCLCDa,load=20", "UPS.Load", "--explain"}}) {
    const Ran ran = read(arguments);
    CHECK(ran.out.starts_with(
        "device 0764:0601 CPS CP850PFCLCDa, serial 000000000000, virtual:CP850PFCLCDa\nquirk "
        "dialect-cyberpower: dialect cyberpower\n"));
    CHECK(after_the_device(ran.out) == expected);
    CHECK(ran.err.empty());
    CHECK(ran.status == 0);
  }
}

TEST_CASE("--explain says which bit said that the UPS is on battery and low") {
  const Ran ran = read({"--explain=ups.status", "virtual:CP850PFCLCDa,mains=off,charge=8"});
  CHECK(after_the_device(ran.out).starts_with("ups.status: OB DISCHRG LB\n"));
  CHECK(
      has_line(ran.out,
               "  online is clear: UPS.PowerSummary.PresentStatus.ACPresent (feature report 0x0b, "
               "bit 0), raw 0"));
  CHECK(has_line(ran.out,
                 "  low_battery is set: "
                 "UPS.PowerSummary.PresentStatus.BelowRemainingCapacityLimit (feature report 0x0b, "
                 "bit 3), raw 1"));
  CHECK(ran.status == 0);
}

TEST_CASE("--explain without a variable explains every one that is printed") {
  const Ran all = read({"virtual:CP850PFCLCDa"});
  const Ran explained = read({"--explain", "virtual:CP850PFCLCDa"});
  REQUIRE(all.status == 0);
  REQUIRE_FALSE(all.out.empty());
  for (const std::string& line : lines_of(all.out)) CHECK(has_line(explained.out, line));
  CHECK(has_line(explained.out, "  from no report: the USB descriptors, ups.conf or this program"));
}

TEST_CASE("--descriptor prints the items of the report descriptor, usages named") {
  const Ran ran = read({"--descriptor", "virtual:CP850PFCLCDa"});
  CHECK(
      ran.out.starts_with("   0  05 84           Usage Page (0x0084)\n"
                          "   2  09 04           Usage (UPS)\n"
                          "   4  a1 01           Collection (Application)\n"
                          "   6  09 24             Usage (PowerSummary)\n"));
  CHECK(ran.err.empty());
  CHECK(ran.status == 0);
}

TEST_CASE("--descriptor needs no report, so that a UPS that answers none can still be shown") {
  const Ran whole = read({"--descriptor", "virtual:CP850PFCLCDa"});
  const Ran ran = read({"--descriptor", "virtual:CP850PFCLCDa,stall=0x0b,stall=0x08"});
  CHECK(ran.out == whole.out);
  CHECK(ran.err.empty());
  CHECK(ran.status == 0);
}
