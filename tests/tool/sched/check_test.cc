// The verb check, on whole configurations.

#include <doctest/doctest.h>
#include <pwd.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tool/sched/program.h"

namespace upshid::test {

namespace {

namespace fs = std::filesystem;

std::string own_name() {
  const passwd* entry = ::getpwuid(::geteuid());  // NOLINT: one thread.
  REQUIRE(entry != nullptr);
  return entry->pw_name;
}

// A folder of the examples as it would be in /etc/nut, for the user of this test.
void install(const Bench& bench, const std::string& example) {
  for (const auto& file : fs::directory_iterator(std::string(UPSHID_EXAMPLES) + "/" + example))
    fs::copy(file.path(), bench / "conf");
  const auto edit = [&](const std::string& name, std::string_view what, const std::string& by) {
    bench.write("conf/" + name, replaced(bench.read("conf/" + name), what, by));
  };
  edit("upssched.conf", "/etc/nut/", bench / "conf/");
  edit("upssched-cmd", "/usr/local/bin/cluster_shutdown.py", bench / "cluster_shutdown.py");
  edit("upsmon.conf", "RUN_AS_USER root", "RUN_AS_USER " + own_name());
  bench.script("cluster_shutdown.py", "");
}

Ended check(const Bench& bench, std::vector<std::string> words = {}) {
  words.insert(words.begin(), {"check", "--confdir", bench / "conf"});
  words.emplace_back("cyberpower=virtual:CP850PFCLCDa");
  return run_sched(bench, words);
}

std::string shortened(const Bench& bench, std::string text) {
  return replaced(replaced(std::move(text), bench / "conf", "CONF"), bench / "", "");
}

// From the line on that begins so.
std::string from(const std::string& text, const std::string& line) {
  const std::size_t at = text.find("\n" + line);
  return at == std::string::npos ? "" : text.substr(at + 1);
}

// Not in every container; its absence is an error of a configuration that needs it.
bool has_shutdown() {
  return ::access("/sbin/shutdown", X_OK) == 0;
}

}  // namespace

TEST_CASE("the configuration as found: all of its mistakes, with their places") {
  const Bench bench;
  install(bench, "nut-as-found");
  const Ended ended = check(bench);
  CHECK(ended.status == 6);
  CHECK(ended.err == "");
  CHECK(from(shortened(bench, ended.out), "Findings") ==
        "Findings\nCONF/ups.conf:4:12: error: unterminated quote: the text continues to the end of "
        "the file; expected '\"' on this line\nCONF/upsmon.conf: error: no SHUTDOWNCMD; when the "
        "battery is low, commands run, but this machine stays up until the power is gone\n    to "
        "shut it down, add: SHUTDOWNCMD \"/sbin/shutdown -h +0\"\nCONF/upsmon.conf: warning: no "
        "MONITOR line; assuming that cyberpower feeds this machine, as primary with power value 1; "
        "NUT's upsmon would exit\n    add: MONITOR cyberpower@localhost 1 upsmon PASSWORD "
        "primary\nCONF/upssched.conf: note: no AT NOCOMM line; an "
        "unplugged USB cable or a dead UPS is only logged\n    add: AT NOCOMM * EXECUTE lost, with "
        "NOTIFYFLAG NOCOMM SYSLOG+WALL+EXEC and a case \"lost)\" that notifies "
        "you\nCONF/upssched.conf:2:1: note: PIPEFN has no effect: the monitor keeps the "
        "timers\nCONF/upssched.conf:3:1: note: LOCKFN has no effect: the monitor keeps the "
        "timers\nCONF/upssched.conf:11:1: note: AT LOWBATT applies on battery only; NUT applies it "
        "on line power too, and after an outage shuts down again machines that have just started "
        "(NUT issue 3261)\n    AT SHUTDOWN is enough: it follows at once\nCONF/upssched.conf:12:1: "
        "error: timer earlyshutdown does nothing: CONF/upssched-cmd has no case for it, and \"*)\" "
        "in line 13 only prints a message\n    add a case \"earlyshutdown)\" to CONF/upssched-cmd, "
        "or check its spelling there\n\nVerdict: NOT healthy: 3 errors, 1 warning\n");
}

TEST_CASE("the corrected configuration is healthy, but for a shutdown that is not installed") {
  const Bench bench;
  install(bench, "nut");
  // Root alone may change what root runs; this user's copy is another matter.
  const Ended ended = check(bench);
  const std::string out = shortened(bench, ended.out);
  CHECK(out.find(": warning: ") == std::string::npos);
  if (has_shutdown()) {
    CHECK(ended.status == 0);
    CHECK(out.find(": error: ") == std::string::npos);
    CHECK(out.ends_with("\nVerdict: healthy\n"));
  } else {
    CHECK(ended.status == 6);
    CHECK(out.find(": error: SHUTDOWNCMD") != std::string::npos);
    CHECK(out.ends_with("\nVerdict: NOT healthy: 1 error, 0 warnings\n"));
  }
}

TEST_CASE("the account says what happens, in words, to the end") {
  const Bench bench;
  bench.write("conf/upsmon.conf",
              "MONITOR cyberpower 2 u p primary\nNOTIFYCMD /sbin/upssched\nRUN_AS_USER " +
                  own_name() +
                  "\nSHUTDOWNCMD \"true && halt\"\nPOWERDOWNFLAG /etc/killpower\n"
                  "NOTIFYFLAG ONBATT SYSLOG+EXEC\nNOTIFYFLAG ONLINE SYSLOG+WALL+EXEC\n"
                  "NOTIFYFLAG LOWBATT SYSLOG+WALL+EXEC\nNOTIFYFLAG SHUTDOWN SYSLOG+WALL+EXEC\n"
                  "NOTIFYFLAG TRIM IGNORE\n");
  bench.write("conf/upssched.conf",
              "CMDSCRIPT \"true; true\"\nAT ONBATT * START-TIMER early 300\n"
              "AT ONLINE cyberpower CANCEL-TIMER early back\nAT LOWBATT * EXECUTE low\n"
              "AT SHUTDOWN * EXECUTE down\n");
  bench.write("conf/upshid.conf", "SHUTDOWN_CHARGE 30\nSHUTDOWN_ONBATT 1800\n");
  const Ended ended = check(bench);
  CHECK(ended.status == 0);
  const std::string user = "run as " + own_name() + (::geteuid() == 0 ? " (root)" : "");
  const std::string out =
      replaced(replaced(ended.out, bench / "conf", "CONF"), user, "run as USER");
  CHECK(out.substr(0, out.find("\nFindings")) ==
        R"(What upshid-monitor does with the configuration in CONF
  read        upsmon.conf, upssched.conf, upshid.conf
  missing     ups.conf; the defaults apply

UPSes
  cyberpower  feeds 2 power supplies of this machine; UPSNAME is cyberpower
              now: CPS CP850PFCLCDa, OL, charge 100 %, runtime 40 min; low
              battery below 10 % or 5 min

Events
  ONLINE      cancel timer early; if it is not running: true; true back (only
              for cyberpower)
  ONBATT      after 5 min, unless cancelled: true; true early
  LOWBATT     on battery only; at once: true; true low
  SHUTDOWN    at once: true; true down
  each event  is logged, except TRIM
              is sent to logged-in users, except ONBATT, TRIM
  commands    run as USER (RUN_AS_USER)

Shutdown of this machine
  when        fewer than 1 of its 2 power supplies are left; a UPS counts as
              lost when
  when        it is on battery and reports a low battery
  or          its charge is 30 % or less on battery
  or          it has been on battery for 30 min
  or          communication is lost on battery for 15 s (DEADTIME)
  or          it reports that it is off, for 30 s (OFFDURATION)
  first       run the commands for FSD and SHUTDOWN above
  then        wait until they have finished: at least 5 s (FINALDELAY), at most
              5 min (SCRIPT_DEADLINE), and not into the last 1 min of runtime
              (HALT_RESERVE)
  then        write /etc/killpower (POWERDOWNFLAG), so that upshid-poweroff has
              the UPS cut the power at the end of the halt
  then        run true && halt as root (SHUTDOWNCMD)
)");
}

TEST_CASE("an empty folder is healthy: the defaults shut down") {
  const Bench bench;
  const Ended ended = check(bench);
  CHECK(ended.status == (has_shutdown() ? 0 : 6));
  CHECK(ended.out.find("  missing     ups.conf, upsmon.conf, upssched.conf, upshid.conf; the "
                       "defaults\n              apply\n") != std::string::npos);
  CHECK(ended.out.find("  then        run /sbin/shutdown -h +0 as root (the default without\n"
                       "              upsmon.conf)\n") != std::string::npos);
}

TEST_CASE("files that cannot be used are errors, and what does not start is said not to") {
  const Bench bench;
  bench.write("conf/upsmon.conf", "MONITOR\n\"\nSHUTDOWNCMD x\n");
  fs::create_directory(bench / "conf/upssched.conf");
  const Ended ended = check(bench);
  CHECK(ended.status == 6);
  const std::string out = shortened(bench, ended.out);
  CHECK(out.find("\n  ERROR       the monitor does not start:") != std::string::npos);
  CHECK(out.find("CONF/upsmon.conf:1:1: error: ") != std::string::npos);
  CHECK(out.find(
            "CONF/upsmon.conf:2:1: error: unterminated quote: the text continues to the end of the "
            "file") != std::string::npos);
  CHECK(out.find("CONF/upssched.conf: error: ") != std::string::npos);
  CHECK(out.find("Verdict: NOT healthy: ") != std::string::npos);
}

TEST_CASE("a RUN_AS_USER that is not there is an error") {
  const Bench bench;
  bench.write("conf/upsmon.conf",
              "MONITOR cyberpower 1 u p primary\nRUN_AS_USER no-such-user\nSHUTDOWNCMD \"a;b\"\n");
  const Ended ended = check(bench);
  CHECK(ended.status == 6);
  CHECK(shortened(bench, ended.out)
            .find("CONF/upsmon.conf:2:1: error: RUN_AS_USER no-such-user: no such user; commands "
                  "run as nobody and may lack permissions\n"
                  "    name an existing user, or run: sudo useradd --system no-such-user\n") !=
        std::string::npos);
}

TEST_CASE("--json has all of it") {
  const Bench bench;
  install(bench, "nut-as-found");
  const Ended ended = check(bench, {"--json"});
  CHECK(ended.status == 6);
  const auto json = nlohmann::json::parse(ended.out);
  CHECK(json["confdir"] == bench / "conf");
  CHECK(json["files"]["upssched.conf"] == true);
  CHECK(json["files"]["upshid.conf"] == false);
  CHECK(json["starts"] == true);
  CHECK(json["upses"][0]["name"] == "cyberpower");
  CHECK(json["upses"][0]["runtime_low_seconds"] == 300);
  CHECK(json["command_script"][0] == bench / "conf/upssched-cmd");
  CHECK(json["events"]["ONBATT"]["plan"][1]["argument"] == "earlyshutdown");
  CHECK(json["events"]["ONBATT"]["plan"][1]["delay_seconds"] == 300);
  CHECK(json["events"]["ONBATT"]["wall"] == false);
  CHECK(json["events"]["FSD"]["plan"].empty());
  CHECK(json["shutdown"]["command"] == "");
  CHECK(json["errors"] == 3);
  CHECK(json["verdict"] == "NOT healthy: 3 errors, 1 warning");
  const auto& last = json["findings"].back();
  CHECK(last["severity"] == "error");
  CHECK(last["code"] == "name_does_nothing");
  CHECK(last["file"] == bench / "conf/upssched.conf");
  CHECK(last["line"] == 12);
  CHECK(last["column"] == 1);
}

TEST_CASE("a UPS whose line power cannot be read is an error, not healthy") {
  const Bench bench;
  bench.configure("", "");
  const Ended ended = run_sched(
      bench, {"check", "--confdir", bench / "conf", "test=virtual:CP850PFCLCDa,stall=0x0b"});
  CHECK(ended.status == 6);
  CHECK(ended.out.find("error: UPS test does not report whether line power is present: the report "
                       "that has it cannot be read; ") != std::string::npos);
}

TEST_CASE("a UPS whose line power cannot be read is not rehearsed: not safe") {
  const Bench bench;
  bench.configure("", "");
  const Ended ended = run_sched(
      bench, {"rehearse", "--confdir", bench / "conf", "test=virtual:CP850PFCLCDa,stall=0x0b"});
  CHECK(ended.status == 15);
  CHECK(ended.out == "");
  CHECK(ended.err.find("not safe: test does not report whether line power is present") !=
        std::string::npos);
}

TEST_CASE("a section's settings count for the UPS at an address") {
  const Bench bench;
  bench.configure("", "");
  bench.write("conf/ups.conf",
              "[test]\ndriver = usbhid-ups\nignorelb\noverride.battery.charge.low = 60\n");
  const auto low_of = [&](const std::string& name) {
    const Ended ended = run_sched(
        bench, {"check", "--json", "--confdir", bench / "conf", name + "=virtual:CP850PFCLCDa"});
    return nlohmann::json::parse(ended.out)["upses"].back()["charge_low"];
  };
  CHECK(low_of("test") == 60);
  CHECK(low_of("other") == 10);
}

TEST_CASE("what a running monitor has is compared with the files") {
  const Bench bench;
  bench.configure("", "AT ONBATT * START-TIMER early 3600\n");
  const std::string ups = "test=virtual:CP850PFCLCDa";
  const Monitor monitor(bench, {ups});
  REQUIRE(bench.ask({"status"}));
  const auto found = [&] {
    return ask_sched(bench, {"check", "--confdir", bench / "conf", ups}).out;
  };
  CHECK(found().find("the running monitor") == std::string::npos);
  bench.configure("", "AT ONBATT * START-TIMER early 60\n");
  CHECK(found().find("warning: the running monitor has other settings than these files: they were "
                     "changed since, or could not be used\n    sudo upshid-sched reload\n") !=
        std::string::npos);
  REQUIRE(ask_sched(bench, {"reload"}).status == 0);
  CHECK(found().find("the running monitor") == std::string::npos);
}

}  // namespace upshid::test
