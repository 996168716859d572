// Commands of a UPS whose maker upshid knows nothing of.

#include <fstream>

#include "tool/cmd/tools.h"
#include "tool/terminal.h"
#include "tool/unknown_maker.h"

using upshid::test::check_silent;
using upshid::test::cmd;
using upshid::test::Confdir;
using upshid::test::Ran;
using upshid::test::recording_of_unknown_maker;
using upshid::test::rw;
using upshid::test::Terminal;
using upshid::test::terminals_are_there;

namespace {

struct Unit {
  explicit Unit(const std::string& ups_conf = "") : folder(ups_conf) {
    std::ofstream(folder.path() + "/ups.rec", std::ios::binary) << recording_of_unknown_maker();
  }

  Ran run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--confdir", folder.path()});
    return cmd(arguments);
  }

  Confdir folder;
  std::string ups = "recording:" + folder.path() + "/ups.rec";
};

constexpr const char* refused =
    "Error: ERR INSTCMD-FAILED\n"
    "upshid-cmd: shutdown.return: not known to work on this UPS: no quirk names the firmware of "
    "1209:0001, and one that does not follow the HID standard may do something else, such as cut "
    "the power early; nothing was written\n"
    "upshid-cmd: to write it all the same, add --force; if it works, write commands_tested into "
    "ups.conf (see upshid-cmd(8))\n";

}  // namespace

TEST_CASE("a command that is not known to work on this UPS is refused without --force") {
  const Unit unit;
  check_silent(unit.run({unit.ups, "shutdown.return"}), 12, refused);
  check_silent(unit.run({"--yes", unit.ups, "shutdown.return"}), 12, refused);
  check_silent(unit.run({"--force", unit.ups, "shutdown.return"}), 0,
               "upshid-cmd: shutdown.return on barn: cuts the power of the load in 20 s; switches "
               "on when line power returns, but not before 30 s\nOK\n");
}

TEST_CASE("what a UPS does not have, and a wrong value, are the same errors as before") {
  const Unit unit;
  CHECK(unit.run({unit.ups, "test.panel.start"}).status == 8);
  const Ran ran = unit.run({unit.ups, "load.off.delay", "soon"});
  CHECK(ran.status == 12);
  CHECK(ran.err.starts_with("Error: ERR INVALID-ARGUMENT\n"));
}

TEST_CASE("the list marks it behind the description") {
  const Unit unit;
  const Ran ran = unit.run({"-l", unit.ups});
  CHECK(ran.status == 0);
  CHECK(ran.err == "");
  CHECK(
      ran.out ==
      "Instant commands supported on UPS [" + unit.ups +
          "]:\n\n"
          "beeper.disable - Disable the beeper (not known to work on this UPS)\n"
          "beeper.enable - Enable the beeper (not known to work on this UPS)\n"
          "beeper.mute - Silence the present alarm (not known to work on this UPS)\n"
          "beeper.off - Old name of beeper.disable (not known to work on this UPS)\n"
          "beeper.on - Old name of beeper.enable (not known to work on this UPS)\n"
          "load.off - Cut the power of the load at once (not known to work on this UPS)\n"
          "load.off.delay - Cut the power of the load after a delay (seconds) (not known to work "
          "on this UPS)\n"
          "load.on - Switch the load on at once (not known to work on this UPS)\n"
          "load.on.delay - Switch the load on after a delay (seconds) (not known to work on this "
          "UPS)\n"
          "shutdown.default - The first of shutdown.return, shutdown.reboot, load.off.delay and "
          "shutdown.stayoff that the UPS has (not known to work on this UPS)\n"
          "shutdown.return - Cut the power of the load after a delay; switch on when line power is "
          "present (not known to work on this UPS)\n"
          "shutdown.stayoff - Cut the power of the load after a delay; stay off (not known to work "
          "on this UPS)\n"
          "shutdown.stop - Cancel a shutdown that is counting down (not known to work on this "
          "UPS)\n"
          "test.battery.start.deep - Start a long battery test (not known to work on this UPS)\n"
          "test.battery.start.quick - Start a quick battery test (not known to work on this UPS)\n"
          "test.battery.stop - Stop the battery test (not known to work on this UPS)\n");
}

TEST_CASE("a dry run shows the bytes, and that --force is needed") {
  const Unit unit;
  const std::string bytes =
      "load.off.delay: cuts the power of the load in 20 s\n"
      "feature report 0x15: 15 14 00  (UPS.PowerSummary.DelayBeforeShutdown = 20)\n";
  const Ran ran = unit.run({"--dry-run", unit.ups, "load.off.delay"});
  CHECK(ran.out == "load.off.delay: not known to work on this UPS; --force is needed\n" + bytes);
  CHECK(ran.status == 0);
  CHECK(unit.run({"--dry-run", "--force", unit.ups, "load.off.delay"}).out == bytes);
}

TEST_CASE("commands_tested in ups.conf vouches for the unit with that id, and for no other") {
  for (const char* id : {"1209:0001", "1cb0:0032"}) {
    const Unit unit;
    // A recording has the settings of its section.
    std::string text = recording_of_unknown_maker();
    text.insert(text.find("vendor-id"),
                "setting \"commands_tested\" \"" + std::string(id) + "\"\n");
    std::ofstream(unit.folder.path() + "/ups.rec", std::ios::binary) << text;
    CAPTURE(id);
    const Ran ran = unit.run({unit.ups, "shutdown.return"});
    CHECK(ran.status == (std::string(id) == "1209:0001" ? 0 : 12));
  }
}

TEST_CASE("on a terminal --force does not stand for --yes") {
  if (!terminals_are_there()) return;
  const Unit unit;
  Terminal terminal(
      {UPSHID_CMD, "--confdir", unit.folder.path(), "--force", unit.ups, "load.off.delay"});
  CHECK(terminal.wait_for_end() == 12);
  CHECK(terminal.read_to_end() ==
        "upshid-cmd: load.off.delay on barn: cuts the power of the load in 20 s\r\n"
        "upshid-cmd: nothing was written; to confirm, add --yes\r\n");
}

TEST_CASE("upshid-rw takes --force, too; defaults of commands are not written, and not marked") {
  const Unit unit;
  const Ran list = rw({"--force", unit.ups});
  CHECK(list.status == 0);
  CHECK(list.out.find("not known to work") == std::string::npos);
  CHECK(rw({"--force", "-s", "ups.delay.start=40", unit.ups}).status == 8);
}
