// Our programs, called by links with the names of NUT's.

#include <doctest/doctest.h>
#include <pwd.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "skip.h"
#include "tool/sched/program.h"

namespace upshid::test {

namespace {

const std::vector<std::string> mains{"test=virtual:CP850PFCLCDa"};
const std::string outage = "test=virtual:CP850PFCLCDa,outage=1:3";

// A bench whose folder "bin" has the links.
class Names {
 public:
  Names() {
    const std::vector<std::pair<const char*, const char*>> links{
        {"upsc", UPSHID_STATUS},        {"upscmd", UPSHID_CMD},        {"upsrw", UPSHID_RW},
        {"upssched", UPSHID_SCHED},     {"upsschedctl", UPSHID_SCHED}, {"upsmon", UPSHID_MONITOR},
        {"upsdrvctl", UPSHID_POWEROFF},
    };
    std::filesystem::create_directory(bench / "bin");
    for (const auto& [name, program] : links)
      std::filesystem::create_symlink(program, (*this)[name]);
  }

  std::string operator[](const char* name) const { return bench / "bin/" + name; }

  Ended run(const char* name, const std::vector<std::string>& words,
            std::vector<std::string> environment = {}) const {
    environment.push_back("UPSHID_STATEDIR=" + bench / "state");
    return run_sched(bench, words, {.name = (*this)[name], .environment = std::move(environment)});
  }

