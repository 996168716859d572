// The verb test, and the names of NUT that never had it.

#include <doctest/doctest.h>

#include <filesystem>

#include "tool/sched/program.h"

namespace upshid::test {

namespace {

const std::vector<std::string> mains{"test=virtual:CP850PFCLCDa"};

}  // namespace

TEST_CASE("the commands of pages about NUT work once the names are linked") {
  const Bench bench;
  bench.configure("", "AT ONBATT * EXECUTE onbatt\n");
  const Monitor monitor(bench, mains);
  REQUIRE(bench.ask({"status"}));
  std::filesystem::create_symlink(UPSHID_SCHED, bench / "upssched");
  std::filesystem::create_symlink(UPSHID_SCHED, bench / "upsschedctl");
  const std::vector<std::string> where{"--statedir", bench / "state"};
  const auto with = [&where](std::vector<std::string> words) {
    words.insert(words.end(), where.begin(), where.end());
    return words;
  };
  const Ended test =
      run_sched(bench, with({"test", "ONBATT", "test"}), {.name = bench / "upssched"});
  CHECK(test.status == 0);
  CHECK(test.err == "");
  CHECK(test.out ==
        "log: UPS test@localhost on battery\n"
        "run: UPSNAME=test@localhost NOTIFYTYPE=ONBATT NOTIFYMSG='UPS test@localhost on battery' " +
            bench / "cmd" + " onbatt\n");
  REQUIRE(wait_for([&] { return bench.count("onbatt test@localhost ONBATT") == 1; }));
  const Ended start =
      run_sched(bench, with({"start", "onbatt", "0"}), {.name = bench / "upsschedctl"});
  CHECK(start.status == 0);
  REQUIRE(wait_for([&] { return bench.count("onbatt") == 2; }));
}

TEST_CASE("the only UPS need not be named; of several one must be") {
  const Bench bench;
  bench.configure("", "AT ONBATT * EXECUTE onbatt\n");
  Monitor one(bench, mains);
  REQUIRE(bench.ask({"status"}));
  CHECK(ask_sched(bench, {"test", "--dry-run", "onbatt"}).out.find("UPSNAME=test@localhost") !=
        std::string::npos);
  one.stop();
  const Monitor two(bench, {"test=virtual:CP850PFCLCDa", "other=virtual:EC850LCD"});
  REQUIRE(bench.ask({"status"}));
  const Ended ended = ask_sched(bench, {"test", "--dry-run", "ONBATT"});
  CHECK(ended.status == 2);
  CHECK(ended.err == "upshid-sched: ONBATT: several UPSes are watched, name one: test, other\n");
  const Ended unknown = ask_sched(bench, {"test", "--dry-run", "ONBATT", "nobody"});
  CHECK(unknown.status == 1);
  CHECK(unknown.err == "upshid-sched: UPS nobody is not watched\n");
}

TEST_CASE("what may shut down wants --really; --dry-run shows it and runs nothing") {
  const Bench bench;
  bench.configure("", "AT SHUTDOWN * EXECUTE emergency\n");
  const Monitor monitor(bench, mains);
  REQUIRE(bench.ask({"status"}));
  const Ended asked = ask_sched(bench, {"test", "SHUTDOWN"});
  CHECK(asked.status == 2);
  CHECK(
      asked.err ==
      "upshid-sched: commands for SHUTDOWN may shut down this machine or others; to run them, add "
      "--really; to see them, --dry-run\n");
  const Ended dry = ask_sched(bench, {"test", "SHUTDOWN", "--dry-run"});
  CHECK(dry.status == 0);
  CHECK(dry.out.find("run: UPSNAME='' NOTIFYTYPE=SHUTDOWN ") != std::string::npos);
  CHECK(bench.count("emergency") == 0);
  CHECK(ask_sched(bench, {"test", "SHUTDOWN", "--really"}).out == dry.out);
  REQUIRE(wait_for([&] { return bench.count("emergency") == 1; }));
  CHECK(bench.count("down") == 0);
  const Ended both = ask_sched(bench, {"test", "SHUTDOWN", "--really", "--dry-run"});
  CHECK(both.status == 2);
  CHECK(both.err == "upshid-sched: --dry-run and --really cannot be combined\n");
}

TEST_CASE("a timer that a test starts is said to depend on the truth; no command, too") {
  const Bench bench;
  bench.configure("", "AT ONBATT * START-TIMER onbatt 30\nAT ONLINE * CANCEL-TIMER onbatt\n");
  const Monitor monitor(bench, mains);
  REQUIRE(bench.ask({"status"}));
  const Ended started = ask_sched(bench, {"test", "ONBATT"});
  CHECK(started.out ==
        "log: UPS test@localhost on battery\n"
        "log: timer onbatt of test@localhost started; expires in 30 s\n");
  CHECK(
      started.err ==
      "upshid-sched: when a timer started in this way expires, its command runs only if the event "
      "is true then; to run the command in any case, use upshid-sched start NAME SECONDS\n");
  const Ended cancelled = ask_sched(bench, {"test", "ONLINE"});
  CHECK(cancelled.out ==
        "log: UPS test@localhost on line power\n"
        "log: timer onbatt of test@localhost cancelled\n");
  CHECK(cancelled.err == "");
  CHECK(
      ask_sched(bench, {"test", "REPLBATT", "--dry-run"}).out.ends_with("no command would run\n"));
}

TEST_CASE("without a monitor a dry run goes by the files, and a real one says what to do") {
  const Bench bench;
  bench.configure("", "AT LOWBATT * EXECUTE emergency\nAT ONBATT * START-TIMER onbatt 30\n");
  bench.write("conf/ups.conf", "[test]\ndriver = usbhid-ups\nport = auto\n");
  const auto dry = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"test", "--dry-run", "--confdir", bench / "conf"});
    return ask_sched(bench, std::move(words));
  };
  const Ended low = dry({"LOWBATT"});
  CHECK(low.status == 0);
  CHECK(low.out ==
        "log: UPS test@localhost battery is low\n"
        "run: UPSNAME=test@localhost NOTIFYTYPE=LOWBATT NOTIFYMSG='UPS test@localhost battery is "
        "low' " +
            bench / "cmd" + " emergency\n");
  CHECK(low.err ==
        "upshid-sched: this is what the configuration in " + bench / "conf" + " would do\n");
  CHECK(dry({"onbatt", "test@localhost"}).out ==
        "log: UPS test@localhost on battery\n"
        "log: timer onbatt of test@localhost started; expires in 30 s\n");
  const Ended nobody = dry({"onbatt", "nobody"});
  CHECK(nobody.status == 1);
  CHECK(nobody.err == "upshid-sched: UPS nobody is not watched; expected test\n");
  CHECK(bench.count("emergency") == 0);
  const Ended real = ask_sched(bench, {"test", "ONBATT", "test"});
  CHECK(real.status == 3);
  CHECK(real.err == "upshid-sched: no upshid-monitor runs (nobody listens at " + bench.socket() +
                        "); start it: sudo systemctl start upshid-monitor\n"
                        "upshid-sched: to see what would run without a monitor, use --dry-run\n");
  const Ended other = ask_sched(bench, {"test", "ONBATT", "--confdir", bench / "conf"});
  CHECK(other.status == 2);
  CHECK(other.err ==
        "upshid-sched: --confdir requires --dry-run: the monitor uses its own configuration\n");
  bench.write("conf/upsmon.conf", "MONITOR test@far 1 u p primary\nSHUTDOWNCMD x\n");
  const Ended danger = dry({"ONBATT"});
  CHECK(danger.status == 6);
  CHECK(danger.err.find("no UPS of this machine to watch in ") != std::string::npos);
  CHECK(danger.err.ends_with("/upsmon.conf; see upshid-sched check\n"));
}

