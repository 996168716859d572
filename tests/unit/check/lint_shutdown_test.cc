#include <doctest/doctest.h>
#include <sys/stat.h>

#include "check/lint.h"
#include "unit/check/folder.h"

using namespace upshid::check;
using upshid::Severity;
using namespace upshid::check::test;
using namespace std::chrono_literals;
namespace conf = upshid::conf;

namespace {

constexpr const char* good =
    "MONITOR cyberpower 1 u p primary\nSHUTDOWNCMD /sbin/halt\nPOWERDOWNFLAG /etc/killpower\n";

// A CyberPower as it is on mains: it calls its battery low with 300 s left.
MeasuredUps full() {
  MeasuredUps ups;
  ups.name = "cyberpower";
  ups.delay_step = 60s;
  ups.charge = 100;
  ups.runtime = 1500s;
  ups.runtime_low = 300s;
  return ups;
}

Report lint(const Folder& folder, const std::vector<MeasuredUps>& upses = {}) {
  Findings findings;
  lint_shutdown(folder.sources(), upses, findings);
  return folder.report(findings);
}

Report lint_upsmon(std::string_view upsmon) {
  const Folder folder;
  folder.write("upsmon.conf", upsmon);
  return lint(folder);
}

}  // namespace

TEST_CASE("nothing is found where all is said, or nothing at all") {
  CHECK(lint_upsmon(good) == "");
  CHECK(lint(Folder()) == "");
}

TEST_CASE("no MONITOR line, no SHUTDOWNCMD and no POWERDOWNFLAG are told with what follows") {
  CHECK(lint_upsmon("SHUTDOWNCMD /sbin/halt\nPOWERDOWNFLAG /etc/killpower\n") ==
        "upsmon.conf: warning: no MONITOR line; assuming that cyberpower feeds this machine, as "
        "primary with power value 1; NUT's upsmon would exit\n-> add: MONITOR cyberpower@localhost "
        "1 upsmon PASSWORD primary\n");
  CHECK(lint_upsmon("MONITOR cyberpower 1 u p primary\nPOWERDOWNFLAG /etc/killpower\n") ==
        "upsmon.conf: error: no SHUTDOWNCMD; when the battery is low, commands run, but this "
        "machine stays up until the power is gone\n-> to shut it down, add: SHUTDOWNCMD "
        "\"/sbin/shutdown -h +0\"\nupsmon.conf:2:1: note: POWERDOWNFLAG is never written, because "
        "there is no SHUTDOWNCMD\n");
  CHECK(
      lint_upsmon("MONITOR cyberpower 1 u p primary\nSHUTDOWNCMD /sbin/halt\n") ==
      "upsmon.conf: warning: no POWERDOWNFLAG; the UPS does not cut the power at the end, so this "
      "machine stays off if line power returns before the battery is empty\n-> add: "
      "POWERDOWNFLAG /etc/killpower\n");
}

TEST_CASE("a MONITOR line for a UPS that there is not is an error; of another machine it is not") {
  CHECK(lint_upsmon(std::string(good) +
                    "MONITOR cyber@localhost 1 u p primary\nMONITOR nas@far 1 u p secondary\n") ==
        "upsmon.conf:4:1: error: MONITOR cyber@localhost: no UPS cyber in ups.conf; not "
        "watched\n-> use the name in brackets there\n");
}

TEST_CASE("a POWERDOWNFLAG that cannot be written, or is gone too soon, is told") {
  const std::string begin =
      "MONITOR cyberpower 1 u p primary\nSHUTDOWNCMD /sbin/halt\nPOWERDOWNFLAG ";
  CHECK(lint_upsmon(begin + "killpower\n") ==
        "upsmon.conf:3:1: warning: POWERDOWNFLAG killpower is not an absolute path; it names a "
        "file in /\n-> use an absolute path: POWERDOWNFLAG /etc/killpower\n");
  CHECK(lint_upsmon(begin + "/nonexistent/killpower\n") ==
        "upsmon.conf:3:1: error: POWERDOWNFLAG /nonexistent/killpower cannot be written: no "
        "directory /nonexistent\n-> write: POWERDOWNFLAG /etc/killpower\n");
  CHECK(lint_upsmon(begin + "/proc/killpower\n") ==
        "upsmon.conf:3:1: warning: POWERDOWNFLAG /proc/killpower is on another file system than /, "
        "which is unmounted before the power is cut\n-> write: POWERDOWNFLAG /etc/killpower\n");
  CHECK(lint_upsmon(begin + "/etc/passwd\n") ==
        "upsmon.conf:3:1: error: POWERDOWNFLAG /etc/passwd names a file with other content; not "
        "overwritten\n-> use a separate file: POWERDOWNFLAG /etc/killpower\n");
}

