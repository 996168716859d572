// A session written down by --record, and played back.

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "skip.h"
#include "tool/run.h"

using upshid::test::Confdir;
using upshid::test::lines_of;
using upshid::test::Ran;
using upshid::test::run;

namespace {

// A folder of the test's own; its ups.conf is empty.
class Folder {
 public:
  std::string path(const std::string& name) const { return confdir_.path() + "/" + name; }

  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }

 private:
  Confdir confdir_{""};
};

std::string content(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

bool has_line(const std::string& text, const std::string& line) {
  for (const std::string& one : lines_of(text)) {
    if (one == line) return true;
  }
  return false;
}

std::vector<std::string> with(std::vector<std::string> arguments,
                              const std::vector<std::string>& more) {
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

// Runs on the virtual UPS with --record, then on the recording, and compares all that came out.
void check_round_trip(const std::string& ups, const std::vector<std::string>& more) {
  CAPTURE(ups);
  const Folder folder;
  const std::string file = folder.path("session");
  const Ran first = run(with({"--record", file, ups}, more));
  const std::string note =
      "upshid-status: recorded in " + file + ", with the serial number of the UPS\n";
  REQUIRE(first.err.ends_with(note));
  const Ran again = run(with({"recording:" + file}, more));
  CHECK(again.out == first.out);
  CHECK(again.err + note == first.err);
  CHECK(again.status == first.status);
}

constexpr const char* head = "upshid recording 1\nvendor-id 0x0764\nproduct-id 0x0501\n";

}  // namespace

TEST_CASE("a recording says what the UPS said, faults and exit status included") {
  for (const char* faults : {"", ",stall=0x08", ",short=0x08:1", ",long=0x08", ",timeout=0x0f",
                             ",gone=0x0c", ",mains=off,charge=8", ",stall=0x08,timeout=0x0f"}) {
    check_round_trip(std::string("virtual:CP850PFCLCDa") + faults, {});
    check_round_trip(std::string("virtual:CP850PFCLCDa") + faults, {"--json"});
  }
  for (const char* faults : {",stall=0x0b", ",short=0x0b", ",gone=0x0b"}) {
    check_round_trip(std::string("virtual:CP850PFCLCDa") + faults, {});
    check_round_trip(std::string("virtual:CP850PFCLCDa") + faults, {"-j"});
  }
}

TEST_CASE("a recording explains its values and shows its descriptor") {
  check_round_trip("virtual:CP850PFCLCDa", {"--explain"});
  check_round_trip("virtual:CP850PFCLCDa", {"--descriptor"});
  check_round_trip("virtual:CP850PFCLCDa", {"ups.status"});
  check_round_trip("virtual:CP850PFCLCDa", {"battery.foo"});
}

TEST_CASE("a recording is text that a person can read") {
  const Folder folder;
  const std::string file = folder.path("session");
  REQUIRE(run({"--record=" + file, "virtual:CP850PFCLCDa,stall=0x08"}).status == 0);
  const std::string text = content(file);
  CHECK(text.starts_with("# Recorded by upshid-status "));
  CHECK(has_line(text, "upshid recording 1"));
  CHECK(has_line(text, "name \"virtual:CP850PFCLCDa,stall=0x08\""));
  CHECK(has_line(text, "serial \"000000000000\""));
  CHECK(text.find(" get feature 0x0b 2 = 0b 11\n") != std::string::npos);
  CHECK(text.find(" get feature 0x08 6 = error stalled 32 \"virtual:CP850PFCLCDa, feature report "
                  "0x08\" \"the device refused the request\"\n") != std::string::npos);
}

TEST_CASE("--transport recording:FILE stands for the UPS's name, whatever name is given") {
  const Folder folder;
  const std::string file = folder.path("session");
  REQUIRE(run({"--record", file, "virtual:CP850PFCLCDa,charge=55"}).status == 0);
  CHECK(run({"--transport", "recording:" + file, "ups@localhost", "battery.charge"}).out == "55\n");
  CHECK(run({"--transport=recording:" + file}).out == run({"recording:" + file}).out);
  CHECK(run({"--transport", "recording", "recording:" + file, "battery.charge"}).out == "55\n");
}

TEST_CASE("a recording brings the settings that ups.conf had") {
  const Folder folder;
  const std::string file = folder.path("session");
  REQUIRE(run({"--record", file, "virtual:CP850PFCLCDa"}).status == 0);
  std::string text = content(file);
  text.insert(text.find("vendor-id"),
              "setting \"override.battery.charge.low\" \"42\"\nsetting \"lowbatt\" \"30\"\n");
  const Ran ran = run({"recording:" + folder.write("with-settings", text)});
  CHECK(has_line(ran.out, "battery.charge.low: 42"));
  CHECK(has_line(ran.out, "driver.parameter.lowbatt: 30"));
  CHECK(ran.status == 0);
}

TEST_CASE("a UPS that does not report line power is shown, with an exit status of its own") {
  const Folder folder;
  const std::string file = folder.write(
      "charge-only",
      "upshid recording 1\nname \"small\"\nvendor-id 0x2b2d\nproduct-id 0xffff\n"
      "release 0x0100\ninterface 0\nmanufacturer \"Acme\"\nproduct \"Small\"\nserial \"\"\n"
      "hidraw \"/dev/hidraw0\"\n0.000 descriptor = 05 84 09 04 a1 01 09 24 a1 02 05 85 15 00 25 64 "
      "75 08 95 01 85 01 09 66 b1 a3 c0 c0\n0.000 get feature 0x01 2 = 01 32\n");
  const Ran all = run({"recording:" + file});
  CHECK(has_line(all.out, "battery.charge: 50"));
  CHECK(all.err.find("no report of this device shows whether line power is present") !=
        std::string::npos);
  CHECK(all.status == 16);
  CHECK(run({"recording:" + file, "ups.status"}).status == 16);
  CHECK(run({"--prometheus", "recording:" + file}).status == 16);
  CHECK(run({"recording:" + file, "battery.charge"}).status == 0);
}

TEST_CASE("a request that was never recorded is reported, and the rest is printed") {
  const Folder folder;
  const std::string file = folder.path("session");
  REQUIRE(run({"--record", file, "virtual:CP850PFCLCDa"}).status == 0);
  std::string cut;
  for (const std::string& line : lines_of(content(file))) {
    if (line.find(" get feature 0x0f ") == std::string::npos) cut += line + "\n";
  }
  const std::string other = folder.write("cut", cut);
  const Ran ran = run({"recording:" + other});
  CHECK(ran.status == 0);
  CHECK(has_line(ran.out, "battery.charge: 100"));
  CHECK(ran.err == "upshid-status: " + other +
                       ", feature report 0x0f: the recording has no answer to this; missing "
                       "without it: input.voltage\n");
}

TEST_CASE("a recording that cannot be read is reported by line and column") {
  const Folder folder;
  const std::string file = folder.write("bad", std::string(head) + "0.0 descriptor = 05 8\n");
  const Ran ran = run({"recording:" + file});
  CHECK(ran.status == 2);
  CHECK(ran.out.empty());
  CHECK(ran.err == "Error: Invalid argument\nupshid-status: " + file +
                       ":4:21: found \"8\", expected a byte as two hexadecimal digits\n");
}

TEST_CASE("a recording that is not there is an unknown UPS") {
  const Folder folder;
  const Ran ran = run({"recording:" + folder.path("none")});
  CHECK(ran.status == 1);
  CHECK(ran.err == "Error: Unknown UPS\nupshid-status: " + folder.path("none") +
                       ": cannot open the file (No such file or directory, errno 2)\n");
}

TEST_CASE("a recording of a device that is no UPS is refused as the device would be") {
  const Folder folder;
  const std::string file =
      folder.write("mouse", std::string(head) + "0.0 descriptor = 05 01 09 02 a1 01 c0\n");
  const Ran ran = run({"recording:" + file});
  CHECK(ran.status == 7);
  CHECK(ran.err.starts_with("Error: Not a HID UPS\n"));
}

TEST_CASE("a recording and --transport must fit") {
  const Folder folder;
  const std::string file = folder.path("session");
  REQUIRE(run({"--record", file, "virtual:CP850PFCLCDa"}).status == 0);
  const Ran ran = run({"--transport", "hidapi", "recording:" + file});
  CHECK(ran.status == 8);
  CHECK(ran.err == "Error: Not supported\nupshid-status: recording:" + file +
                       ": a recording requires --transport recording or auto\n");
  CHECK(run({"--transport", "virtual", "recording:" + file}).status == 8);
  CHECK(run({"--transport", "recording", "virtual:CP850PFCLCDa"}).status == 8);
}

TEST_CASE("a file that cannot be written is reported before the UPS is opened, and ends with 10") {
  const Folder folder;
  const std::string file = folder.path("no/such/folder");
  const Ran ran = run({"--record", file, "virtual:CP850PFCLCDa"});
  CHECK(ran.status == 10);
  CHECK(ran.out.empty());
  CHECK(ran.err == "Error: Recording cannot be written\nupshid-status: " + file +
                       ": cannot write the recording (No such file or directory, errno 2)\n");
}

TEST_CASE("a disk that is full while recording is reported, and ends with 10") {
  if (::access("/dev/full", W_OK) != 0) {
    return upshid::test::skip("needs /dev/full");
  }
  const Ran ran = run({"--record", "/dev/full", "virtual:CP850PFCLCDa"});
  CHECK(ran.status == 10);
  CHECK(ran.err ==
        "Error: Recording cannot be written\nupshid-status: /dev/full: cannot write the recording "
        "(No space left on device, errno 28)\n");
}

TEST_CASE("--record needs a file, and a UPS that is read") {
  CHECK(run({"--record"}).err ==
        "upshid-status: option --record needs a value; see upshid-status --help\n");
  CHECK(run({"--record", "", "ups"}).err ==
        "upshid-status: option --record needs a value; see upshid-status --help\n");
  const Ran lists = run({"-l", "--record", "/dev/full"});
  CHECK(lists.status == 2);
  CHECK(lists.err ==
        "upshid-status: --record and -l, -L or -c, which read no UPS, cannot be combined; see "
        "upshid-status --help\n");
}

TEST_CASE("without a UPS nothing is recorded, and no note says so") {
  const Folder folder;
  const std::string file = folder.path("session");
  const Ran ran = run({"--record", file, "virtual:NOPE"});
  CHECK(ran.status == 1);
  CHECK(ran.err.find("recorded in") == std::string::npos);
  CHECK(content(file).empty());
}
