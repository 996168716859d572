// A monitor that is killed and started again goes on as if nothing had been.

#include <doctest/doctest.h>
#include <signal.h>

#include <string>

#include "base/checksum.h"
#include "tool/monitor/bench.h"

namespace upshid::test {

namespace {

const std::vector<std::string> low{"test=virtual:CP850PFCLCDa,mains=off,charge=5"};

// Kills a monitor again and again, each time a little later in its life, and lets the last one end
// what was begun.
void kill_often(const Bench& bench, int first, int step, int times) {
  for (int i = 0; i < times; ++i) {
    Monitor monitor(bench, low);
    pause(first + i * step);
    monitor.kill();
  }
  Monitor last(bench, low);
  REQUIRE(wait_for([&] { return bench.count("down") > 0; }));
  // Not from the log: the monitor that saw the end may have been killed before it wrote the line.
  REQUIRE(wait_for([&] {
    const auto status = bench.ask({"status"});
    return status &&
           status->front().find(" shutdown commanded timers 0 commands 0") != std::string::npos;
  }));
  last.stop();
}

}  // namespace

TEST_CASE("killed at any instant of an outage, it runs each command once") {
  const Bench bench;
  bench.configure("",
                  "AT ONBATT * EXECUTE onbatt\nAT ONBATT * START-TIMER timer 1\n"
                  "AT LOWBATT * EXECUTE emergency\nAT SHUTDOWN * EXECUTE emergency\n");
  bench.script("cmd", "/bin/sleep 0.1\necho \"$1 $NOTIFYTYPE\" >> " + bench / "ran" + "\n");
  kill_often(bench, 5, 5, 24);
  CHECK(bench.count("onbatt ONBATT") == 1);
  CHECK(bench.count("timer ONBATT") <= 1);
  CHECK(bench.count("emergency") == 1);
  CHECK(bench.count("down") == 1);
  CHECK_MESSAGE(bench.read("err").find("exit status unknown") == std::string::npos,
                bench.read("err"));
}

TEST_CASE("killed while a command runs, it waits for that one and sees how it ends") {
  const Bench bench;
  bench.configure("", "AT LOWBATT * EXECUTE emergency\nAT SHUTDOWN * EXECUTE emergency\n");
  bench.script("cmd", "echo begun >> " + bench / "ran" + "\nwhile ! test -e " + bench / "go" +
                          "; do /bin/sleep 0.02; done\necho said\n");
  {
    Monitor monitor(bench, low);
    REQUIRE(wait_for([&] { return bench.count("begun") == 1; }));
    monitor.kill();
  }
  Monitor monitor(bench, low);
  REQUIRE(bench.ask({"status"}));
  CHECK(bench.count("down") == 0);
  bench.write("go", "");
  REQUIRE(wait_for([&] { return bench.count("down") == 1; }));
  const Ended ended = monitor.stop();
  CHECK(bench.count("begun") == 1);
  CHECK(ended.err.find("upssched: emergency: said\n") != std::string::npos);
  CHECK(ended.err.find("command emergency already succeeded in this outage; not run again for "
                       "SHUTDOWN\n") != std::string::npos);
}

TEST_CASE("a command that ends while no monitor runs is known to have ended, and how") {
  for (const int status : {0, 7}) {
    CAPTURE(status);
    const Bench bench;
    bench.configure("", "AT LOWBATT * EXECUTE emergency\n");
    bench.script("cmd", "echo begun >> " + bench / "ran" + "\nwhile ! test -e " + bench / "go" +
                            "; do /bin/sleep 0.02; done\nyes loud | /usr/bin/head -n 100\n"
                            "echo over >> " +
                            bench / "ran" + "\nexit " + std::to_string(status) + "\n");
    {
      Monitor monitor(bench, low, {"--foreground"}, {{"PATH", "/usr/bin:/bin"}});
      REQUIRE(wait_for([&] { return bench.count("begun") == 1; }));
      monitor.kill();
    }
    bench.write("go", "");
    // Nobody reads what it writes, and that does not end it.
    REQUIRE(wait_for([&] { return bench.count("over") == 1; }));
    Monitor monitor(bench, low);
    REQUIRE(wait_for([&] { return bench.count("down") == 1; }));
    const Ended ended = monitor.stop();
    CHECK(bench.count("begun") == 1);
    const std::string told = status == 0
                                 ? "upssched: command emergency finished\n"
                                 : "upssched: command emergency failed with exit status 7\n";
    CHECK_MESSAGE(ended.err.find(told) != std::string::npos, ended.err);
  }
}

TEST_CASE("timers go on where they were") {
  const Bench bench;
  bench.configure("", "AT ONBATT * START-TIMER long 3600\nAT ONBATT * START-TIMER short 1\n");
  const std::vector<std::string> out{"test=virtual:CP850PFCLCDa,mains=off"};
  for (int i = 0; i < 4; ++i) {
    Monitor monitor(bench, out);
    REQUIRE(wait_for_text(bench, "err", "timer long of test@localhost started; expires in 3600 s"));
    pause(30 * i);
    monitor.kill();
  }
  Monitor monitor(bench, out);
  REQUIRE(wait_for([&] { return bench.count("short") == 1; }));
  const auto timers = bench.ask({"list"});
  REQUIRE(timers);
  REQUIRE(timers->size() == 1);
  CHECK(timers->front().starts_with("timer long 35"));
  CHECK(timers->front().ends_with(" test@localhost ONBATT"));
  monitor.stop();
  CHECK(bench.count("") == 1);
  // One event, reported once.
  const std::string err = bench.read("err");
  const std::string told = "upsmon: UPS test@localhost on battery\n";
  const std::size_t first = err.find(told);
  REQUIRE(first != std::string::npos);
  CHECK(err.find(told, first + 1) == std::string::npos);
}

TEST_CASE("a monitor that ends by a signal, and mains that come back meanwhile, cancel a timer") {
  const Bench bench;
  bench.configure("",
                  "AT ONBATT * START-TIMER onbatt 1\nAT ONLINE * CANCEL-TIMER onbatt\n"
                  "AT ONLINE * EXECUTE online\n");
  {
    Monitor monitor(bench, {"test=virtual:CP850PFCLCDa,mains=off"});
    REQUIRE(wait_for_text(bench, "err", "timer onbatt of test@localhost started"));
    CHECK(monitor.stop().status == 0);
  }
  Monitor monitor(bench, {"test=virtual:CP850PFCLCDa"});
  REQUIRE(wait_for([&] { return bench.count("online") == 1; }));
  pause(1100);
  monitor.stop();
  CHECK(bench.count("") == 1);
}

TEST_CASE("a state that cannot be read is told, and the monitor begins anew") {
  const Bench bench;
  bench.configure("", "AT ONBATT * EXECUTE onbatt\n");
  {
    Monitor monitor(bench, {"test=virtual:EC850LCD"});
    REQUIRE(bench.ask({"status"}));
  }
  const std::string state = bench.read("state/state");
  const std::string boot = state.substr(0, state.find('\n') + 1);
  REQUIRE(boot.starts_with("boot "));
  const std::string garbage(3 << 20, 'x');
  for (const std::string& bad : {std::string(), std::string("\n"), boot, boot + "upshid", garbage,
                                 state.substr(0, state.size() / 2)}) {
    bench.write("state/state", bad);
    bench.write("ran", "");
    Monitor monitor(bench, {"test=virtual:EC850LCD,mains=off"});
    REQUIRE(wait_for([&] { return bench.count("onbatt") == 1; }));
    CHECK(monitor.stop().err.find("; starting without saved state\n") != std::string::npos);
  }
  // Of another start of the machine: that is no fault.
  bench.write("err", "");
  bench.write("state/state",
              base::with_checksum("boot 00000000-0000-0000-0000-000000000000\nwhatever"));
  bench.write("ran", "");
  Monitor monitor(bench, {"test=virtual:EC850LCD,mains=off"});
  REQUIRE(wait_for([&] { return bench.count("onbatt") == 1; }));
  CHECK(monitor.stop().err.find("starting without saved state") == std::string::npos);
}

TEST_CASE("a second monitor does not start beside the first") {
  const Bench bench;
  bench.configure("", "");
  Monitor first(bench, {"test=virtual:EC850LCD"});
  REQUIRE(bench.ask({"status"}));
  Monitor second(bench, {"test=virtual:EC850LCD"});
  const Ended ended = second.end();
  CHECK(ended.status == 11);
  CHECK(ended.err.find("upshid-monitor: " + bench / "state/lock" +
                       ": another upshid-monitor is running (process " +
                       std::to_string(first.pid()) + ")" + "\n") != std::string::npos);
  CHECK(bench.ask({"status"}));
}

TEST_CASE("as a service, a second monitor waits, and takes over when the first exits") {
  const Bench bench;
  bench.configure("", "AT ONBATT * EXECUTE onbatt\n");
  Monitor first(bench, {"test=virtual:EC850LCD"});
  REQUIRE(bench.ask({"status"}));
  Monitor second(bench, {"test=virtual:EC850LCD,mains=off"}, {"--foreground"},
                 {{"NOTIFY_SOCKET", bench / "nobody-listens"}});
  REQUIRE(wait_for_text(
      bench, "err",
      "is running (process " + std::to_string(first.pid()) + "); waiting until it exits\n"));
  first.stop();
  CHECK(wait_for([&] { return bench.count("onbatt") == 1; }));
  CHECK(second.stop().status == 0);
}

}  // namespace upshid::test
