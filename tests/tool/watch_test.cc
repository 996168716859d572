// --watch on a real terminal: what it shows, and that the terminal is given back on every way out.

#include <doctest/doctest.h>
#include <signal.h>
#include <upshid/upshid.h>

#include "tool/run.h"
#include "tool/terminal.h"

using upshid::test::is_same;
using upshid::test::status_command;
using upshid::test::Terminal;
using upshid::test::terminals_are_there;

namespace {

const std::string ups = "virtual:CP850PFCLCDa";
// The last words of a screen.
const std::string drawn = "changed just now";
const std::string entered = "\x1b[?1049h\x1b[?25l\x1b[0m\x1b[H\x1b[2J";
const std::string left = "\x1b[0m\x1b[H\x1b[2J\x1b[?25h\x1b[?1049l";

// Of a terminal that was entered once and left once.
void check_given_back(Terminal& terminal, const std::string& so_far) {
  const std::string all = so_far + terminal.read_to_end();
  CHECK(all.starts_with(entered));
  CHECK(all.ends_with(left));
  CHECK(all.find(entered, 1) == std::string::npos);
  CHECK(all.find(left) == all.size() - left.size());
  CHECK(is_same(terminal.modes(), terminal.first_modes()));
}

}  // namespace

TEST_CASE("q quits --watch, and the terminal is as it was") {
  if (!terminals_are_there()) return;
  Terminal terminal(status_command({"--watch", ups}));
  const std::string shown = terminal.read_until(drawn);
  CHECK(shown.find("On line power for 0 s or longer") != std::string::npos);
  CHECK(shown.find("ups.status OL") != std::string::npos);
  CHECK((terminal.modes().c_lflag & (ECHO | ICANON)) == 0U);
  CHECK((terminal.modes().c_lflag & ISIG) != 0U);
  terminal.type("q");
  CHECK(terminal.wait_for_end() == 0);
  check_given_back(terminal, shown);
}

TEST_CASE("signals end --watch, and the terminal is as it was") {
  if (!terminals_are_there()) return;
  for (const int number : {SIGTERM, SIGHUP, SIGINT}) {
    CAPTURE(number);
    Terminal terminal(status_command({"--watch", ups}));
    const std::string shown = terminal.read_until(drawn);
    terminal.signal(number);
    CHECK(terminal.wait_for_end() == 128 + number);
    check_given_back(terminal, shown);
  }
}

TEST_CASE("Ctrl-C quits --watch, and the terminal is as it was") {
  if (!terminals_are_there()) return;
  Terminal terminal(status_command({"--watch", ups}));
  const std::string shown = terminal.read_until(drawn);
  terminal.type("\x03");
  CHECK(terminal.wait_for_end() == 128 + SIGINT);
  check_given_back(terminal, shown);
}

TEST_CASE("Ctrl-Z gives the terminal to the shell, and fg draws the screen again") {
  if (!terminals_are_there()) return;
  // The words are put together by the shell, so that its command line is not taken for them.
  Terminal terminal({"/bin/sh", "-c",
                     "set -m; \"$0\" --watch " + ups +
                         "; echo \"st\"\"opped $?\"; stty -a; fg; echo \"en\"\"ded $?\"",
                     UPSHID_STATUS});
  terminal.read_until(drawn);
  terminal.type("\x1a");
  const std::string stopped = terminal.read_until("stopped 148");
  CHECK(stopped.find(left) != std::string::npos);
  const std::string modes = terminal.read_until(entered);
  CHECK(modes.find(" icanon ") != std::string::npos);
  CHECK(modes.find(" echo ") != std::string::npos);
  CHECK(terminal.read_until(drawn).find("ups.status OL") != std::string::npos);
  terminal.type("q");
  CHECK(terminal.read_until("ended 0").find(left) != std::string::npos);
  CHECK(terminal.wait_for_end() == 0);
}

TEST_CASE("a closed terminal ends --watch") {
  if (!terminals_are_there()) return;
  Terminal terminal(status_command({"--watch", ups}));
  terminal.read_until(drawn);
  terminal.hang_up();
  CHECK(terminal.wait_for_end() == 128 + SIGHUP);
}

TEST_CASE("a larger terminal is used at once") {
  if (!terminals_are_there()) return;
  Terminal terminal(status_command({"--watch", ups}));
  terminal.read_until(drawn);
  terminal.resize(120, 40);
  CHECK(terminal.read_until(drawn).find("other variables") != std::string::npos);
}

