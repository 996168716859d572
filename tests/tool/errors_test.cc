// Every way of ending without an answer: what is said, and the exit status.

#include <doctest/doctest.h>

#include "skip.h"
#include "tool/run.h"

using upshid::test::a_ups_is_plugged;
using upshid::test::Confdir;
using upshid::test::Ran;
using upshid::test::run;

namespace {

const std::string ups = "virtual:CP850PFCLCDa";

struct Case {
  std::vector<std::string> arguments;
  int status;
  std::string err;
};

void check(const Case& expected) {
  const Ran ran = run(expected.arguments);
  CHECK(ran.err == expected.err);
  CHECK(ran.status == expected.status);
  CHECK(ran.out == "");
}

}  // namespace

TEST_CASE("an unknown UPS is upsc's error") {
  const Confdir conf("");
  check({{"--confdir", conf.path(), "nope@localhost"},
         1,
         "Error: Unknown UPS\n"
         "upshid-status: " +
             conf.path() +
             "/ups.conf: no section [nope], and not an address (0764:0501, serial:TEXT, "
             "usb:1-1.2, /dev/hidraw0, virtual:PROFILE, recording:FILE)\n"});
}

TEST_CASE("an unknown virtual UPS is an unknown UPS and the known ones are named") {
  const Ran ran = run({"virtual:NOPE"});
  CHECK(ran.status == 1);
  CHECK(ran.err.starts_with(
      "Error: Unknown UPS\nupshid-status: virtual:NOPE: no such profile; expected one of "));
  CHECK(ran.err.find("CP850PFCLCDa") != std::string::npos);
}

TEST_CASE("a section whose UPS is not plugged is a driver that is not connected") {
  const Confdir conf("[office]\ndriver = usbhid-ups\nport = auto\nserial = no-device-has-this\n");
  const Ran ran = run({"--confdir", conf.path(), "office"});
  CHECK(ran.status == 1);
  CHECK(ran.out == "");
  CHECK(
      ran.err.starts_with("Error: Driver not connected\nupshid-status: no UPS found: looked for "
                          "[office] of " +
                          conf.path() + "/ups.conf (serial=no-device-has-this) among "));
}

TEST_CASE("a section of another driver is not supported, and the message says where it stands") {
  const Confdir conf("\n[rack]\ndriver = snmp-ups\nport = 192.0.2.1\n");
  check({{"--confdir", conf.path(), "rack"},
         8,
         "Error: Not supported\nupshid-status: " + conf.path() +
             "/ups.conf:2:1: [rack] has driver = snmp-ups; expected usbhid-ups, because only USB "
             "HID UPSes are supported\n"});
}

TEST_CASE("no UPS at all is reported with what was looked for") {
  if (a_ups_is_plugged()) {
    return upshid::test::skip("a UPS is plugged into this machine");
  }
  const Confdir conf("");
  for (const std::vector<std::string>& name :
       {std::vector<std::string>{}, {"ups"}, {"ups@localhost"}}) {
    std::vector<std::string> arguments{"--confdir", conf.path()};
    arguments.insert(arguments.end(), name.begin(), name.end());
    const Ran ran = run(arguments);
    CHECK(ran.status == 3);
    CHECK(ran.out == "");
    CHECK(ran.err.starts_with(
        "Error: No UPS found\nupshid-status: no UPS found: looked for USB HID interfaces with an "
        "application collection on usage page 0x84 (Power Device) in /sys/class/hidraw; "));
  }
  CHECK(run({"--confdir", conf.path(), "-l"}).err ==
        "upshid-status: no UPS found: none in ups.conf and none plugged in\n");
  CHECK(run({"--confdir", conf.path(), "-l"}).status == 0);
}

TEST_CASE("an address that no device has is no UPS found") {
  check({{"serial:no-device-has-this"},
         3,
         "Error: No UPS found\nupshid-status: no UPS found: looked for serial:no-device-has-this" +
             upshid::test::unseen() + "\n"});
  CHECK(run({"dead:beef"}).status == 3);
  CHECK(run({"usb:99-9.9"}).status == 3);
  CHECK(run({"/dev/hidraw9999"}).status == 3);
}

