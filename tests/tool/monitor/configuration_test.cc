// Configurations that are wrong, at the start and while the monitor runs.

#include <doctest/doctest.h>
#include <signal.h>
#include <unistd.h>

#include <array>

#include "tool/monitor/bench.h"

namespace upshid::test {

namespace {

const std::vector<std::string> mains{"test=virtual:CP850PFCLCDa"};

}  // namespace

TEST_CASE("SIGHUP reads the files again; timers go on") {
  const Bench bench;
  bench.configure("", "AT ONBATT * EXECUTE old\n");
  Monitor monitor(bench, mains);
  REQUIRE(bench.ask({"start", "timer", "1000", "force"}));
  bench.configure("", "AT ONBATT * EXECUTE new\n");
  monitor.signal(SIGHUP);
  REQUIRE(wait_for_text(bench, "err", "upshid-monitor: configuration reloaded\n"));
  REQUIRE(bench.ask({"event", "ONBATT", "test"}));
  REQUIRE(wait_for([&] { return bench.count("") == 1; }));
  CHECK(bench.count("new") == 1);
  const auto timers = bench.ask({"list"});
  REQUIRE(timers);
  CHECK(timers->size() == 1);
}

TEST_CASE("a bad new file leaves all as it was, and is told with its place") {
  const Bench bench;
  bench.configure("", "AT ONBATT * EXECUTE old\n");
  Monitor monitor(bench, mains);
  REQUIRE(bench.ask({"status"}));
  bench.configure("", "AT ONBATT * EXECUTE new\nAT ONBATT * START-TIMER onbatt soon\n");
  const std::string why = bench / "conf/upssched.conf" + ":3:";
  const auto answer = bench.answer_to({"reload"});
  REQUIRE(answer);
  REQUIRE(answer->refusal);
  CHECK(cli::word_of(answer->refusal->why) == "configuration");
  CHECK_MESSAGE(answer->refusal->text.starts_with(why), answer->refusal->text);
  monitor.signal(SIGHUP);
  REQUIRE(wait_for_text(bench, "err", "; keeping the current configuration\n"));
  CHECK(bench.read("err").find("upshid-monitor: " + why) != std::string::npos);
  REQUIRE(bench.ask({"event", "ONBATT", "test"}));
  REQUIRE(wait_for([&] { return bench.count("") == 1; }));
  CHECK(bench.count("old") == 1);
}

TEST_CASE("no state of the files stops a monitor that runs, or takes its SHUTDOWNCMD away") {
  const Bench bench;
  bench.configure("", "");
  Monitor monitor(bench, mains);
  REQUIRE(bench.ask({"status"}));
  for (const std::string& bad :
       {std::string("SHUTDOWNCMD \"/sbin/shutdown # \n"),
        std::string("MONITOR x 1 u p primary\n\""), std::string(std::size_t{2} << 20, 'x'),
        std::string(1000, '\0'), std::string(),
        std::string("MONITOR test@localhost one u p primary\n")}) {
    bench.write("conf/upsmon.conf", bad);
    const auto answer = bench.ask({"reload"});
    // Not only checked: what follows would be the command of another configuration.
    REQUIRE_FALSE(answer);
  }
  ::unlink((bench / "conf/upsmon.conf").c_str());
  REQUIRE(::symlink("upsmon.conf", (bench / "conf/upsmon.conf").c_str()) == 0);
  REQUIRE_FALSE(bench.ask({"reload"}));
  REQUIRE(bench.ask({"fsd"}));
  CHECK(wait_for([&] { return bench.count("down") == 1; }));
}

TEST_CASE("at the start, mistakes are told with their place, and the rest protects") {
  const Bench bench;
  bench.configure("", "AT LOWBATT * EXECUTE emergency\nAT ONBATT * EXEC onbatt\n");
  Monitor monitor(bench, {"test=virtual:CP850PFCLCDa,mains=off,charge=5"});
  REQUIRE(wait_for([&] { return bench.count("down") == 1; }));
  CHECK(bench.count("emergency") == 1);
  CHECK(monitor.stop().err.find("upshid-monitor: " + bench / "conf/upssched.conf" + ":3:") !=
        std::string::npos);
}

TEST_CASE("a configuration that lost its SHUTDOWNCMD to a mistake is refused with status 6") {
  const Bench bench;
  bench.write("conf/upsmon.conf",
              "MONITOR test@localhost 1 u p primary\nSHUTDOWNCMD \"/sbin/shutdown #1\"\n");
  Monitor monitor(bench, mains);
  const Ended ended = monitor.end();
  CHECK(ended.status == 6);
  CHECK(ended.err.find("upshid-monitor: " + bench / "conf/upsmon.conf" + ":2:") !=
        std::string::npos);
  CHECK(ended.err.find(
            "upshid-monitor: " + bench / "conf/upsmon.conf" +
            ": has errors and no valid SHUTDOWNCMD; this machine would not be shut down\n") !=
        std::string::npos);
}

TEST_CASE("a configuration without SHUTDOWNCMD is taken at its word, and says so") {
  const Bench bench;
  bench.write("conf/upsmon.conf", "MONITOR test@localhost 1 u p primary\n");
  Monitor monitor(bench, mains);
  REQUIRE(wait_for_text(bench, "err",
                        "upsmon.conf: no SHUTDOWNCMD; commands run, but this machine stays up\n"));
  CHECK(monitor.stop().status == 0);
}

TEST_CASE("an upsmon.conf that a power failure emptied protects as none does") {
  for (const std::string& content : {std::string(), std::string(1000, '\0')}) {
    const Bench bench;
    bench.write("conf/upsmon.conf", content);
    Monitor monitor(bench, {"test=virtual:CP850PFCLCDa,mains=off,charge=5"}, {"--once"});
    const Ended ended = monitor.end();
    CHECK(ended.status == 0);
    CHECK(ended.out.find("run: /sbin/shutdown -h +0\n") != std::string::npos);
    CHECK(ended.err.find(
              "the file has no settings and is ignored; SHUTDOWNCMD is /sbin/shutdown -h +0\n") !=
          std::string::npos);
  }
}

TEST_CASE("a UPS that MONITOR names by this machine's own name is watched") {
  std::array<char, 256> host{};
  REQUIRE(::gethostname(host.data(), host.size() - 1) == 0);
  const std::string system = std::string("test@") + host.data();
  const Bench bench;
  bench.write("conf/ups.conf", "[test]\ndriver = usbhid-ups\nport = auto\n");
  bench.write("conf/upsmon.conf", "MONITOR " + system + " 1 u p primary\nSHUTDOWNCMD /bin/true\n");
  Monitor monitor(bench, {});
  const auto status = bench.ask({"status"});
  REQUIRE(status);
  REQUIRE(status->size() == 2);
  CHECK_MESSAGE((*status)[1].find(" system " + system + " ") != std::string::npos, (*status)[1]);
}

TEST_CASE("no UPS of this machine is refused with status 6") {
  const Bench bench;
  bench.write("conf/ups.conf", "[far]\ndriver = snmp-ups\nport = 10.0.0.1\n");
  bench.write("conf/upsmon.conf", "MONITOR far@elsewhere 1 u p primary\nSHUTDOWNCMD /bin/true\n");
  Monitor monitor(bench, {});
  const Ended ended = monitor.end();
  CHECK(ended.status == 6);
  CHECK(ended.err.find("no UPS of this machine to watch in " + bench / "conf/ups.conf and " +
                       bench / "conf/upsmon.conf" + "\n") != std::string::npos);
}

TEST_CASE("MINSUPPLIES that cannot be had is told") {
  const Bench bench;
  bench.configure("MINSUPPLIES 2\n", "");
  const Monitor monitor(bench, mains);
  CHECK(wait_for_text(
      bench, "err",
      "MINSUPPLIES 2 exceeds the power value 1 of the UPSes of this machine; using 1\n"));
}

}  // namespace upshid::test