TEST_CASE("a POWERDOWNFLAG in whose place others may put something is an error") {
  const Folder folder;
  folder.write("flags/x", "");
  const std::string flag = folder / "flags/flag";
  folder.write(
      "upsmon.conf",
      "MONITOR cyberpower 1 u p primary\nSHUTDOWNCMD /sbin/halt\nPOWERDOWNFLAG " + flag + "\n");
  const auto finds = [&](std::string_view code) {
    Findings findings;
    lint_shutdown(folder.sources(), {}, findings);
    return codes_of(findings).find(code) != std::string::npos;
  };
  REQUIRE(::chmod((folder / "flags").c_str(), 01777) == 0);
  CHECK(finds("flag_unsafe"));
  CHECK(lint(folder).contains(
      "upsmon.conf:3:1: error: POWERDOWNFLAG flags/flag: users other than root may write to flags, "
      "and keep the flag from being written\n"));
  REQUIRE(::chmod((folder / "flags").c_str(), 0755) == 0);
  CHECK_FALSE(finds("flag_unsafe"));
  CHECK_FALSE(finds("flag_taken"));
  REQUIRE(::mkfifo(flag.c_str(), 0600) == 0);
  CHECK(finds("flag_taken"));
  CHECK(lint(folder).contains(
      "upsmon.conf:3:1: error: flags/flag: POWERDOWNFLAG is a FIFO; only a regular file of root is "
      "accepted; the UPS would stay on\n"));
}

TEST_CASE("delays that a CyberPower rounds are told, others not") {
  const Folder folder;
  folder.write("upsmon.conf", good);
  folder.write("ups.conf",
               "[cyberpower]\ndriver = usbhid-ups\nport = auto\noffdelay = 20\nondelay = -1\n");
  const std::string ondelay =
      "ups.conf:5:11: note: ondelay = -1: with a negative delay many models do not switch on again "
      "by themselves\n";
  CHECK(lint(folder) ==
        "ups.conf:4:12: warning: offdelay = 20: a UPS of the quirk cyberpower-delays-in-minutes "
        "counts in steps of 60 s; the delay is rounded up to 60 s (NUT: down to 0 s)\n-> to make "
        "this explicit, write: offdelay = 60\n" +
            ondelay);
  CHECK(lint(folder, {full()}).contains("offdelay = 20: cyberpower counts in steps of 60 s"));
  MeasuredUps other = full();
  other.delay_step = 1s;
  CHECK(lint(folder, {other}) == "");
  folder.write("ups.conf",
               "[cyberpower]\ndriver = usbhid-ups\nport = auto\noffdelay = 120\nondelay = 0\n");
  CHECK(lint(folder, {full()}) == "");
}

TEST_CASE("a battery that is too short for the commands is told") {
  const Folder folder;
  folder.write("upsmon.conf", std::string(good) + "NOTIFYCMD upssched\nNOTIFYFLAG SHUTDOWN EXEC\n");
  CHECK(lint(folder, {full()}) == "");  // There is nothing to wait for.
  folder.write("upssched.conf", "CMDSCRIPT /x\nAT SHUTDOWN * EXECUTE down\n");
  const std::string what =
      "cyberpower starts the shutdown with 5 min left: it waits for commands at most 4 min, not 5 "
      "min (SCRIPT_DEADLINE), because 1 min are reserved for this machine (HALT_RESERVE)\n-> if "
      "they need longer, start earlier: SHUTDOWN_RUNTIME 360 in upshid.conf\n";
  CHECK(lint(folder, {full()}) == "upshid.conf: note: " + what);
  folder.write("upshid.conf", "# x\nSCRIPT_DEADLINE 300\n");
  CHECK(lint(folder, {full()}) == "upshid.conf:2:1: warning: " + what);
  folder.write("upshid.conf", "SCRIPT_DEADLINE 300\nSHUTDOWN_RUNTIME 360\n");
  CHECK(lint(folder, {full()}) == "");
  MeasuredUps unread = full();
  unread.error = "it is not plugged in in";
  CHECK(lint(folder, {unread}) == "");
}

TEST_CASE("a FINALDELAY that the battery does not last for is told") {
  const Folder folder;
  folder.write("upsmon.conf", std::string(good) + "FINALDELAY 300\n");
  CHECK(lint(folder, {full()}) ==
        "upsmon.conf:4:1: warning: FINALDELAY 300: cyberpower starts the shutdown with 5 min left, "
        "of which 1 min are reserved for this machine\n-> use a shorter one; the monitor waits for "
        "commands in any case\n");
}

TEST_CASE("a timer that ends after the shutdown began is told") {
  const Folder folder;
  folder.write("upsmon.conf", good);
  folder.write("upssched.conf",
               "AT ONBATT * START-TIMER a 1199\nAT ONBATT * START-TIMER b 1200\n"
               "AT NOCOMM * START-TIMER c 5000\n");
  const std::string late =
      "upssched.conf:2:1: warning: timer b of 20 min expires too late: at the present load "
      "cyberpower shuts down after 20 min on battery\n-> a shorter timer, or a smaller load\n";
  CHECK(lint(folder, {full()}) == late);
  MeasuredUps half = full();
  half.charge = 50;
  CHECK(lint(folder, {half}) == "");
  folder.write("upshid.conf", "SHUTDOWN_ONBATT 1200\n");
  CHECK(lint(folder, {half}) ==
        "upssched.conf:2:1: warning: timer b of 20 min expires too late: upshid.conf shuts down "
        "after 20 min on battery (SHUTDOWN_ONBATT)\n-> a shorter timer, or a larger "
        "SHUTDOWN_ONBATT\n");
}

