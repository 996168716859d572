#include "tool/cmd/tools.h"
#include "tool/terminal.h"

using upshid::test::Terminal;
using upshid::test::terminals_are_there;

TEST_CASE("on a terminal a command that cuts the power says what it does, and needs --yes") {
  if (!terminals_are_there()) return;
  Terminal terminal({UPSHID_CMD, "virtual:CP850PFCLCDa", "shutdown.return"});
  CHECK(terminal.wait_for_end() == 12);
  CHECK(terminal.read_to_end() ==
        "upshid-cmd: shutdown.return on virtual:CP850PFCLCDa: cuts the power of the load in 60 s; "
        "switches on when line power returns, but not before 120 s\r\n"
        "upshid-cmd: nothing was written; to confirm, add --yes\r\n");
}

TEST_CASE("with --yes it goes on, and what cuts no power needs none") {
  if (!terminals_are_there()) return;
  Terminal consents({UPSHID_CMD, "--yes", "virtual:CP850PFCLCDa", "load.off.delay", "60"});
  CHECK(consents.wait_for_end() == 0);
  CHECK(consents.read_to_end() ==
        "upshid-cmd: load.off.delay on virtual:CP850PFCLCDa: cuts the power of the load in 60 s\r\n"
        "OK\r\n");
  Terminal harmless({UPSHID_CMD, "virtual:CP850PFCLCDa", "shutdown.stop"});
  CHECK(harmless.wait_for_end() == 0);
  CHECK(harmless.read_to_end() == "OK\r\n");
}

TEST_CASE("a signal while a test is followed ends the program by that signal") {
  if (!terminals_are_there()) return;
  Terminal terminal({UPSHID_CMD, "--wait", "virtual:CP850PFCLCDa", "test.battery.start.deep"});
  terminal.read_until("OK");
  terminal.type("\x03");
  CHECK(terminal.wait_for_end() == 128 + 2);
}