TEST_CASE("a UPS that goes away is said to be gone, and is back when it is back") {
  if (!terminals_are_there()) return;
  // Its battery is empty after a second or two; the virtual one then starts anew.
  Terminal terminal(status_command({"--watch", ups + ",mains=off,charge=1,load=100"}));
  std::string shown = terminal.read_until("NOT CONNECTED");
  shown += terminal.read_until("looking for it every second");
  shown += terminal.read_until("Reconnected: ON BATTERY, battery low");
  terminal.type("q");
  CHECK(terminal.wait_for_end() == 0);
  check_given_back(terminal, shown);
}

TEST_CASE("NO_COLOR and a locale without UTF-8 are heeded") {
  if (!terminals_are_there()) return;
  Terminal terminal(status_command({"--watch", ups + ",mains=off"}),
                    {{"NO_COLOR", "1"}, {"LC_ALL", "C"}});
  const std::string shown = terminal.read_until(drawn);
  CHECK(shown.find("\x1b[0;1mON BATTERY for 0 s") != std::string::npos);
  CHECK(shown.find("########") != std::string::npos);
  for (const char c : shown) REQUIRE(static_cast<unsigned char>(c) < 0x80);
}

TEST_CASE("what is wrong at the beginning is an error as without --watch, on an untouched screen") {
  if (!terminals_are_there()) return;
  const upshid::test::Confdir conf("");
  Terminal terminal(status_command({"--confdir", conf.path(), "--watch", "nope"}));
  CHECK(terminal.wait_for_end() == 1);
  const std::string all = terminal.read_to_end();
  CHECK(all.starts_with("Error: Unknown UPS\r\nupshid-status: "));
  CHECK(all.find('\x1b') == std::string::npos);
  CHECK(is_same(terminal.modes(), terminal.first_modes()));
}

TEST_CASE(
    "without a terminal that can be drawn on there is a line for the status and each change") {
  if (!terminals_are_there()) return;
  Terminal terminal(status_command({"--watch", ups + ",mains=off,charge=50,load=100"}),
                    {{"TZ", "UTC"}}, Terminal::Output::pipe);
  const std::string first = terminal.read_until("\n");
  CHECK(first.size() > 25);
  CHECK(first.substr(19) == "+00:00 ups.status: OB DISCHRG LB\n");
  CHECK(terminal.read_until("\n").find("+00:00 battery.charge: 50 -> 49\n") == 19);
  terminal.signal(SIGTERM);
  CHECK(terminal.wait_for_end() == 128 + SIGTERM);
}

TEST_CASE("TERM=dumb and a named variable mean lines too") {
  if (!terminals_are_there()) return;
  Terminal dumb(status_command({"--watch", ups}), {{"TERM", "dumb"}});
  CHECK(dumb.read_until("\r\n").find(" ups.status: OL\r\n") == 25);
  Terminal named(status_command({"--watch", ups, "ups.load"}));
  CHECK(named.read_until("\r\n").find(" ups.load: 20\r\n") == 25);
}

TEST_CASE("a pipe that nobody reads ends --watch with an error") {
  if (!terminals_are_there()) return;
  Terminal terminal(status_command({"--watch", ups + ",mains=off,charge=50,load=100"}), {},
                    Terminal::Output::pipe);
  terminal.read_until("\n");
  terminal.hang_up();
  CHECK(terminal.wait_for_end() == 10);
}

TEST_CASE("--watch --json prints an object a line, on a terminal too") {
  if (!terminals_are_there()) return;
  Terminal terminal(status_command({"--watch", "--json", ups}));
  const std::string line = terminal.read_until("\r\n");
  CHECK(line.find("\"event\":\"state\",\"status\":[\"OL\"]") != std::string::npos);
}

TEST_CASE("--watch has no form of upsc's") {
  CHECK(
      upshid::test::run({"--watch", "-j", ups}).err ==
      "upshid-status: --watch and -j cannot be combined; --json prints an object for each change; "
      "see upshid-status --help\n");
  CHECK(upshid::test::run({"--watch", "-c", ups}).status == 2);
  CHECK(upshid::test::run({"--watch", ups}, {.out_closed = true}).status == 10);
}
