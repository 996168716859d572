// The forms of the command line, and what upsc prints for them.

#include <doctest/doctest.h>
#include <strings.h>
#include <upshid/upshid.h>

#include <algorithm>

#include "tool/run.h"

using upshid::test::Confdir;
using upshid::test::expected;
using upshid::test::Ran;
using upshid::test::run;

namespace {

const std::string ups = "virtual:CP850PFCLCDa";
const std::string sections =
    "[cyberpower]\n    driver = usbhid-ups\n    port = auto\n    desc = \"In \\\"the\\\" cellar\"\n"
    "    serial = no-device-has-this\n"
    "[rack]\n    driver = usbhid-ups\n    port = auto\n    serial = no-device-has-this\n";

}  // namespace

TEST_CASE("all variables are printed as upsc prints them, sorted by name") {
  const Ran ran = run({ups});
  CHECK(ran.out == expected("CP850PFCLCDa.txt"));
  CHECK(ran.err == "");
  CHECK(ran.status == 0);
}

TEST_CASE("-j prints all variables as upsc -j prints them") {
  const Ran ran = run({"-j", ups});
  CHECK(ran.out == expected("CP850PFCLCDa.upsc.json"));
  CHECK(ran.err == "");
  CHECK(ran.status == 0);
}

TEST_CASE("one variable is printed by its value alone, whatever the letter case of its name") {
  CHECK(run({ups, "battery.charge"}).out == "100\n");
  CHECK(run({ups, "BATTERY.Charge"}).out == "100\n");
  CHECK(run({"-j", ups, "ups.status"}).out == "\"OL\"\n");
}

TEST_CASE("the state of a virtual UPS can be chosen") {
  CHECK(run({ups + ",mains=off,charge=60", "ups.status"}).out == "OB DISCHRG\n");
  CHECK(run({ups + ",mains=off,charge=3", "ups.status"}).out == "OB DISCHRG LB\n");
  CHECK(run({ups + ",load=80", "ups.load"}).out == "80\n");
}

TEST_CASE("options may stand after the names, and further words are ignored") {
  CHECK(run({ups, "ups.load", "-j"}).out == "\"20\"\n");
  CHECK(run({ups, "ups.load", "more", "words"}).out == "20\n");
  CHECK(run({"-W", "5", ups, "ups.load"}).out == "20\n");
  CHECK(run({"--", ups, "ups.load"}).out == "20\n");
}

TEST_CASE("a name may be followed by this host") {
  CHECK(run({ups + "@localhost", "ups.load"}).out == "20\n");
  CHECK(run({ups + "@localhost:3493", "ups.load"}).out == "20\n");
  CHECK(run({ups + "@127.0.0.1", "ups.load"}).out == "20\n");
  CHECK(run({ups + "@[::1]:3493", "ups.load"}).out == "20\n");
}

TEST_CASE("-l lists the sections of ups.conf in its order and -L with descriptions") {
  const Confdir conf(sections);
  CHECK(run({"--confdir", conf.path(), "-l"}).out == "cyberpower\nrack\n");
  CHECK(run({"--confdir", conf.path(), "-L"}).out ==
        "cyberpower: In \"the\" cellar\nrack: Description unavailable\n");
  CHECK(run({"--confdir", conf.path(), "-l", "localhost:3493"}).out == "cyberpower\nrack\n");
  CHECK(run({"--confdir", conf.path(), "-l", "-L"}).out ==
        "cyberpower: In \"the\" cellar\nrack: Description unavailable\n");
}

TEST_CASE("-j -l is an array and -j -L an object") {
  const Confdir conf(sections);
  CHECK(run({"--confdir", conf.path(), "-j", "-l"}).out == "[\n  \"cyberpower\",\n  \"rack\"\n]\n");
  CHECK(run({"--confdir", conf.path(), "-jL"}).out ==
        "{\n  \"cyberpower\": \"In \\\"the\\\" cellar\",\n  \"rack\": \"Description "
        "unavailable\"\n}\n");
}

