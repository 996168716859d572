#include "tool/cmd/tools.h"

using upshid::test::check_silent;
using upshid::test::cmd;
using upshid::test::Ran;

TEST_CASE("the list has upscmd's form, with words of our own") {
  const Ran ran = cmd({"-l", "virtual:Back-UPS-RS-1000G"});
  CHECK(ran.out ==
        "Instant commands supported on UPS [virtual:Back-UPS-RS-1000G]:\n"
        "\n"
        "beeper.disable - Disable the beeper\n"
        "beeper.enable - Enable the beeper\n"
        "beeper.mute - Silence the present alarm\n"
        "beeper.off - Old name of beeper.disable\n"
        "beeper.on - Old name of beeper.enable\n"
        "load.off - Cut the power of the load at once\n"
        "load.off.delay - Cut the power of the load after a delay (seconds)\n"
        "shutdown.default - The first of shutdown.return, shutdown.reboot, load.off.delay and "
        "shutdown.stayoff that the UPS has\n"
        "shutdown.reboot - Cut the power of the load briefly\n"
        "shutdown.stop - Cancel a shutdown that is counting down\n"
        "test.battery.start.deep - Start a long battery test\n"
        "test.battery.start.quick - Start a quick battery test\n"
        "test.battery.stop - Stop the battery test\n"
        "test.panel.start - Test the front panel\n"
        "test.panel.stop - Stop the test of the front panel\n");
  CHECK(ran.err == "");
  CHECK(ran.status == 0);
}

TEST_CASE("a command ends with OK on standard error, and with SUCCESS where that is asked for") {
  check_silent(cmd({"virtual:CP850PFCLCDa", "beeper.disable"}), 0, "OK\n");
  check_silent(cmd({"-u", "admin", "-p", "x", "-w", "-t", "5", "virtual:CP850PFCLCDa@localhost",
                    "beeper.disable"}),
               0, "SUCCESS\n");
}

TEST_CASE("what cuts the power is said before it is done") {
  check_silent(
      cmd({"virtual:CP850PFCLCDa", "shutdown.return"}), 0,
      "upshid-cmd: shutdown.return on virtual:CP850PFCLCDa: cuts the power of the load in 60 "
      "s; switches on when line power returns, but not before 120 s\n"
      "OK\n");
  check_silent(cmd({"--yes", "virtual:CP850PFCLCDa", "load.off"}), 0,
               "upshid-cmd: load.off on virtual:CP850PFCLCDa: cuts the power of the load at once\n"
               "OK\n");
}

TEST_CASE("a value is taken, also a negative one, and what the device makes of it is said") {
  check_silent(
      cmd({"virtual:CP850PFCLCDa", "load.off.delay", "20"}), 0,
      "upshid-cmd: load.off.delay on virtual:CP850PFCLCDa: cuts the power of the load in 60 s\n"
      "upshid-cmd: load.off.delay: 20 s requested; rounded up to 60 s\n"
      "OK\n");
  check_silent(cmd({"virtual:CP850PFCLCDa", "load.on.delay", "-1"}), 0, "OK\n");
}

TEST_CASE("a dry run shows reports and bytes, and writes nothing") {
  const Ran ran = cmd({"--dry-run", "virtual:CP850PFCLCDa", "shutdown.stayoff"});
  CHECK(
      ran.out ==
      "shutdown.stayoff: cuts the power of the load in 60 s; stays off until it is switched on by "
      "hand or by load.on\n"
      "feature report 0x16: 16 ff ff  (UPS.Output.DelayBeforeStartup = -1)\n"
      "wait 125 ms\n"
      "feature report 0x15: 15 01 00  (UPS.Output.DelayBeforeShutdown = 1)\n");
  CHECK(ran.err == "");
  CHECK(ran.status == 0);
  CHECK(cmd({"--dry-run", "virtual:CP850PFCLCDa,vanish=0x0c", "beeper.on"}).status == 0);
}

TEST_CASE("refused, unsupported, failed and unconfirmed end in four ways") {
  check_silent(
      cmd({"virtual:CP850PFCLCDa", "load.off.delay", "soon"}), 12,
      "Error: ERR INVALID-ARGUMENT\n"
      "upshid-cmd: load.off.delay: found \"soon\", expected seconds; nothing was written\n");
  check_silent(cmd({"virtual:CP850PFCLCDa", "shutdown.reboot"}), 8,
               "Error: ERR CMD-NOT-SUPPORTED\n"
               "upshid-cmd: shutdown.reboot: this UPS has no such command\n");
  check_silent(cmd({"virtual:CP850PFCLCDa,refuse=0x0c", "beeper.on"}), 9,
               "Error: ERR INSTCMD-FAILED\n"
               "upshid-cmd: virtual:CP850PFCLCDa, feature report 0x0c: the device refused the "
               "request (Broken pipe, errno 32)\n");
  check_silent(
      cmd({"virtual:CP850PFCLCDa,vanish=0x0c", "beeper.on"}), 9,
      "Error: ERR INSTCMD-FAILED\n"
      "upshid-cmd: virtual:CP850PFCLCDa, feature report 0x0c: the device is disconnected (No such "
      "device, errno 19)\n");
  check_silent(cmd({"virtual:CP850PFCLCDa,ignore=0x0c", "beeper.disable"}), 13,
               "upshid-cmd: beeper.disable: wrote 1, the device has 2\n");
  check_silent(cmd({"virtual:CP850PFCLCDa,stall=0x0c", "beeper.disable"}), 13,
               "upshid-cmd: the device accepted beeper.disable, but could not be read afterwards: "
               "virtual:CP850PFCLCDa, feature report 0x0c: the device refused the request (Broken "
               "pipe, errno 32)\n");
}

TEST_CASE("a battery test is followed to its result") {
  const Ran passed = cmd({"virtual:CP850PFCLCDa", "test.battery.start.quick", "--wait"});
  CHECK(passed.out == "Done and passed\n");
  CHECK(passed.err == "OK\n");
  CHECK(passed.status == 0);
  const Ran aborted = cmd({"virtual:CP850PFCLCDa,outage=2", "test.battery.start.quick", "--wait"});
  CHECK(aborted.out == "Aborted\n");
  CHECK(aborted.status == 14);
}
