#include "socket/driver_peer.h"

#include <doctest/doctest.h>
#include <unistd.h>

using namespace upshid::socket;

namespace {

DriverState some_state() {
  DriverState state;
  state.variables = {{"ups.status", "OL", false, 0, {}, {}}};
  state.is_stale = false;
  return state;
}

struct Talk {
  DriverPeer peer;
  std::vector<DriverRequest> requests;

  // What comes back.
  std::string say(std::string_view bytes) {
    peer.take(bytes, some_state(), requests);
    const std::string out = peer.output();
    peer.sent(out.size());
    return out;
  }
};

constexpr const char* dump = "SETINFO ups.status \"OL\"\nDATAOK\nDUMPDONE\n";

}  // namespace

TEST_CASE("upsd gets a dump and an answer to its ping, however its bytes are cut") {
  Talk talk;
  CHECK(talk.say("DUMPALL\n") == dump);
  CHECK(talk.say("PI").empty());
  CHECK(talk.say("NG\nPING\nDUMP") == "PONG\nPONG\n");
  CHECK(talk.say("ALL\n") == dump);
}

TEST_CASE("newer programs of NUT get the process, the status and one variable, and may leave") {
  Talk talk;
  CHECK(talk.say("GETPID\n") == "PID " + std::to_string(::getpid()) + "\n");
  CHECK(talk.say("DUMPSTATUS\n") == "SETINFO ups.status \"OL\"\nDUMPDONE\n");
  CHECK(talk.say("DUMPVALUE ups.status\n") == "SETINFO ups.status \"OL\"\nDUMPDONE\n");
  CHECK(talk.say("DUMPVALUE no.such\n") == "DUMPDONE\n");
  CHECK_FALSE(talk.peer.is_over());
  CHECK(talk.say("LOGOUT\nPING\n") == "OK Goodbye\n");
  CHECK(talk.peer.is_over());
}

TEST_CASE(
    "a command and a setting become requests, with their value and tracking ID where they have "
    "one") {
  Talk talk;
  CHECK(talk.say("INSTCMD load.off\nINSTCMD load.off.delay 30 TRACKING 1a-2B\n"
                 "SET battery.charge.low \"25\"\nSET input.sensitivity \"low x\" TRACKING 7\n")
            .empty());
  REQUIRE(talk.requests.size() == 4);
  CHECK(talk.requests[0].name == "load.off");
  CHECK_FALSE(talk.requests[0].is_setting);
  CHECK_FALSE(talk.requests[0].value);
  CHECK(talk.requests[1].value == "30");
  CHECK(talk.requests[1].tracking == "1a-2B");
  CHECK(talk.requests[2].is_setting);
  CHECK(talk.requests[2].value == "25");
  CHECK(talk.requests[2].tracking.empty());
  CHECK(talk.requests[3].value == "low x");

  talk.peer.answer(talk.requests[0], RequestOutcome::handled);
  CHECK(talk.peer.output().empty());
  talk.peer.answer(talk.requests[1], RequestOutcome::invalid);
  CHECK(talk.peer.output() == "TRACKING 1a-2B 2\n");
}

TEST_CASE(
    "what is no request is none: too few words, too many, a broken quote, an ID with a space") {
  Talk talk;
  CHECK(talk.say("SET\nSET a\nINSTCMD\nINSTCMD a b c\nINSTCMD a \"b\nINSTCMD a TRACKING \"1\n 2\"\n"
                 "SET a b TRACKING \"1 0\"\nFOO\n\n = = \n")
            .empty());
  CHECK(talk.requests.empty());
  CHECK_FALSE(talk.peer.is_over());
}

TEST_CASE("news go to everybody who did not decline them") {
  Talk talk;
  talk.peer.tell("DATASTALE\n");
  CHECK(talk.say("") == "DATASTALE\n");
  talk.say("NOBROADCAST\n");
  talk.peer.tell("DATAOK\n");
  CHECK(talk.say("").empty());
  talk.say("BROADCAST 1\n");
  talk.peer.tell("DATAOK\n");
  CHECK(talk.say("") == "DATAOK\n");
}

TEST_CASE(
    "a line without end, and answers that nobody reads, end the connection and nothing else") {
  Talk talk;
  CHECK(talk.say(std::string(DriverPeer::max_line, 'x')).empty());
  CHECK_FALSE(talk.peer.is_over());
  talk.say("x");
  CHECK(talk.peer.is_dropped());
  CHECK(talk.say("\nPING\n").empty());

  Talk deaf;
  for (int i = 0; i < 20000 && !deaf.peer.is_over(); ++i)
    deaf.peer.take("DUMPALL\n", some_state(), deaf.requests);
  CHECK(deaf.peer.is_dropped());
  CHECK(deaf.peer.output().size() <= DriverPeer::max_output + 1000);
}
