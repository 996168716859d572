// What a UPS says of itself, and what it does not.

#include <doctest/doctest.h>

#include "cases/case.h"

namespace upshid::test {

namespace {

struct Bytes {
  bool has_line_power = true;  // Is there a flag for it?
  std::string charge = "64";   // Percent.
  std::string runtime = "08 07";
  std::string flags = "01";  // Line power, discharging, low.
};

// A recording of a small UPS with a charge, its limit of 20 %, a runtime, and three flags.
void record(Case& a, const Bytes& bytes) {
  const std::string flags = bytes.has_line_power ? "09 d0 b1 a3 09 45 b1 a3 09 42 b1 a3 95 05"
                                                 : "09 45 b1 a3 09 42 b1 a3 95 06";
  const std::string descriptor =
      "0.000 descriptor = 05 84 09 04 a1 01 09 24 a1 02 05 85 15 00 25 64 75 08 95 01 85 01 09 66 "
      "b1 a3 85 05 09 29 b1 a2 75 10 27 ff ff 00 00 66 01 10 85 02 09 68 b1 a3 05 84 09 02 a1 02 "
      "05 85 75 01 25 01 65 00 85 03 " +
      flags + " b1 01 c0 c0 c0\n";
  a.write("ups.rec",
          "upshid recording 1\nname \"shed\"\nvendor-id 0x2b2d\nproduct-id 0xffff\n"
          "release 0x0100\ninterface 0\nmanufacturer \"Acme\"\nproduct \"Shed 500\"\n"
          "serial \"\"\nhidraw \"/dev/hidraw0\"\n" +
              descriptor + descriptor + "0.000 get feature 0x01 2 = 01 " + bytes.charge +
              "\n0.000 get feature 0x05 2 = 05 14\n0.000 get feature 0x02 3 = 02 " + bytes.runtime +
              "\n0.000 get feature 0x03 2 = 03 " + bytes.flags + "\n");
  a.ups = "shed=recording:" + a.path() + "/ups.rec";
}

std::int64_t decided_at(const Case& a) {
  return a.rehearse("long").json["verdict"]["if_commands_take_no_time"]["decided_at"];
}

}  // namespace

TEST_CASE("a UPS that cannot say whether line power is present is an error, and never safe") {
  if (skips_without_root()) return;
  Case a;
  a.script("#!/bin/sh\nlogger $1\n");
  record(a, {});
  CHECK(a.check().status == 0);
  record(a, {.has_line_power = false, .flags = "00"});
  const Checked found = a.check();
  CHECK(found.status == 6);
  CHECK(found.has("error :0 line_power_unknown\n"));
  for (const char* scenario : {"blip", "long", "all"}) {
    const Ran ran = run({"rehearse", "--confdir", a.path(), "--scenario", scenario, a.ups});
    CHECK(ran.status == 15);
    CHECK(ran.out == "");
  }
}

TEST_CASE("a runtime with all its bits set is none: rehearse asks for it") {
  Case a;
  record(a, {.runtime = "ff ff"});
  const Ran ran = run({"rehearse", "--confdir", a.path(), a.ups});
  CHECK(ran.status == 2);
  CHECK(ran.err.find("--runtime") != std::string::npos);
  CHECK(a.rehearse("long", {"--runtime", "600"}).json["given"]["runtime"] == 600);
  record(a, {.runtime = "fe ff"});
  CHECK(a.rehearse("long").json["given"]["runtime"] == 65534);
}

TEST_CASE("limits without ignorelb change nothing, and check says so; with it they do") {
  Case a;
  a.script("#!/bin/sh\nlogger $1\n");
  record(a, {.charge = "32"});
  const std::int64_t own = decided_at(a);
  CHECK(own > 600);
  for (const char* limit : {"override.battery.charge.low = 60", "lowbatt = 60"}) {
    const std::string section = std::string("[shed]\ndriver = usbhid-ups\nport = auto\n") + limit;
    a.write("ups.conf", section + "\n");
    CHECK_MESSAGE(decided_at(a) == own, limit);
    CHECK_MESSAGE(a.check().has("warning ups.conf:4 "), limit);
    a.write("ups.conf", section + "\nignorelb\n");
    CHECK_MESSAGE(decided_at(a) == 0, limit);
    CHECK_FALSE(a.check().has(" ups.conf:4 "));
  }
}

}  // namespace upshid::test