TEST_CASE("a variable that the UPS lacks is upsc's error") {
  check({{ups, "battery.foo"},
         1,
         "Error: Variable not supported by UPS\nupshid-status: virtual:CP850PFCLCDa has no "
         "battery.foo\n"});
}

TEST_CASE("an old-style variable name is refused as upsc refuses it") {
  check({{ups, "LOADPCT"},
         1,
         "Error: old-style variable names are not supported\nupshid-status: \"LOADPCT\" has no "
         "dot; expected a name such as ups.status\n"});
}

TEST_CASE("an invalid UPS definition is refused in upsc's words") {
  for (const char* name : {"@localhost", "ups@", "ups:99", "ups@localhost:0", "ups@localhost:65536",
                           "ups@localhost:x", "ups@[::1", "ups@:3493", ""}) {
    CAPTURE(name);
    check({{name},
           1,
           "Error: invalid UPS definition.\nRequired format: upsname[@hostname[:port]]\n"});
  }
  check({{"-l", "host:port"}, 1, "Error: invalid hostname.\nRequired format: [hostname[:port]]\n"});
}

TEST_CASE("another host is refused with the command that asks it") {
  check({{"cyberpower@nas.example"},
         8,
         "Error: Not supported\nupshid-status: nas.example is another host; upshid reads only the "
         "UPSes of this machine. Use: upsc cyberpower@nas.example\n"});
  check({{"-L", "192.0.2.1:3493"},
         8,
         "Error: Not supported\nupshid-status: 192.0.2.1 is another host; upshid reads only the "
         "UPSes of this machine. Use: upsc -L 192.0.2.1:3493\n"});
}

TEST_CASE("a command line that makes no sense ends with 2, unlike upsc") {
  check({{"-x"}, 2, "upshid-status: unknown option -x; see upshid-status --help\n"});
  check({{"-lx"}, 2, "upshid-status: unknown option -x; see upshid-status --help\n"});
  check({{"--jsno", ups}, 2, "upshid-status: unknown option --jsno; see upshid-status --help\n"});
  check({{ups, "--confdir"},
         2,
         "upshid-status: option --confdir needs a value; see upshid-status --help\n"});
  check({{"-W"}, 2, "upshid-status: option -W needs a value; see upshid-status --help\n"});
  check({{"--transport", "carrier-pigeon", ups},
         2,
         "upshid-status: --transport carrier-pigeon: expected auto, hidapi, libusb, virtual or "
         "recording[:FILE]; see upshid-status --help\n"});
  check({{"-j", "--json", ups},
         2,
         "upshid-status: -j and --json cannot be combined; see upshid-status --help\n"});
  check(
      {{"-c", "-l"}, 2, "upshid-status: -c and -l cannot be combined; see upshid-status --help\n"});
}

TEST_CASE("a wrong option of a virtual UPS is wrong use") {
  const Ran ran = run({ups + ",mains=maybe"});
  CHECK(ran.status == 2);
  CHECK(
      ran.err.starts_with("Error: Invalid argument\nupshid-status: option \"mains=maybe\" of a "
                          "virtual UPS: expected "));
}

TEST_CASE("a transport that does not fit the UPS is not supported") {
  CHECK(run({"--transport", "hidapi", ups}).status == 8);
  CHECK(run({"--transport", "recording", ups}).status == 8);
  CHECK(run({"--transport", "virtual", ups}).status == 0);
  CHECK(run({"--transport", "auto", ups}).status == 0);
}

TEST_CASE("-j tells an error on standard output too, in upsc's two forms") {
  const Ran all = run({"-j", "virtual:NOPE"});
  CHECK(all.out == "{\n  \"error\": \"Unknown UPS\"\n}\n");
  CHECK(all.err.starts_with("Error: Unknown UPS\n"));
  CHECK(all.status == 1);
  CHECK(run({"-j", ups, "battery.foo"}).out == "{\"error\": \"Variable not supported by UPS\"}\n");
  CHECK(run({"-j", ups, "foo"}).out ==
        "{\"error\": \"old-style variable names are not supported\"}\n");
}
