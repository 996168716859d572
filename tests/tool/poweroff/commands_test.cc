// What is sent at the end of a halt, and when nothing is.

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tool/monitor/bench.h"
#include "tool/run.h"
#include "tool/unknown_maker.h"
#include "upshid-poweroff/cut.h"
#include "watch/power_cut.h"

namespace upshid::test {

namespace {

using Names = std::vector<std::string>;

std::vector<InstantCommand> offered(const Names& names) {
  std::vector<InstantCommand> out;
  for (const std::string& name : names) out.push_back({name, {}, false, true});
  return out;
}

Ran end(const Bench& bench, const std::vector<std::string>& arguments) {
  std::vector<std::string> all{"--confdir", bench / "conf", "--console", bench / "console"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  bench.write("console", "");
  return run(all, {.program = UPSHID_POWEROFF});
}

void shut_down(const Bench& bench) {
  bench.configure("POWERDOWNFLAG " + bench / "flag" + "\n", "");
  bench.write("flag", "upsmon-shutdown-file");
}

constexpr const char* sent =
    "upshid-poweroff: test: sent shutdown.return: cuts the power of the load in 60 s; switches "
    "on when line power returns, but not before 120 s\n";

}  // namespace

TEST_CASE(
    "power is cut by what brings it back, and without that only while there is no line power") {
  using watch::commands_to_try;
  const auto all = offered(
      {"load.off", "load.off.delay", "shutdown.reboot", "shutdown.return", "shutdown.stayoff"});
  for (const std::optional<bool> mains :
       {std::optional<bool>(), std::optional(true), std::optional(false)}) {
    CHECK(commands_to_try(all, mains) == Names{"shutdown.return", "shutdown.reboot"});
  }
  const auto no_way_back = offered({"load.off", "load.off.delay", "shutdown.stayoff"});
  CHECK(commands_to_try(no_way_back, std::nullopt).empty());
  CHECK(commands_to_try(no_way_back, true).empty());
  CHECK(commands_to_try(no_way_back, false) == Names{"load.off.delay"});
  CHECK(commands_to_try(offered({"load.off", "beeper.mute"}), false).empty());
}

TEST_CASE("what is not known to work on a UPS is not tried, and named if nothing else is there") {
  using watch::commands_to_try;
  using watch::untested_command;
  auto some = offered({"shutdown.reboot", "shutdown.return", "load.off.delay"});
  CHECK_FALSE(untested_command(some, false));
  some[1].is_untested = true;
  CHECK(commands_to_try(some, true) == Names{"shutdown.reboot"});
  CHECK_FALSE(untested_command(some, true));
  for (InstantCommand& command : some) command.is_untested = true;
  for (const std::optional<bool> mains :
       {std::optional<bool>(), std::optional(true), std::optional(false)}) {
    CHECK(commands_to_try(some, mains).empty());
    CHECK(untested_command(some, mains) == "shutdown.return");
  }
  auto off = offered({"load.off.delay"});
  off[0].is_untested = true;
  CHECK(untested_command(off, false) == "load.off.delay");
  CHECK_FALSE(untested_command(off, true));
  CHECK_FALSE(untested_command(offered({}), false));
  CHECK(watch::power_cut_with(off) == watch::PowerCut::untested);
  CHECK(watch::power_cut_with(offered({"load.off.delay"})) == watch::PowerCut::commanded);
  CHECK(watch::power_cut_with(offered({"load.off"})) == watch::PowerCut::missing);
}

TEST_CASE("the UPS of a maker that is not known is left on, unless ups.conf says it was tried") {
  const Bench bench;
  shut_down(bench);
  const std::string unit = "test=recording:" + bench / "ups.rec";
  const std::string untested =
      "upshid-poweroff: test: shutdown.return is not known to work on this UPS (1209:0001), so it "
      "is not sent; leaving it on; see commands_tested in upshid-cmd(8)\n";
  bench.write("ups.rec", recording_of_unknown_maker("02"));
  const Ran dark = end(bench, {"poweroff", unit});
  CHECK(dark.status == 8);
  CHECK(dark.err == untested);
  CHECK(end(bench, {"--dry-run", "poweroff", unit}).err == untested);
  for (const std::string id : {"1209:0001", "1209:0002"}) {
    CAPTURE(id);
    const bool is_sent = id == "1209:0001";
    bench.write("conf/ups.conf", "[test]\ndriver = usbhid-ups\nport = auto\ncommands_tested = " +
                                     std::string(id) + "\n");
    const Ran ran = end(bench, {"poweroff", unit});
    CHECK(ran.status == (is_sent ? 0 : 8));
    CHECK(ran.err == (is_sent ? "upshid-poweroff: test: sent shutdown.return: cuts the power of "
                                "the load in 20 s; switches on when line power returns, but not "
                                "before 30 s\n"
                              : untested));
  }
}

TEST_CASE("with line power back, a machine whose UPS is left on so is to start again") {
  const Bench bench;
  bench.write("ups.rec", recording_of_unknown_maker());
  watch::Target target;
  target.name = "test";
  target.address = "recording:" + bench / "ups.rec";
  std::string said;
  poweroff::Surroundings around;
  around.say = [&said](const std::string& text) { said += text + "\n"; };
  const poweroff::Cut cut = poweroff::cut_power(target, around);
  CHECK_FALSE(cut.is_commanded);
  CHECK(cut.line_power == true);
  CHECK(cut.status == cli::ExitStatus::unsupported);
  CHECK(said.starts_with("test: shutdown.return is not known to work on this UPS (1209:0001)"));
}

TEST_CASE("sdorder of ups.conf is the order in which power is cut, and -1 leaves it on") {
  const Bench bench;
  bench.configure("MONITOR a 1 u p primary\nMONITOR b 1 u p primary\nMONITOR c 1 u p primary\n",
                  "");
  bench.write("conf/ups.conf",
              "[test]\ndriver = usbhid-ups\nport = auto\nsdorder = 2\n"
              "[a]\ndriver = usbhid-ups\nport = auto\n[b]\ndriver = usbhid-ups\nport = auto\n"
              "sdorder = -1\n[c]\ndriver = usbhid-ups\nport = auto\nsdorder = 1\n");
  watch::Request request;
  request.confdir = bench / "conf";
  const auto targets = poweroff::in_shutdown_order(watch::load_configuration(request).targets);
  Names names;
  for (const watch::Target& target : targets) names.push_back(target.name);
  CHECK(names == Names{"a", "c", "test", "b"});

  std::string said;
  poweroff::Surroundings around;
  around.say = [&said](const std::string& text) { said += text + "\n"; };
  watch::Target target = targets.back();
  target.address = "virtual:CP850PFCLCDa";
  const poweroff::Cut cut = poweroff::cut_power(target, around);
  CHECK_FALSE(cut.is_commanded);
  CHECK(cut.line_power == true);
  CHECK(cut.status == cli::ExitStatus::ok);
  CHECK(said == "b: sdorder = -1; leaving it on\n");
}

TEST_CASE("with the monitor's flag, at a power-off or halt, the UPS is told to cut its power") {
  const Bench bench;
  shut_down(bench);
  for (const char* verb : {"poweroff", "halt"}) {
    CAPTURE(verb);
    const Ran ran = end(bench, {verb, "test=virtual:CP850PFCLCDa,mains=off,charge=5"});
    CHECK(ran.status == 0);
    CHECK(ran.out.empty());
    CHECK(ran.err == sent);
    CHECK(bench.read("console") == sent);
    // It is removed when the machine starts again.
    CHECK(bench.read("flag") == "upsmon-shutdown-file");
  }
}

TEST_CASE("with line power back the power is cut all the same, and so comes back") {
  const Bench bench;
  shut_down(bench);
  CHECK(end(bench, {"poweroff", "test=virtual:CP850PFCLCDa"}).err == sent);
  const Ran ran = end(bench, {"poweroff", "test=virtual:Back-UPS-RS-1000G"});
  CHECK(ran.status == 0);
  CHECK(ran.err ==
        "upshid-poweroff: test: sent shutdown.reboot: cuts the power of the load briefly, at "
        "once or shortly\n");
}

TEST_CASE("without the monitor's flag nothing is done") {
  const std::vector<std::string> halt{"poweroff", "test=virtual:CP850PFCLCDa,mains=off"};
  const Bench bench;
  bench.configure("", "");
  CHECK(end(bench, halt).err.empty());
  bench.configure("POWERDOWNFLAG " + bench / "flag" + "\n", "");
  for (const char* content : {"", "a diary", "upsmon"}) {
    bench.write("flag", content);
    const Ran ran = end(bench, halt);
    CHECK(ran.status == 0);
    CHECK(ran.err.empty());
  }
  CHECK(bench.read("console").empty());
}

TEST_CASE("a FIFO in the place of the flag keeps no halt from its end") {
  const Bench bench;
  bench.configure("POWERDOWNFLAG " + bench / "flag" + "\n", "");
  REQUIRE(::mkfifo((bench / "flag").c_str(), 0666) == 0);
  const Ran ran = end(bench, {"poweroff", "test=virtual:CP850PFCLCDa,mains=off"});
  CHECK(ran.status == 6);
  CHECK(ran.err == "upshid-poweroff: " + bench / "flag" +
                       ": POWERDOWNFLAG is a FIFO; only a regular file of root is accepted; the "
                       "UPS stays on\n");
}

TEST_CASE("a machine that restarts keeps its power, flag or not") {
  const Bench bench;
  shut_down(bench);
  for (const std::string verb : {"reboot", "kexec"}) {
    const Ran ran = end(bench, {verb, "test=virtual:CP850PFCLCDa,mains=off"});
    CHECK(ran.status == 0);
    CHECK(ran.err == "upshid-poweroff: " + bench / "flag" + " exists, but this is a " + verb +
                         "; the UPS stays on\n");
  }
}

TEST_CASE("--dry-run says what would be sent") {
  const Bench bench;
  shut_down(bench);
  CHECK(end(bench, {"--dry-run", "halt", "test=virtual:EC850LCD,vanish=0x15,vanish=0x16"}).err ==
        "upshid-poweroff: test: shutdown.return would be sent: cuts the power of the load in 60 s; "
        "switches on when line power returns, but not before 120 s\n");
}

TEST_CASE("--dry-run says so too where nothing would be sent") {
  const Bench bench;
  const std::string ups = "test=virtual:CP850PFCLCDa,mains=off";
  bench.configure("", "");
  CHECK(end(bench, {"--dry-run", "poweroff", ups}).err ==
        "upshid-poweroff: no POWERDOWNFLAG is configured: nothing would be sent\n");
  bench.configure("POWERDOWNFLAG " + bench / "flag" + "\n", "");
  const std::string missing =
      "upshid-poweroff: " + bench / "flag" +
      " does not exist, as no shutdown by upshid-monitor is under way: nothing would be sent now; "
      "with it:\nupshid-poweroff: ";
  CHECK(end(bench, {"--dry-run", "poweroff", ups}).err ==
        missing +
            "test: shutdown.return would be sent: cuts the power of the load in 60 s; switches on "
            "when "
            "line power returns, but not before 120 s\n");
  CHECK(end(bench, {"--dry-run", "reboot", ups}).err ==
        missing + "this is a reboot: nothing would be sent\n");
}

TEST_CASE("a UPS that feeds others keeps its power on") {
  const Bench bench;
  shut_down(bench);
  bench.configure("POWERDOWNFLAG " + bench / "flag" + "\nMONITOR other 0 u p primary\n", "");
  CHECK(end(bench,
            {"poweroff", "test=virtual:CP850PFCLCDa,mains=off", "other=virtual:EC850LCD,mains=off"})
            .err == sent);
}

TEST_CASE("a UPS that refuses is tried again, reported once, and the machine is not left halted") {
  const Bench bench;
  shut_down(bench);
  const Ran ran = end(bench, {"poweroff", "test=virtual:CP850PFCLCDa,refuse=0x15"});
  CHECK(ran.status == 9);
  const auto lines = lines_of(ran.err);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].starts_with("upshid-poweroff: test: "));
  CHECK(lines[0].find("feature report 0x15") != std::string::npos);
  CHECK(lines[1] == "upshid-poweroff: dry run: this machine is not restarted");
}