TEST_CASE("-c lists no clients and says why") {
  const Confdir conf(sections);
  const Ran ran = run({"--confdir", conf.path(), "-c", "rack"});
  CHECK(ran.out == "");
  CHECK(ran.err == "upshid-status: no clients: there is no server\n");
  CHECK(ran.status == 0);
  CHECK(run({"--confdir", conf.path(), "-j", "-c", "rack@localhost"}).out == "[\n\n]\n");
  CHECK(run({"--confdir", conf.path(), "-c", "cellar"}).err == "Error: Unknown UPS\n");
  CHECK(run({"--confdir", conf.path(), "-c", "cellar"}).status == 1);
}

TEST_CASE("-V and --version print the version") {
  const std::string line = "upshid-status " + std::string(upshid::version()) + "\n";
  CHECK(run({"-V"}).out == line);
  CHECK(run({"--version"}).out == line);
  CHECK(run({"-V"}).status == 0);
}

TEST_CASE("-h and --help print the same help, which names every exit status") {
  const Ran ran = run({"-h"});
  CHECK(ran.status == 0);
  CHECK(ran.err == "");
  CHECK(ran.out.starts_with("usage: upshid-status [options] [<ups> [<variable>]]\n"));
  CHECK(ran.out == run({"--help"}).out);
  CHECK(ran.out == run({"-h", "--no-such-option"}).out);
  for (const char* status :
       {"0 done", "1 what upsc", "2 usage error", "3 no UPS", "4 permission", "5 several",
        "6 ups.conf", "7 not a", "8 other host", "9 disc", "10 out"}) {
    CAPTURE(status);
    CHECK(ran.out.find(status) != std::string::npos);
  }
}

TEST_CASE("numbers are written alike whatever the locale") {
  for (const char* locale : {"de_DE.UTF-8", "C", "C.UTF-8", "tr_TR.UTF-8"}) {
    CAPTURE(locale);
    const upshid::test::How how{.environment = {{"LC_ALL", locale}, {"HOME", "/nonexistent"}}};
    CHECK(run({ups}, how).out == expected("CP850PFCLCDa.txt"));
    CHECK(run({"--json", ups, "battery.voltage"}, how).out ==
          "{\n  \"schema\": 1,\n  \"name\": \"battery.voltage\",\n  \"value\": 13.6,\n  \"unit\": "
          "\"V\",\n"
          "  \"text\": \"13.6\"\n}\n");
  }
}

TEST_CASE("the descriptor is printed with the names of the usages") {
  const Ran ran = run({"--descriptor", ups});
  CHECK(ran.status == 0);
  CHECK(ran.err == "");
  CHECK(
      ran.out.starts_with("   0  05 84           Usage Page (0x0084)\n"
                          "   2  09 04           Usage (UPS)\n"
                          "   4  a1 01           Collection (Application)\n"));
  CHECK(ran.out.find("Usage (RemainingCapacity)\n") != std::string::npos);
}

TEST_CASE("every virtual UPS is read without an error, its variables sorted as upsd sorts them") {
  for (const char* profile :
       {"Back-UPS-RS-1000G", "CP850PFCLCDa", "EC850LCD", "PR1500LCDRT2U", "ST-Series", "UT1500E"}) {
    CAPTURE(profile);
    const Ran ran = run({std::string("virtual:") + profile});
    CHECK(ran.status == 0);
    std::vector<std::string> names;
    for (const std::string& line : upshid::test::lines_of(ran.out)) {
      names.push_back(line.substr(0, line.find(':')));
    }
    CHECK(names.size() > 10);
    CHECK(std::ranges::find(names, "ups.status") != names.end());
    CHECK(std::ranges::is_sorted(names, [](const std::string& a, const std::string& b) {
      return ::strcasecmp(a.c_str(), b.c_str()) < 0;
    }));
  }
}
