// What is run in an outage, and with which words.

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "tool/monitor/bench.h"

namespace upshid::test {

TEST_CASE("when mains go the command is run with the event's words in its environment") {
  const Bench bench;
  bench.configure("", "AT ONBATT * EXECUTE onbatt\nAT ONLINE * EXECUTE online\n");
  Monitor monitor(bench, {"test=virtual:CP850PFCLCDa,outage=0.2:3"});
  REQUIRE(wait_for_text(bench, "ran", "online"));
  CHECK(monitor.stop().status == 0);
  CHECK(bench.read("ran") ==
        "onbatt test@localhost ONBATT UPS test@localhost on battery\n"
        "online test@localhost ONLINE UPS test@localhost on line power\n");
}

TEST_CASE("a timer whose outage is over runs nothing, one that lasts runs its command") {
  const Bench bench;
  bench.configure("",
                  "AT ONBATT * START-TIMER short 1\nAT ONBATT * START-TIMER long 3600\n"
                  "AT ONLINE * CANCEL-TIMER long\nAT ONLINE * EXECUTE online\n");
  Monitor monitor(bench, {"test=virtual:CP850PFCLCDa,outage=0.1:4"});
  REQUIRE(wait_for_text(bench, "ran", "online"));
  const auto timers = bench.ask({"list"});
  REQUIRE(timers);
  CHECK(timers->empty());
  monitor.stop();
  CHECK(bench.read("ran") ==
        "short test@localhost ONBATT UPS test@localhost on battery\n"
        "online test@localhost ONLINE UPS test@localhost on line power\n");
}

TEST_CASE(
    "on battery and low the commands run once, then the flag is written, then SHUTDOWNCMD runs") {
  const Bench bench;
  bench.configure("POWERDOWNFLAG " + bench / "flag" + "\nSHUTDOWNCMD \"/bin/cat " + bench / "flag" +
                      " >> " + bench / "ran" + "\"\nSHUTDOWNEXIT yes\n",
                  "AT LOWBATT * EXECUTE emergency\nAT SHUTDOWN * EXECUTE emergency\n");
  bench.script("cmd", "/bin/sleep 0.3\necho \"$1\" >> " + bench / "ran" + "\n");
  Monitor monitor(bench, {"test=virtual:CP850PFCLCDa,mains=off,charge=5"});
  const Ended ended = monitor.end();
  CHECK(ended.status == 0);
  CHECK(bench.read("ran") == "emergency\nupsmon-shutdown-file");
  CHECK(ended.err.find("upshid-monitor: SHUTDOWNCMD succeeded; exiting (SHUTDOWNEXIT)\n") !=
        std::string::npos);
}

TEST_CASE("a flag of an earlier shutdown is removed, a file of somebody else's is not") {
  const Bench bench;
  bench.configure("POWERDOWNFLAG " + bench / "flag" + "\n", "");
  for (const char* content : {"upsmon-shutdown-file", "a diary"}) {
    bench.write("flag", content);
    Monitor monitor(bench, {"test=virtual:EC850LCD"});
    REQUIRE(bench.ask({"status"}));
    monitor.stop();
    CHECK(bench.read("flag") == (content[0] == 'u' ? "" : content));
  }
}

TEST_CASE("a shutdown goes on though a stranger put a FIFO where the flag is to be") {
  const Bench bench;
  bench.configure("POWERDOWNFLAG " + bench / "flag" + "\n", "");
  REQUIRE(::mkfifo((bench / "flag").c_str(), 0666) == 0);
  Monitor monitor(bench, {"test=virtual:CP850PFCLCDa,mains=off,charge=5"});
  CHECK(wait_for([&] { return bench.count("down") == 1; }));
  CHECK(monitor.stop().err.find(bench / "flag" +
                                ": POWERDOWNFLAG is a FIFO; only a regular file of root is "
                                "accepted; the UPS will not cut the power after the halt\n") !=
        std::string::npos);
}

TEST_CASE("two UPSes are told apart, and one that feeds nothing shuts nothing down") {
  const Bench bench;
  bench.configure("MONITOR other@localhost 0 user password secondary\n",
                  "AT LOWBATT other EXECUTE other-low\nAT LOWBATT test EXECUTE test-low\n"
                  "AT SHUTDOWN * EXECUTE emergency\n");
  Monitor monitor(bench,
                  {"test=virtual:EC850LCD", "other=virtual:CP850PFCLCDa,mains=off,charge=5"});
  REQUIRE(wait_for_text(bench, "err", "command other-low finished"));
  const auto status = bench.ask({"status"});
  REQUIRE(status);
  REQUIRE(status->size() == 3);
  CHECK((*status)[0].find(" shutdown none timers 0 commands 0") != std::string::npos);
  CHECK((*status)[1].starts_with("ups test system test@localhost power-value 1 status OL since "));
  CHECK((*status)[2].starts_with(
      "ups other system other@localhost power-value 0 status \"OB DISCHRG LB\" since "));
  monitor.stop();
  CHECK(bench.read("ran") ==
        "other-low other@localhost LOWBATT UPS other@localhost battery is low\n");
}

TEST_CASE("a UPS that is not there is told as lost, and looked for") {
  const Bench bench;
  bench.configure("", "AT COMMBAD * EXECUTE commbad\n");
  bench.write("conf/upshid.conf", "COMMS_GRACE 0\n");
  Monitor monitor(bench, {"test=serial:no such UPS anywhere"});
  REQUIRE(wait_for_text(bench, "ran", "commbad"));
  CHECK(wait_for_text(bench, "err",
                      "upshid-monitor: test: cannot open: no UPS found: looked "
                      "for serial:no such UPS anywhere"));
  const auto status = bench.ask({"status"});
  REQUIRE(status);
  CHECK(status->back().find(" power unknown heard no device ") != std::string::npos);
  monitor.stop();
  CHECK(bench.read("ran") ==
        "commbad test@localhost COMMBAD Communications with UPS test@localhost lost\n");
}

TEST_CASE("lines go where journalctl -t finds them") {
  const Bench bench;
  bench.configure("", "AT ONBATT * START-TIMER onbatt 3600\nAT ONBATT * EXECUTE onbatt\n");
  bench.script("cmd", "echo one; echo two >&2\n");
  Monitor monitor(bench, {"test=virtual:EC850LCD,mains=off"});
  REQUIRE(wait_for_text(bench, "err", "command onbatt finished"));
  const std::string err = monitor.stop().err;
  for (const char* line : {"upsmon: UPS test@localhost on battery\n",
                           "upssched: timer onbatt of test@localhost started; expires in 3600 s\n",
                           "upssched: onbatt: one\n", "upssched: onbatt: two\n",
                           "upshid-monitor: exiting; state saved\n"}) {
    CHECK_MESSAGE(err.find(line) != std::string::npos, err);
  }
}

}  // namespace upshid::test
