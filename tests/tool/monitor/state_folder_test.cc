// A state directory that is missing, full or removed: the UPS is watched all the same.

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <string>

#include "base/checksum.h"
#include "tool/monitor/bench.h"

namespace upshid::test {

namespace {

const std::vector<std::string> out{"test=virtual:CP850PFCLCDa,mains=off"};

std::size_t occurrences(const std::string& text, std::string_view what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
    ++count;
  return count;
}

constexpr std::string_view warning = "; if the monitor is killed now, timers and commands are lost";

bool has_state(const Bench& bench) {
  return wait_for([&] { return bench.read("state/state").find("crc32 ") != std::string::npos; });
}

}  // namespace

TEST_CASE("without a state directory a UPS is watched, and the state is saved when there is one") {
  const Bench bench;
  bench.configure("", "AT ONBATT * EXECUTE onbatt\nAT ONBATT * START-TIMER later 1\n");
  bench.write("state", "a file where the directory would be");
  Monitor monitor(bench, out);
  CHECK(wait_for([&] { return bench.count("onbatt") == 1 && bench.count("later") == 1; }));
  REQUIRE(::unlink((bench / "state").c_str()) == 0);
  CHECK(has_state(bench));
  CHECK(bench.ask({"status"}));
  const Ended ended = monitor.stop();
  CHECK(ended.status == 0);
  CHECK_MESSAGE(occurrences(ended.err, warning) == 1, ended.err);
  CHECK(occurrences(ended.err, "the state can be saved again\n") == 1);
  CHECK(bench.count("") == 2);
}

TEST_CASE("a state directory that is removed is made again, with the control socket") {
  const Bench bench;
  bench.configure("", "AT ONBATT * START-TIMER soon 8\nAT ONBATT * START-TIMER later 3600\n");
  Monitor monitor(bench, out);
  REQUIRE(wait_for_text(bench, "err", "timer later of test@localhost started"));
  REQUIRE(std::rename((bench / "state").c_str(), (bench / "gone").c_str()) == 0);
  // What changes the state is saved, here the end of the first timer at the latest.
  pause(100);
  CHECK(has_state(bench));
  const auto timers = bench.ask({"list"});
  REQUIRE(timers);
  CHECK_FALSE(timers->empty());
  monitor.kill();
  Monitor again(bench, out);
  CHECK(wait_for_text(bench, "err", "saved state restored"));
  again.stop();
}

TEST_CASE("a state that cannot be written is reported once, and when it can be again") {
  const Bench bench;
  bench.configure("", "AT ONBATT * START-TIMER later 3600\n");
  Monitor monitor(bench, out);
  REQUIRE(wait_for_text(bench, "err", "timer later of test@localhost started"));
  REQUIRE(::mkdir((bench / "state/state.new").c_str(), 0700) == 0);
  for (const char* name : {"1", "2", "3", "4"}) {
    CHECK(bench.ask({"start", name, "3600", "force"}));
  }
  REQUIRE(::rmdir((bench / "state/state.new").c_str()) == 0);
  CHECK(wait_for_text(bench, "err", "the state can be saved again\n"));
  CHECK(occurrences(bench.read("err"), warning) == 1);
  monitor.kill();
  Monitor again(bench, out);
  const auto timers = bench.ask({"list"});
  REQUIRE(timers);
  CHECK(timers->size() == 5);
}

TEST_CASE("a state file that was changed in any place is reported, and nothing of it is believed") {
  const Bench bench;
  bench.configure("", "");
  {
    Monitor monitor(bench, out);
    REQUIRE(bench.ask({"start", "a", "3600", "force"}));
  }
  const std::string state = bench.read("state/state");
  REQUIRE(state.find("timer") != std::string::npos);
  REQUIRE(base::without_checksum(state));
  for (const std::size_t at : {std::size_t{6}, state.size() / 2, state.size() - 3}) {
    std::string changed = state;
    changed[at] = changed[at] == '1' ? '2' : '1';
    bench.write("state/state", changed);
    bench.write("err", "");
    const Monitor monitor(bench, out);
    CHECK(wait_for_text(
        bench, "err", "its checksum is wrong: changed or cut off; starting without saved state\n"));
    REQUIRE(bench.ask({"status"}));
  }
}

TEST_CASE("clients cannot make the state too large to be read again") {
  const Bench bench;
  bench.configure("", "AT ONBATT * EXECUTE onbatt\n");
  int refusals = 0;
  {
    Monitor monitor(bench, out);
    REQUIRE(wait_for([&] { return bench.count("onbatt") == 1; }));
    REQUIRE(bench.ask({"status"}));
    for (int i = 0; i < 120; ++i) {
      std::string name = std::to_string(i);
      name += std::string(500 - name.size(), '%');
      const auto answer = bench.ask_at_once({"start", name, "3600", "force"});
      REQUIRE(answer);
      if (!answer->refusal) continue;
      ++refusals;
      CHECK(answer->refusal->text == "100 timers are running; no more on request");
    }
    // A shutdown has room.
    CHECK(bench.ask({"event", "LOWBATT", "test", "really"}));
    monitor.kill();
  }
  CHECK(refusals == 20);
  CHECK(occurrences(bench.read("err"), "request refused: ") == 1);
  Monitor monitor(bench, out);
  REQUIRE(bench.ask({"list"}).value().size() == 100);
  CHECK(bench.ask({"cancel", "0" + std::string(499, '%')}));
  CHECK(monitor.stop().err.find("without saved state") == std::string::npos);
  CHECK(bench.count("onbatt") == 1);
}

TEST_CASE("what commands leave in the background writes on after the monitor was killed") {
  const Bench bench;
  bench.configure("", "AT ONBATT * EXECUTE onbatt\n");
  bench.script("cmd",
               "(while ! test -e " + bench / "go" +
                   "; do /bin/sleep 0.02; done; yes loud | /usr/bin/head -c 400000; echo over >> " +
                   bench / "ran" + ") &\necho begun >> " + bench / "ran" + "\n");
  {
    Monitor monitor(bench, out, {"--foreground"}, {{"PATH", "/usr/bin:/bin"}});
    REQUIRE(wait_for_text(bench, "err", "command onbatt finished"));
    monitor.kill();
  }
  Monitor monitor(bench, out);
  REQUIRE(bench.ask({"status"}));
  bench.write("go", "");
  CHECK(wait_for([&] { return bench.count("over") == 1; }));
  CHECK(bench.count("begun") == 1);
  monitor.stop();
}

TEST_CASE("a monitor that was stopped for a while loses nothing") {
  const Bench bench;
  bench.configure("", "AT ONBATT * START-TIMER short 1\nAT ONBATT * START-TIMER long 3600\n");
  Monitor monitor(bench, out);
  REQUIRE(wait_for_text(bench, "err", "timer long of test@localhost started"));
  monitor.signal(SIGSTOP);
  pause(2500);
  monitor.signal(SIGCONT);
  CHECK(wait_for([&] { return bench.count("short") == 1; }));
  const auto timers = bench.ask({"list"});
  REQUIRE(timers);
  CHECK(timers->size() == 1);
  CHECK(monitor.stop().err.find("communication") == std::string::npos);
  CHECK(bench.count("") == 1);
}

}  // namespace upshid::test