TEST_CASE("findings stand by file and place, of one place the worst first, and once") {
  constexpr auto code = FindingCode::flag_path;
  Findings findings{{code, Severity::error, {}, {}, "machine"},
                    {code, Severity::notice, "b", conf::Position{1, 1}, "note"},
                    {code, Severity::error, "b", conf::Position{1, 1}, "error", "do"},
                    {code, Severity::warning, "b", {}, "whole"},
                    {code, Severity::error, "b", conf::Position{1, 1}, "error", "do"},
                    {code, Severity::notice, "a", conf::Position{9, 2}, "other"}};
  CHECK(Folder().report(findings) ==
        "a:9:2: note: other\nb: warning: whole\nb:1:1: error: error\n-> do\nb:1:1: note: note\n"
        "error: machine\n");
}

TEST_CASE("what the files' readers and the monitor say is found with its place, once") {
  const Folder folder;
  folder.write("ups.conf",
               "[cyberpower]\ndriver = usbhid-ups\nport = auto\nmaxretry = 3\n"
               "pollinterval = x\ndesc = \"open\n");
  folder.write("upsmon.conf", "MONITOR cyberpower 1 u p primary\nMINSUPPLIES 2\nPOLLFREQ 5\nFOO\n");
  folder.write("upssched.conf", "PIPEFN /x\n");
  Findings findings;
  find_in_files(folder.sources(), findings);
  const Report found = folder.report(findings);
  for (const char* line :
       {"ups.conf:4:1: note: maxretry has no effect: it is about NUT's driver process\n",
        "ups.conf:5:16: warning: ",
        "ups.conf:6:8: error: unterminated quote: the text continues to the end of the file",
        "upsmon.conf:3:1: note: POLLFREQ has no effect: ", "upsmon.conf:4:1: error: ",
        "upssched.conf:1:1: note: PIPEFN has no effect",
        "upsmon.conf: error: has errors and no valid SHUTDOWNCMD; this machine would not be shut "
        "down; upshid-monitor does not start\n"})
    CHECK_MESSAGE(found.contains(line), line << " in " << found);
}

TEST_CASE("a UPS that is not or cannot be commanded to cut the power leaves this machine off") {
  const Folder folder;
  folder.write("upsmon.conf", good);
  MeasuredUps ups = full();
  ups.id = "1209:0001";
  ups.untested = {"load.off.delay", "shutdown.return"};
  CHECK(lint(folder, {ups}) == "");
  ups.cut = upshid::watch::PowerCut::untested;
  ups.untested_cut = "shutdown.return";
  const std::string found =
      "warning: UPS cyberpower: shutdown.return is not known to work on 1209:0001 and is not sent, "
      "so the UPS does not cut the power at the end; this machine stays off if line power returns "
      "before the battery is empty\n-> try it with a lamp in place of this machine: "
      "upshid-cmd --force --yes cyberpower shutdown.return; if the power goes off as announced and "
      "comes "
      "back, write commands_tested = 1209:0001 in [cyberpower] of ups.conf\n";
  CHECK(lint(folder, {ups}) == found);
  ups.error = "no UPS found";
  CHECK(lint(folder, {ups}) == "");
  ups.error.clear();
  ups.cut = upshid::watch::PowerCut::missing;
  CHECK(lint(folder, {ups}) ==
        "warning: UPS cyberpower has no command that cuts its power at the end; this machine stays "
        "off if line power returns before the battery is empty\n");
  folder.write("upsmon.conf",
               "MONITOR cyberpower 0 u p primary\nSHUTDOWNCMD /sbin/halt\n"
               "POWERDOWNFLAG /etc/killpower\n");
  CHECK(lint(folder, {ups}) == "");
}

TEST_CASE(
    "a battery test that is not known to work on a UPS is not started, and SELFTEST is told") {
  const Folder folder;
  folder.write("upsmon.conf", good);
  folder.write("upshid.conf", "COMMS_GRACE 5\nSELFTEST weekly deep\n");
  MeasuredUps ups = full();
  ups.id = "1209:0001";
  ups.untested = {"test.battery.start.quick"};
  CHECK(lint(folder, {ups}) == "");
  ups.untested.emplace_back("test.battery.start.deep");
  CHECK(lint(folder, {ups}) ==
        "upshid.conf:2:1: warning: SELFTEST: test.battery.start.deep is not known to work on "
        "1209:0001, so the battery of cyberpower is not tested\n-> try it: upshid-cmd --force "
        "--wait cyberpower test.battery.start.deep; if the test passes, write commands_tested = "
        "1209:0001 in [cyberpower] of ups.conf\n");
  folder.write("upshid.conf", "");
  CHECK(lint(folder, {ups}) == "");
}
