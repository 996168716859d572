#include "socket/driver_state.h"

#include <doctest/doctest.h>

#include "conf/lexer.h"

using namespace upshid;
using namespace upshid::socket;

namespace {

DriverState on_line() {
  DriverState state;
  state.variables = {{"battery.charge", "100", false, 0, {}, {}},
                     {"battery.charge.low", "10", true, 10, {}, std::pair{5, 60}},
                     {"input.sensitivity", "low", true, 10, {"low", "high"}, {}},
                     {"ups.status", "OL", false, 0, {}, {}}};
  state.commands = {"beeper.off", "load.off"};
  state.is_stale = false;
  return state;
}

}  // namespace

TEST_CASE(
    "a dump has every variable before what is said of it, then the commands, and that it is "
    "fresh") {
  CHECK(dump_of(on_line()) ==
        "SETINFO battery.charge \"100\"\n"
        "SETINFO battery.charge.low \"10\"\n"
        "ADDRANGE battery.charge.low 5 60\n"
        "SETFLAGS battery.charge.low RW NUMBER\n"
        "SETAUX battery.charge.low 10\n"
        "SETINFO input.sensitivity \"low\"\n"
        "ADDENUM input.sensitivity \"low\"\n"
        "ADDENUM input.sensitivity \"high\"\n"
        "SETFLAGS input.sensitivity RW STRING\n"
        "SETAUX input.sensitivity 10\n"
        "SETINFO ups.status \"OL\"\n"
        "ADDCMD beeper.off\n"
        "ADDCMD load.off\n"
        "DATAOK\n"
        "DUMPDONE\n");
}

TEST_CASE("a UPS that was never heard is dumped as stale") {
  CHECK(dump_of(DriverState{}) == "DATASTALE\nDUMPDONE\n");
}

TEST_CASE("one variable is dumped alone, and one that does not exist as nothing") {
  CHECK(dump_of(on_line(), "ups.status") == "SETINFO ups.status \"OL\"\nDUMPDONE\n");
  CHECK(dump_of(on_line(), "nothing") == "DUMPDONE\n");
}

TEST_CASE("only what has changed is told") {
  const DriverState before = on_line();
  CHECK(difference(before, before).empty());
  DriverState after = before;
  after.variables.back().value = "OB DISCHRG";
  CHECK(difference(before, after) == "SETINFO ups.status \"OB DISCHRG\"\n");
  after.is_stale = true;
  CHECK(difference(before, after) == "SETINFO ups.status \"OB DISCHRG\"\nDATASTALE\n");
  CHECK(difference(after, before) == "SETINFO ups.status \"OL\"\nDATAOK\n");
}

TEST_CASE("a variable that is gone is deleted, and one with another range is told anew") {
  const DriverState before = on_line();
  DriverState after = before;
  after.variables.erase(after.variables.begin());
  after.variables.front().range = std::pair{1, 9};
  after.commands = {"beeper.on", "load.off"};
  CHECK(difference(before, after) ==
        "DELINFO battery.charge\n"
        "DELINFO battery.charge.low\n"
        "SETINFO battery.charge.low \"10\"\n"
        "ADDRANGE battery.charge.low 1 9\n"
        "SETFLAGS battery.charge.low RW NUMBER\n"
        "SETAUX battery.charge.low 10\n"
        "DELCMD beeper.off\n"
        "ADDCMD beeper.on\n");
}

TEST_CASE("NUT's lexer reads a quoted value back, and no value ends its line") {
  for (const std::string value : {"", "a \"b\" \\ # c = d", "[x]", "'"}) {
    const auto lexed = conf::lex("SETINFO x " + in_quotes(value));
    CHECK(lexed.diagnostics.empty());
    REQUIRE(lexed.lines.size() == 1);
    REQUIRE(lexed.lines.front().size() == 3);
    CHECK(lexed.lines.front()[2].text == value);
  }
  CHECK(in_quotes("a\nSETINFO ups.status OB\r\x1b") == "\"a SETINFO ups.status OB  \"");
  CHECK(in_quotes(std::string(9999, 'x')).size() == conf::max_word_length + 2);
}
