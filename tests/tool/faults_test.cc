#include <doctest/doctest.h>

#include <algorithm>

#include "tool/run.h"

using upshid::test::lines_of;
using upshid::test::Ran;

// The CP850PFCLCDa's charge and runtime are in feature report 0x08, its present-status in 0x0b.

namespace {

Ran read(const std::vector<std::string>& arguments) {
  return upshid::test::run(arguments);
}

// The variables of a UPS without faults that are in no line of this output.
std::vector<std::string> missing_from(const Ran& ran) {
  std::vector<std::string> out;
  const auto printed = lines_of(ran.out);
  for (const std::string& line : lines_of(read({"virtual:CP850PFCLCDa"}).out)) {
    const std::string name = line.substr(0, line.find(':') + 1);
    const auto is_it = [&name](const std::string& other) { return other.starts_with(name); };
    if (std::none_of(printed.begin(), printed.end(), is_it)) {
      out.push_back(name.substr(0, name.size() - 1));
    }
  }
  return out;
}

const std::vector<std::string> of_report_8{"battery.charge", "battery.runtime",
                                           "battery.runtime.low"};

}  // namespace

TEST_CASE("a stalled report costs its own variables, which are named, and the rest is printed") {
  const Ran ran = read({"virtual:CP850PFCLCDa,stall=0x08"});
  CHECK(missing_from(ran) == of_report_8);
  CHECK(ran.err ==
        "upshid-status: virtual:CP850PFCLCDa, feature report 0x08: the device refused the request "
        "(Broken pipe, errno 32); missing without it: battery.charge, battery.runtime, "
        "battery.runtime.low\n");
  CHECK(ran.status == 0);
}

TEST_CASE("a short report costs what did not come whole") {
  const Ran ran = read({"virtual:CP850PFCLCDa,short=0x08:1"});
  CHECK(missing_from(ran) == std::vector<std::string>{"battery.runtime.low"});
  CHECK(ran.err ==
        "upshid-status: feature report 0x08: received 5 bytes, expected 6; missing without it: "
        "battery.runtime.low\n");
  CHECK(ran.status == 0);
  const Ran shorter = read({"virtual:CP850PFCLCDa,short=0x08:3"});
  CHECK(missing_from(shorter) ==
        std::vector<std::string>{"battery.runtime", "battery.runtime.low"});
  CHECK(missing_from(read({"virtual:CP850PFCLCDa,short=0x08:5"})) == of_report_8);
}

TEST_CASE("a report that is too long is not believed") {
  const Ran ran = read({"virtual:CP850PFCLCDa,long=0x08"});
  CHECK(missing_from(ran) == of_report_8);
  CHECK(ran.err ==
        "upshid-status: virtual:CP850PFCLCDa, feature report 0x08: received 7 bytes, expected 6 "
        "(Value "
        "too large for defined data type, errno 75); missing without it: battery.charge, "
        "battery.runtime, battery.runtime.low\n");
  CHECK(ran.status == 0);
}

TEST_CASE("a report that does not come in time costs its variables, not the others'") {
  const Ran ran = read({"virtual:CP850PFCLCDa,timeout=0x0f"});
  CHECK(missing_from(ran) == std::vector<std::string>{"input.voltage"});
  CHECK(ran.err ==
        "upshid-status: virtual:CP850PFCLCDa, feature report 0x0f: the device did not answer "
        "(Connection timed out, errno 110); missing without it: input.voltage\n");
  CHECK(ran.status == 0);
}

TEST_CASE("several faults are reported one a line") {
  const Ran ran = read({"virtual:CP850PFCLCDa,stall=0x08,timeout=0x0f"});
  CHECK(missing_from(ran) == std::vector<std::string>{"battery.charge", "battery.runtime",
                                                      "battery.runtime.low", "input.voltage"});
  CHECK(lines_of(ran.err).size() == 2);
  CHECK(ran.status == 0);
}

TEST_CASE("without the present-status the data are stale, whatever else was read") {
  for (const char* fault : {"stall=0x0b", "short=0x0b", "long=0x0b", "timeout=0x0b"}) {
    CAPTURE(fault);
    const std::string ups = std::string("virtual:CP850PFCLCDa,") + fault;
    for (const auto& arguments :
         {std::vector<std::string>{ups}, {ups, "ups.status"}, {ups, "battery.charge"}}) {
      const Ran ran = read(arguments);
      CHECK(ran.out.empty());
      const auto lines = lines_of(ran.err);
      REQUIRE(lines.size() >= 3);
      CHECK(lines[0] == "Error: Data stale");
      CHECK(lines[1] ==
            "upshid-status: cannot read the present status, so it is unknown whether line power is "
            "present");
      CHECK(ran.err.find("ups.status (online)") != std::string::npos);
      CHECK(ran.status == 1);
    }
  }
}

TEST_CASE("a device that goes away while it is read is disconnected, whatever was read before") {
  for (const std::string report : {"0x0b", "0x0c"}) {
    const Ran ran = read({"virtual:CP850PFCLCDa,gone=" + report, "ups.status"});
    CHECK(ran.out == "");
    CHECK(ran.err ==
          "Error: UPS disconnected\nupshid-status: virtual:CP850PFCLCDa, feature report " + report +
              ": the device is disconnected (No such device, errno 19)\n");
    CHECK(ran.status == 9);
  }
}

TEST_CASE("a variable that a fault took is not supported at present, and the fault is reported") {
  const Ran ran = read({"virtual:CP850PFCLCDa,stall=0x08", "battery.charge"});
  CHECK(ran.out.empty());
  CHECK(ran.err ==
        "Error: Variable not supported by UPS\n"
        "upshid-status: virtual:CP850PFCLCDa,stall=0x08 has no battery.charge\n"
        "upshid-status: virtual:CP850PFCLCDa, feature report 0x08: the device refused the request "
        "(Broken pipe, errno 32); missing without it: battery.charge, battery.runtime, "
        "battery.runtime.low\n");
  CHECK(ran.status == 1);
}
