// What asks the running monitor: start, cancel, list, status, reload, fsd.

#include <doctest/doctest.h>
#include <upshid/ups.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tool/sched/program.h"

namespace upshid::test {

namespace {

const std::vector<std::string> mains{"test=virtual:CP850PFCLCDa"};

// Numbers of processes and seconds differ from run to run.
std::string without_numbers(std::string text, pid_t pid) {
  text = replaced(std::move(text), std::to_string(pid), "PID");
  for (const char* seconds : {"0 s", "1 s", "2 s", "3 s"})
    text = replaced(std::move(text), std::string("OL for ") + seconds, "OL for N s");
  return text;
}

}  // namespace

TEST_CASE("timers are started, listed and cancelled by hand, and one that ends runs its command") {
  const Bench bench;
  bench.configure("", "AT ONBATT * START-TIMER onbatt 3600\n");
  const Monitor monitor(bench, mains);
  REQUIRE(bench.ask({"status"}));
  CHECK(ask_sched(bench, {"list"}).out == "no timer runs\n");
  CHECK(ask_sched(bench, {"start", "--force", "my timer", "3600"}).out ==
        "log: timer my timer started; expires in 3600 s\n");
  REQUIRE(ask_sched(bench, {"test", "ONBATT", "test"}).status == 0);
  const std::string table = ask_sched(bench, {"list"}).out;
  // A second may have gone by.
  CHECK((table == "TIMER     LEFT  UPS             EVENT\n"
                  "my timer  1 h   -               started by hand\n"
                  "onbatt    1 h   test@localhost  ONBATT\n" ||
         table.find("my timer  59 min 5") != std::string::npos));
  const auto json = nlohmann::json::parse(ask_sched(bench, {"list", "--json"}).out);
  REQUIRE(json.size() == 2);
  CHECK(json[0]["name"] == "my timer");
  CHECK(json[0]["left_seconds"] > 3500);
  CHECK(json[1]["ups"] == "test@localhost");
  CHECK(json[1]["type"] == "ONBATT");
  CHECK(ask_sched(bench, {"cancel", "my timer"}).out == "log: timer my timer cancelled\n");
  const Ended again = ask_sched(bench, {"cancel", "my timer"});
  CHECK(again.status == 1);
  CHECK(again.err == "upshid-sched: no timer my timer is running\n");
  CHECK(ask_sched(bench, {"start", "--force", "now", "0"}).status == 0);
  REQUIRE(wait_for([&] { return bench.count("now") == 1; }));
  const Ended never = ask_sched(bench, {"start", "a", "soon"});
  CHECK(never.status == 2);
  CHECK(never.err ==
        "upshid-sched: start \"a\" \"soon\": expected the name of a timer and a number of "
        "seconds\n");
}

TEST_CASE("a timer that no AT line names, as a misspelled one, is started by --force alone") {
  const Bench bench;
  bench.configure("", "AT ONBATT * START-TIMER onbatt 3600\nAT LOWBATT * EXECUTE low\n");
  const Monitor monitor(bench, mains);
  REQUIRE(bench.ask({"status"}));
  const Ended misspelled = ask_sched(bench, {"start", "onbat", "5"});
  CHECK(misspelled.status == 1);
  CHECK(misspelled.err ==
        "upshid-sched: no AT line names onbat; expected low, onbatt; to start it in any case, use "
        "--force\n");
  CHECK(ask_sched(bench, {"list"}).out == "no timer runs\n");
  CHECK(ask_sched(bench, {"start", "onbatt", "3600"}).status == 0);
  CHECK(ask_sched(bench, {"start", "low", "3600"}).status == 0);
  CHECK(ask_sched(bench, {"start", "--force", "onbat", "3600"}).status == 0);
}

TEST_CASE("the status is a page for people, and JSON for programs") {
  const Bench bench;
  bench.configure("", "");
  const Monitor monitor(bench, mains);
  REQUIRE(bench.ask({"status"}));
  const Ended ended = ask_sched(bench, {"status"});
  CHECK(ended.status == 0);
  CHECK(ended.err == "");
  CHECK(without_numbers(ended.out, monitor.pid()) ==
        "upshid-monitor 0.1.0 runs (process PID).\n"
        "\n"
        "test (test@localhost)\n"
        "  power    on line power, ups.status OL for N s\n"
        "  battery  100 %, enough for 40 min\n"
        "  feeds    this machine\n"
        "  device   0764:0601 CPS CP850PFCLCDa, serial 000000000000, virtual:CP850PFCLCDa\n");
  const auto json = nlohmann::json::parse(ask_sched(bench, {"status", "--json"}).out);
  CHECK(json["monitor"]["pid"] == monitor.pid());
  CHECK(json["monitor"]["dry_run"] == false);
  REQUIRE(json["upses"].size() == 1);
  CHECK(json["upses"][0]["status"] == "OL");
  CHECK(json["upses"][0]["charge"] == 100);
  CHECK(json["upses"][0]["runtime_seconds"] == 2400);
  CHECK(json["timers"].empty());
}

TEST_CASE("a UPS whose cable is pulled: the status says since when, and what it was before") {
  const Bench bench;
  bench.configure("", "");
  std::string session;
  OpenOptions options;
  options.record = [&session](std::string_view text) { session += text; };
  REQUIRE(Ups::open("virtual:EC850LCD", options).value().read());
  bench.write("ups.rec",
              session + "0.900 interrupt = error disconnected 19 \"\" \"the device is gone\"\n");
  const Monitor monitor(bench, {"test=recording:" + bench / "ups.rec"});
  const std::string lost = "\n  power    UNKNOWN: no communication with the UPS for ";
  // It is opened again from time to time, so the next page may say something else.
  std::string page;
  REQUIRE(wait_for([&] {
    page = ask_sched(bench, {"status"}).out;
    return page.find(lost) != std::string::npos;
  }));
  CHECK(page.find(" s; before, it was on line power\n") != std::string::npos);
}

TEST_CASE("on battery, with a timer and a command that runs, the status says so") {
  const Bench bench;
  bench.configure("", "AT ONBATT * START-TIMER long 36000\nAT ONBATT * EXECUTE slow\n");
  bench.script("cmd", "exec /bin/sleep 5\n");
  const Monitor monitor(bench, {"test=virtual:CP850PFCLCDa,mains=off"});
  REQUIRE(wait_for([&] {
    const auto status = bench.ask({"status"});
    return status && status->front().find(" commands 1") != std::string::npos;
  }));
  const std::string page = ask_sched(bench, {"status"}).out;
  CHECK(page.find("\n  power    ON BATTERY, ups.status OB DISCHRG for ") != std::string::npos);
  CHECK(page.find("\ncommands that run: 1\n") != std::string::npos);
  CHECK(page.find("\nlong   ") != std::string::npos);
}

TEST_CASE("reload reads the configuration again, and says what is wrong with it") {
  const Bench bench;
  bench.configure("", "");
  const Monitor monitor(bench, mains);
  REQUIRE(bench.ask({"status"}));
  CHECK(ask_sched(bench, {"reload"}).out == "configuration reloaded\n");
  bench.write("conf/upsmon.conf", "MONITOR test 1 u p primary\nFINALDELAY soon\n");
  const Ended refused = ask_sched(bench, {"reload"});
  CHECK(refused.status != 0);
  CHECK(refused.err.find("upsmon.conf:2:12") != std::string::npos);
}

TEST_CASE("fsd wants to be meant") {
  const Bench bench;
  bench.configure("", "AT SHUTDOWN * EXECUTE emergency\n");
  const Monitor monitor(bench, mains);
  REQUIRE(bench.ask({"status"}));
  const Ended asked = ask_sched(bench, {"fsd"});
  CHECK(asked.status == 2);
  CHECK(asked.err ==
        "upshid-sched: fsd runs the commands of SHUTDOWN and then SHUTDOWNCMD: this machine goes "
        "down, and nothing can call it back; upshid-sched fsd --really does it, upshid-sched test "
        "--dry-run FSD shows the commands\n");
  CHECK(bench.count("emergency") == 0);
  CHECK(ask_sched(bench, {"fsd", "--really"}).status == 0);
  REQUIRE(wait_for([&] { return bench.count("down") == 1; }));
  CHECK(bench.count("emergency") == 1);
  REQUIRE(wait_for_text(bench, "err", "SHUTDOWNCMD finished"));
  CHECK(ask_sched(bench, {"status"})
            .out.find("SHUTDOWNCMD was run: this machine is shutting down.\n") !=
        std::string::npos);
}

TEST_CASE("without a monitor each says that none runs, and how to start it") {
  const Bench bench;
  const std::string expected = "upshid-sched: no upshid-monitor runs (nobody listens at " +
                               bench.socket() +
                               "); start it: sudo systemctl start upshid-monitor\n";
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"start", "a", "5"},
                                             {"cancel", "a"},
                                             {"list"},
                                             {"status"},
                                             {"status", "--json"},
                                             {"reload"},
                                             {"fsd", "--really"}}) {
    const Ended ended = ask_sched(bench, words);
    CHECK_MESSAGE(ended.status == 3, words.front());
    CHECK(ended.out == "");
    CHECK(ended.err == expected);
  }
}

}  // namespace upshid::test