TEST_CASE("an event that there is not is refused with those that there are") {
  const Bench bench;
  const Ended ended = ask_sched(bench, {"test", "POWERFAIL"});
  CHECK(ended.status == 2);
  CHECK(
      ended.err.starts_with("upshid-sched: unknown notify type \"POWERFAIL\"; expected one of "
                            "ONLINE, ONBATT, LOWBATT, FSD, "));
}

TEST_CASE("called as a NOTIFYCMD is, it has the monitor apply the AT lines for the event") {
  const Bench bench;
  bench.configure("NOTIFYCMD " UPSHID_SCHED "\n", "AT ONBATT * EXECUTE onbatt\n");
  const Call call{.environment = {"UPSNAME=test@localhost", "NOTIFYTYPE=ONBATT",
                                  "UPSHID_STATEDIR=" + bench / "state"}};
  CHECK(run_sched(bench, {"UPS test@localhost on battery"}, call).status == 3);
  // A verb is one all the same.
  CHECK(run_sched(bench, {"list"}, call).status == 3);
  const Monitor monitor(bench, {"test=virtual:CP850PFCLCDa"});
  REQUIRE(bench.ask({"status"}));
  const Ended ended = run_sched(bench, {"UPS test@localhost on battery"}, call);
  CHECK(ended.status == 0);
  CHECK(ended.out == "");
  CHECK(ended.err == "");
  REQUIRE(wait_for([&] {
    return bench.count("onbatt test@localhost ONBATT UPS test@localhost on battery") == 1;
  }));
}

}  // namespace upshid::test
