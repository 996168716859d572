// Commands that hang, fail, are missing, or write without end.

#include <doctest/doctest.h>
#include <pwd.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "skip.h"
#include "tool/monitor/bench.h"

namespace upshid::test {

namespace {

const std::vector<std::string> out{"test=virtual:CP850PFCLCDa,mains=off"};
const std::vector<std::string> low{"test=virtual:CP850PFCLCDa,mains=off,charge=5"};

std::size_t occurrences(const std::string& text, const std::string& what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
    ++count;
  return count;
}

}  // namespace

TEST_CASE("a command that hangs holds up nothing but the shutdown, and that not for ever") {
  const Bench bench;
  bench.configure("", "AT ONBATT * EXECUTE hang\nAT ONBATT * EXECUTE quick\n");
  bench.write("conf/upshid.conf", "SCRIPT_DEADLINE 3\n");
  bench.script("cmd", "echo $1 >> " + bench / "ran" + "\ntest $1 = hang && exec /bin/sleep 30\n");
  Monitor monitor(bench, low);
  REQUIRE(wait_for([&] { return bench.count("quick") == 1; }));
  CHECK(bench.count("down") == 0);
  // The quick one wrote its line a moment before it ended.
  CHECK(wait_for([&] {
    const auto status = bench.ask({"status"});
    return status && status->front().find(" shutdown waiting-for-commands timers 0 commands 1") !=
                         std::string::npos;
  }));
  REQUIRE(wait_for([&] { return bench.count("down") == 1; }));
  CHECK(monitor.stop().err.find("upssched: no longer waiting for hang\n") != std::string::npos);
}

TEST_CASE("a command that fails, dies, is missing or cannot be run is told") {
  struct Row {
    const char* text;  // nullptr: there is no file.
    mode_t mode;
    const char* told;
    const char* end = told;
  };
  constexpr const char* failed = "command onbatt failed with exit status 12";
  for (const Row& row :
       {Row{"#!/bin/sh\nexit 3\n", 0755, "command onbatt failed with exit status 3"},
        Row{"#!/bin/sh\nkill -9 $$\n", 0755, "command onbatt was killed by signal 9"},
        Row{nullptr, 0, "cmd: cannot run: No such file or directory", failed},
        Row{"#!/bin/sh\n", 0644, "cmd: cannot run: Permission denied", failed},
        Row{"#!/nonexistent\n", 0755, "cmd: cannot run: No such file", failed}}) {
    CAPTURE(row.told);
    const Bench bench;
    bench.configure("", "AT ONBATT * EXECUTE onbatt\n");
    REQUIRE(::unlink((bench / "cmd").c_str()) == 0);
    if (row.text != nullptr) {
      bench.write("cmd", row.text);
      REQUIRE(::chmod((bench / "cmd").c_str(), row.mode) == 0);
    }
    Monitor monitor(bench, out);
    CHECK(wait_for_text(bench, "err", row.told));
    CHECK(wait_for_text(bench, "err", row.end));
  }
}

TEST_CASE("a script without \"#!\" is run by sh, as a shell would") {
  const Bench bench;
  bench.configure("", "AT ONBATT * EXECUTE onbatt\n");
  bench.write("cmd", "echo plain $1 >> " + bench / "ran" + "\n");
  const Monitor monitor(bench, out);
  CHECK(wait_for_text(bench, "ran", "plain onbatt\n"));
}

TEST_CASE("a command that writes without end neither blocks the loop nor fills the journal") {
  const Bench bench;
  bench.configure("", "AT ONBATT * EXECUTE flood\nAT ONLINE * EXECUTE online\n");
  bench.script("cmd", "echo $1 $$ >> " + bench / "ran" +
                          "\ntest $1 = flood || exit 0\n"
                          "while :; do echo a line and a line and a line; done\n");
  Monitor monitor(bench, {"test=virtual:CP850PFCLCDa,outage=0:3"});
  REQUIRE(wait_for([&] { return bench.count("online") == 1; }));
  REQUIRE(bench.ask({"status"}));
  const std::string ran = bench.read("ran");
  const pid_t flood = std::stoi(ran.substr(ran.find("flood ") + 6));
  REQUIRE(::kill(flood, SIGKILL) == 0);
  REQUIRE(wait_for_text(bench, "err", "command flood was killed by signal 9"));
  const std::string err = monitor.stop().err;
  const std::size_t lines = occurrences(err, "upssched: flood: a line and a line and a line\n");
  CHECK(lines >= 100);
  CHECK(lines < 130);
  CHECK(err.find(" more lines were not logged\n") != std::string::npos);
}

TEST_CASE("what a command writes is made harmless: one line, no control characters, not too long") {
  const Bench bench;
  bench.configure("", "AT ONBATT * EXECUTE onbatt\n");
  bench.script("cmd",
               "printf '\\033[31mred\\r\\377\\n\\n'\n"
               "i=0; while test $i -lt 300; do printf 0123456789; i=$((i+1)); done\n"
               "echo; printf 'no end of line'\n");
  Monitor monitor(bench, out);
  REQUIRE(wait_for_text(bench, "err", "command onbatt finished"));
  const std::string err = monitor.stop().err;
  CHECK(err.find("upssched: onbatt:  [31mred \xef\xbf\xbd\n") != std::string::npos);
  CHECK(err.find("upssched: onbatt: no end of line\n") != std::string::npos);
  const std::size_t at = err.find("upssched: onbatt: 0123456789");
  REQUIRE(at != std::string::npos);
  CHECK(err.find('\n', at) - at < 1100);
}

TEST_CASE("a command has no descriptor of the monitor's, and nothing of systemd's") {
  const Bench bench;
  bench.configure("", "AT ONBATT * EXECUTE onbatt\n");
  bench.script("cmd",
               "{ /bin/ls /proc/self/fd | /usr/bin/tr '\\n' ' '; /bin/readlink /proc/self/fd/0\n"
               "echo \"${NOTIFY_SOCKET-none} ${WATCHDOG_USEC-none} $KEPT $(pwd)\"; } > " +
                   bench / "seen.new" + "\n/bin/mv " + bench / "seen.new" + " " + bench / "seen" +
                   "\n");
  const Monitor monitor(bench, out, {"--foreground"},
                        {{"NOTIFY_SOCKET", "/nonexistent"}, {"KEPT", "kept"}});
  REQUIRE(wait_for_text(bench, "seen", "\n"));
  // ls has its own 3 open on the folder.
  CHECK(bench.read("seen") == "0 1 2 3 /dev/null\nnone none kept /\n");
}

TEST_CASE("NOTIFYCMD may be a program, a program with arguments, or what a shell understands") {
  for (const char* how :
       {"BENCH/cmd", "BENCH/cmd first", "\\\"BENCH/cmd\\\" 'first'", "W=1; BENCH/cmd $W"}) {
    CAPTURE(how);
    const Bench bench;
    std::string command = how;
    for (std::size_t at = 0; (at = command.find("BENCH/")) != std::string::npos;)
      command.replace(at, 6, bench / "");
    bench.script("cmd", "for last; do :; done; echo \"$# $last\" >> " + bench / "ran" + "\n");
    bench.configure("NOTIFYCMD \"" + command + "\"\n", "");
    const Monitor monitor(bench, out);
    const bool is_alone = std::string_view(how) == "BENCH/cmd";
    CHECK(wait_for_text(
        bench, "ran",
        is_alone ? "1 UPS test@localhost on battery\n" : "2 UPS test@localhost on battery\n"));
  }
}

TEST_CASE("commands run as RUN_AS_USER, SHUTDOWNCMD as root") {
  const bool can_change = ::geteuid() == 0 && ::getpwnam("daemon") != nullptr;
  if (!can_change) {
    return upshid::test::skip("needs root and a user daemon");
  }
  const Bench bench;
  bench.write("ran", "");
  REQUIRE(::chmod((bench / "ran").c_str(), 0666) == 0);
  bench.script("cmd", "echo \"$1 $(/usr/bin/id -un) $(/usr/bin/id -Gn) $USER $HOME\" >> " +
                          bench / "ran" + "\n");
  bench.configure(
      "RUN_AS_USER daemon\nSHUTDOWNCMD \"echo down $(/usr/bin/id -un) >> " + bench / "ran" + "\"\n",
      "AT ONBATT * EXECUTE onbatt\n");
  {
    const Monitor monitor(bench, low);
    REQUIRE(wait_for([&] { return bench.count("down") == 1; }));
  }
  CHECK(bench.read("ran") == "onbatt daemon daemon daemon /usr/sbin\ndown root\n");

  SUBCASE("one that the machine does not know becomes nobody, and that is told") {
    const Bench other;
    other.write("ran", "");
    REQUIRE(::chmod((other / "ran").c_str(), 0666) == 0);
    other.script("cmd", "echo $(/usr/bin/id -u) >> " + other / "ran" + "\n");
    other.configure("RUN_AS_USER who-is-that\n", "AT ONBATT * EXECUTE onbatt\n");
    const Monitor monitor(other, out);
    REQUIRE(wait_for_text(other, "ran", "\n"));
    CHECK(other.read("ran") == "65534\n");
    CHECK(
        other.read("err").find(
            "upshid-monitor: RUN_AS_USER who-is-that: no such user; commands run as nobody and may "
            "lack permissions; SHUTDOWNCMD runs as root\n") != std::string::npos);
  }
}

TEST_CASE("a process that a command leaves behind can write on") {
  const Bench bench;
  bench.configure("", "AT ONBATT * EXECUTE onbatt\n");
  bench.script("cmd", "{ while ! test -e " + bench / "go" +
                          "; do /bin/sleep 0.02; done; echo late; } &\nexit 0\n");
  const Monitor monitor(bench, out);
  REQUIRE(wait_for_text(bench, "err", "command onbatt finished"));
  bench.write("go", "");
  CHECK(wait_for_text(bench, "err", "upssched: onbatt: late\n"));
}

TEST_CASE("line power that flickers runs each command, and is logged a few times") {
  const Bench bench;
  bench.configure("", "AT ONBATT * EXECUTE onbatt\nAT ONLINE * EXECUTE online\n");
  Monitor monitor(bench, {"test=virtual:CP850PFCLCDa"});
  for (int i = 1; i <= 12; ++i) {
    REQUIRE(bench.ask({"event", "ONBATT", "test"}));
    REQUIRE(bench.ask({"event", "ONLINE", "test"}));
    REQUIRE(wait_for([&] { return bench.count("onbatt") == i && bench.count("online") == i; }));
  }
  const std::string log = monitor.stop().err;
  CHECK(occurrences(log, "UPS test@localhost on battery") == 5);
  CHECK(occurrences(log, "command onbatt finished") == 5);
}

}  // namespace upshid::test