  Bench bench;
};

bool says(const std::string& text, std::string_view what) {
  return text.find(what) != std::string::npos;
}

}  // namespace

TEST_CASE("each name says whose it is, and ends with 0 or 1 as NUT's programs do") {
  const Names names;
  for (const char* name :
       {"upsc", "upscmd", "upsrw", "upssched", "upsschedctl", "upsmon", "upsdrvctl"}) {
    const Ended version = names.run(name, {"-V"});
    CHECK(version.status == 0);
    CHECK(version.out.starts_with(std::string(name) + " of upshid "));
    const Ended help = names.run(name, {"-h"});
    CHECK(help.status == 0);
    CHECK(help.out.starts_with("usage: "));
    const Ended wrong = names.run(name, {"--no-such-option"});
    CHECK(wrong.status == 1);
    CHECK(wrong.err.starts_with(std::string(name) + ": "));
  }
}

TEST_CASE("upsc, upscmd and upsrw print what NUT's print") {
  const Names names;
  const std::string ups = "virtual:CP850PFCLCDa";
  CHECK(names.run("upsc", {ups, "ups.status"}).out == "OL\n");
  CHECK(names.run("upsc", {ups}).out.starts_with("battery.charge: 100\n"));
  const Ended nothing = names.run("upsc", {ups, "no.such"});
  CHECK(nothing.status == 1);
  CHECK(nothing.err.starts_with("Error: Variable not supported by UPS\n"));
  const Ended unknown = names.run("upsc", {"nobody@localhost"});
  CHECK(unknown.status == 1);
  CHECK(unknown.err.starts_with("Error: Unknown UPS\n"));
  const Ended commands = names.run("upscmd", {"-l", ups});
  CHECK(commands.status == 0);
  CHECK(commands.out.starts_with("Instant commands supported on UPS [" + ups + "]:\n\n"));
  const Ended beeper = names.run("upscmd", {"-u", "admin", "-p", "secret", ups, "beeper.mute"});
  CHECK(beeper.status == 0);
  CHECK(beeper.err == "OK\n");
  CHECK(names.run("upscmd", {ups, "no.such"}).status == 1);
  CHECK(says(names.run("upsrw", {ups}).out, "[battery.charge.low]\n"));
  CHECK(names.run("upsrw", {"-s", "battery.charge.low=20", "-u", "a", "-p", "b", ups}).err ==
        "OK\n");
  for (const char* name : {"upscmd", "upsrw", "upsdrvctl"}) {
    const Ended help = names.run(name, {});
    CHECK(help.status == 0);
    CHECK(help.out.starts_with("usage: "));
  }
}

TEST_CASE("upssched test and upsschedctl reach the monitor") {
  const Names names;
  names.bench.configure("", "AT ONBATT * EXECUTE onbatt\nAT REPLBATT * START-TIMER timer 900\n");
  const Ended alone = names.run("upssched", {"test", "ONBATT", "test"});
  CHECK(alone.status == 1);
  CHECK(alone.err.starts_with("upssched: no upshid-monitor runs "));
  const Monitor monitor(names.bench, mains);
  REQUIRE(names.bench.ask({"status"}));
  CHECK(names.run("upssched", {"test", "ONBATT", "test"}).status == 0);
  REQUIRE(wait_for([&] { return names.bench.count("onbatt test@localhost ONBATT") == 1; }));
  CHECK(names.run("upsschedctl", {"start", "timer", "100"}).status == 0);
  CHECK(says(names.run("upsschedctl", {"list"}).out, "timer "));
  CHECK(names.run("upsschedctl", {"cancel", "timer"}).status == 0);
  CHECK(names.run("upsschedctl", {"cancel", "timer"}).status == 1);
  const Ended without = names.run("upssched", {});
  CHECK(without.status == 1);
  CHECK(without.err ==
        "upssched: UPSNAME and NOTIFYTYPE are not set; to test an event, run: upssched test TYPE "
        "[UPS]\n");
}

TEST_CASE("a NOTIFYCMD that calls upssched has the monitor apply the AT lines, once") {
  const Names names;
  const Bench& bench = names.bench;
  bench.script("handler",
               "echo \"$1\" >> " + bench / "seen" + "\nexec " + names["upssched"] + " \"$@\"\n");
  bench.configure("NOTIFYCMD " + bench / "handler" + "\n",
                  "AT ONBATT * EXECUTE onbatt\nAT ONLINE * EXECUTE online\n");
  const Monitor monitor(bench, {outage});
  REQUIRE(wait_for([&] { return bench.count("online") == 1; }));
  CHECK(bench.read("ran") ==
        "onbatt test@localhost ONBATT UPS test@localhost on battery\n"
        "online test@localhost ONLINE UPS test@localhost on line power\n");
  CHECK(bench.read("seen") == "UPS test@localhost on battery\nUPS test@localhost on line power\n");
  // As a wrapper may that passes no message on.
  CHECK(names
            .run("upssched", {},
                 {"UPSNAME=test@localhost", "NOTIFYTYPE=ONBATT", "NOTIFYMSG=again # \xc3\xa4"})
            .status == 0);
  REQUIRE(wait_for([&] { return bench.count("onbatt test@localhost ONBATT again # ??") == 1; }));
  const Ended unknown =
      names.run("upssched", {"test"}, {"UPSNAME=nobody@localhost", "NOTIFYTYPE=ONBATT"});
  CHECK(unknown.status == 1);
  CHECK(unknown.err == "upssched: UPS nobody@localhost is not watched\n");
}

TEST_CASE("where NOTIFYCMD is upssched, the monitor applies the AT lines, and upssched does not") {
  const Names names;
  const std::vector<std::string> event{"UPSNAME=test@localhost", "NOTIFYTYPE=ONBATT"};
  CHECK(names.run("upssched", {"UPS test@localhost on battery"}, event).status == 1);
  names.bench.configure("", "AT ONBATT * EXECUTE onbatt\n");
  const Monitor monitor(names.bench, mains);
  REQUIRE(names.bench.ask({"status"}));
  const Ended ended = names.run("upssched", {"UPS test@localhost on battery"}, event);
  CHECK(ended.status == 0);
  CHECK(ended.err ==
        "upssched: nothing run for ONBATT: NOTIFYCMD is upssched, so upshid-monitor applies "
        "upssched.conf itself when it sees the event\n");
  CHECK(names.bench.count("onbatt") == 0);
  // With the environment of a command, too, a test is one.
  CHECK(names.run("upssched", {"test", "ONBATT", "test"}, event).status == 0);
  REQUIRE(wait_for([&] { return names.bench.count("onbatt") == 1; }));
}

TEST_CASE("upsmon -c fsd in a command shuts down, and upsmon -K sees the flag") {
  const Names names;
  const Bench& bench = names.bench;
  bench.configure("POWERDOWNFLAG " + bench / "flag" + "\n",
                  "AT ONBATT * EXECUTE early\nAT SHUTDOWN * EXECUTE last\n");
  bench.script("cmd", "echo \"$1\" >> " + bench / "ran" + "\n[ \"$1\" != early ] || " +
                          names["upsmon"] + " -c fsd\n");
  const auto is_flag_set = [&] {
    return names.run("upsmon", {"-K", "--confdir", bench / "conf"}).status == 0;
  };
  CHECK_FALSE(is_flag_set());
  const Monitor monitor(bench, {outage});
  REQUIRE(wait_for([&] { return bench.count("down") == 1; }));
  CHECK(bench.read("ran") == "early\nlast\ndown\n");
  CHECK(is_flag_set());
  CHECK(says(bench.read("err"), "forced by an administrator"));
  bench.write("flag", "something else");
  CHECK_FALSE(is_flag_set());
}

TEST_CASE("upsmon -c speaks to the running monitor, and fails where there is none") {
  const Names names;
  for (const char* command : {"fsd", "reload", "stop"}) {
    const Ended ended = names.run("upsmon", {"-c", command});
    CHECK(ended.status == 1);
    CHECK(ended.err.starts_with("upsmon: no upshid-monitor runs "));
  }
  names.bench.configure("", "");
  Monitor monitor(names.bench, mains);
  REQUIRE(names.bench.ask({"status"}));
  CHECK(names.run("upsmon", {"-c", "reload"}).status == 0);
  names.bench.write("conf/upsmon.conf", "MONITOR test 1 u p primary\n");
  const Ended refused = names.run("upsmon", {"-c", "reload"});
  CHECK(refused.status == 1);
  CHECK(refused.err.starts_with("upsmon: "));
  CHECK(names.run("upsmon", {"-c", "dance"}).err ==
        "upsmon: unknown command \"dance\"; expected fsd, reload or stop; see upsmon --help\n");
  CHECK(names.run("upsmon", {}).status == 1);
  CHECK(names.run("upsmon", {"-c", "stop"}).status == 0);
  // systemd does not start it again then.
  CHECK(monitor.end().status == 17);
}

TEST_CASE("a command of RUN_AS_USER may call upsmon -c fsd") {
  const passwd* other = ::getpwnam("games");
  if (::geteuid() != 0 || other == nullptr) return skip("needs root and the user games");
  const Names names;
  const Bench& bench = names.bench;
  bench.configure("RUN_AS_USER games\n", "AT ONBATT * EXECUTE early\n");
  bench.script("cmd", "exec " + names["upsmon"] + " -c fsd\n");
  const Monitor monitor(bench, {outage});
  REQUIRE(wait_for([&] { return bench.count("down") == 1; }));
}

TEST_CASE("upsdrvctl has a UPS cut its power, and -t only says so") {
  const Names names;
  const Bench& bench = names.bench;
  bench.configure("", "");
  const std::vector<std::string> conf{"--confdir", bench / "conf"};
  const auto run = [&](std::vector<std::string> words) {
    words.insert(words.end(), conf.begin(), conf.end());
    return names.run("upsdrvctl", words);
  };
  const std::string ups = "test=virtual:CP850PFCLCDa";
  const Ended trial = run({"-t", "shutdown", ups});
  CHECK(trial.status == 0);
  CHECK(trial.err.starts_with("upsdrvctl: test: shutdown.return would be sent: "));
  const Ended real = run({"shutdown", ups});
  CHECK(real.status == 0);
  CHECK(real.err.starts_with("upsdrvctl: test: sent shutdown.return: "));
  CHECK(run({"shutdown", ups + ",refuse=0x15"}).status == 1);
  const Ended unknown = run({"shutdown", "nobody"});
  CHECK(unknown.status == 1);
  CHECK(unknown.err == "upsdrvctl: unknown UPS nobody\n");
  CHECK(run({"dance"}).status == 1);
  const Ended start = run({"start"});
  CHECK(start.status == 0);
  CHECK(start.err.starts_with("upsdrvctl: nothing to start: "));
}

}  // namespace upshid::test