TEST_CASE("a UPS that ignores the command, without line power, is reported and no more") {
  const Bench bench;
  shut_down(bench);
  const Ran ran = end(bench, {"poweroff", "test=virtual:CP850PFCLCDa,mains=off,ignore=0x15"});
  CHECK(ran.status == 13);
  const auto lines = lines_of(ran.err);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].starts_with("upshid-poweroff: test: sent shutdown.return, not confirmed: "));
}

TEST_CASE("a UPS that does not answer keeps no other of its sdorder from being cut") {
  std::vector<watch::Target> targets(2);
  targets[0].name = "hangs";
  targets[0].address = "virtual:no such profile";
  targets[1].name = "well";
  targets[1].address = "virtual:CP850PFCLCDa";
  const auto said = std::make_shared<std::vector<std::string>>();
  const auto mutex = std::make_shared<std::mutex>();
  auto around = poweroff::make_surroundings({}, false, [said, mutex](const std::string& text) {
    const std::lock_guard lock(*mutex);
    said->push_back(text);
  });
  // Between two attempts the first one waits far longer than anybody waits for it.
  around.sleep = [](std::chrono::milliseconds time) {
    if (time > std::chrono::seconds(1)) std::this_thread::sleep_for(std::chrono::hours(1));
  };
  around.max_wait = std::chrono::seconds(1);
  const auto cuts = poweroff::cut_in_order(targets, around);
  REQUIRE(cuts.size() == 2);
  CHECK_FALSE(cuts[0].is_commanded);
  CHECK(cuts[0].status != cli::ExitStatus::ok);
  CHECK(cuts[1].is_commanded);
  CHECK(cuts[1].status == cli::ExitStatus::ok);
  const std::lock_guard lock(*mutex);
  CHECK(said->back() == "hangs: no answer for 1 s; not waiting any longer");
}

TEST_CASE("the flag that the monitor wrote is the one that is found") {
  const Bench bench;
  bench.configure("POWERDOWNFLAG " + bench / "flag" + "\nSHUTDOWNEXIT yes\n", "");
  Monitor monitor(bench, {"test=virtual:CP850PFCLCDa,mains=off,charge=5"});
  CHECK(monitor.end().status == 0);
  CHECK(end(bench, {"poweroff", "test=virtual:CP850PFCLCDa,mains=off,charge=5"}).err == sent);
}

}  // namespace upshid::test
