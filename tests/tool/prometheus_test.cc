// --prometheus: metrics as dashboards for NUT know them.

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "skip.h"
#include "tool/run.h"

using upshid::test::Confdir;
using upshid::test::expected;
using upshid::test::Ran;
using upshid::test::run;

namespace {

const std::string ups = "virtual:CP850PFCLCDa";

// Where a promtool is installed it has the last word; else it is said that it was not asked.
void check_with_promtool(const std::string& metrics) {
  if (std::system("command -v promtool >/dev/null 2>&1") != 0) {
    return upshid::test::skip("no promtool is installed");
  }
  const Confdir folder("");
  const std::string path = folder.path() + "/metrics";
  std::ofstream(path, std::ios::binary) << metrics;
  CHECK(std::system(("promtool check metrics < " + path).c_str()) == 0);
}

}  // namespace

TEST_CASE("--prometheus prints every number and the status as metrics") {
  const Ran ran = run({"--prometheus", ups});
  CHECK(ran.out == expected("CP850PFCLCDa.prom"));
  CHECK(ran.err == "");
  CHECK(ran.status == 0);
  check_with_promtool(ran.out);
}

TEST_CASE("a UPS that cannot be read is a metric, an error and an exit status") {
  const Ran ran = run({"--prometheus", ups + ",stall=0x0b"});
  CHECK(ran.out ==
        "# HELP upshid_up Whether this UPS could be read: 1 yes, 0 no\n"
        "# TYPE upshid_up gauge\n"
        "upshid_up{ups=\"virtual:CP850PFCLCDa,stall=0x0b\"} 0\n");
  CHECK(ran.err.starts_with("Error: Data stale\n"));
  CHECK(ran.status == 1);
}

TEST_CASE("without a name every UPS of ups.conf is reported, present or not") {
  const Confdir conf(
      "[cellar]\ndriver = usbhid-ups\nport = auto\nserial = no-device-has-this\n"
      "[attic]\ndriver = usbhid-ups\nport = auto\nserial = nor-this\n");
  const Ran ran = run({"--confdir", conf.path(), "--prometheus"});
  CHECK(ran.out ==
        "# HELP upshid_up Whether this UPS could be read: 1 yes, 0 no\n"
        "# TYPE upshid_up gauge\n"
        "upshid_up{ups=\"cellar\"} 0\n"
        "upshid_up{ups=\"attic\"} 0\n");
  CHECK(ran.err.starts_with("Error: Driver not connected\n"));
  CHECK(ran.status == 1);
  check_with_promtool(ran.out);
}

TEST_CASE("--prometheus without any UPS is an error and no metric") {
  if (upshid::test::a_ups_is_plugged()) {
    return upshid::test::skip("a UPS is plugged into this machine");
  }
  const Confdir conf("");
  const Ran ran = run({"--confdir", conf.path(), "--prometheus"});
  CHECK(ran.out == "");
  CHECK(ran.err ==
        "Error: No UPS found\nupshid-status: no UPS found: none in ups.conf and none plugged in\n");
  CHECK(ran.status == 3);
}

TEST_CASE("--prometheus takes neither a variable nor another form") {
  CHECK(run({"--prometheus", ups, "ups.load"}).err ==
        "upshid-status: --prometheus takes no variable: unexpected argument \"ups.load\"; see "
        "upshid-status --help\n");
  CHECK(run({"--prometheus", "-j", ups}).err ==
        "upshid-status: --prometheus and -j or --json cannot be combined; see "
        "upshid-status --help\n");
  CHECK(run({"--prometheus", "--record", "/nonexistent/x", ups}).status == 2);
}
