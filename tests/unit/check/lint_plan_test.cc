#include <doctest/doctest.h>

#include <filesystem>

#include "check/lint.h"
#include "unit/check/folder.h"

using namespace upshid::check;
using namespace upshid::check::test;

namespace {

Report lint(std::string_view upsmon, std::string_view upssched, std::string_view upshid = "") {
  const Folder folder;
  if (!upsmon.empty()) folder.write("upsmon.conf", upsmon);
  if (!upssched.empty()) folder.write("upssched.conf", upssched);
  if (!upshid.empty()) folder.write("upshid.conf", upshid);
  Findings findings;
  lint_plan(folder.sources(), findings);
  return folder.report(findings);
}

// NOCOMM is there, so that only what a test is about is found.
constexpr const char* good =
    "MONITOR cyberpower 1 u p primary\nSHUTDOWNCMD /sbin/halt\nNOTIFYCMD /sbin/upssched\n"
    "NOTIFYFLAG NOCOMM EXEC\nNOTIFYFLAG SHUTDOWN EXEC\nNOTIFYFLAG ONBATT SYSLOG+EXEC\n"
    "NOTIFYFLAG ONLINE EXEC\n";
constexpr const char* lines =
    "CMDSCRIPT /x\nAT NOCOMM * EXECUTE lost\nAT SHUTDOWN * EXECUTE down\n"
    "AT ONBATT * START-TIMER t 30\nAT ONLINE * CANCEL-TIMER t\n";

}  // namespace

TEST_CASE("nothing is found in a plan in which all fits") {
  CHECK(lint(good, lines) == "");
  CHECK(lint("", "") == "");
}

TEST_CASE("AT lines that nobody looks at are errors, each with its cause") {
  CHECK(lint("SHUTDOWNCMD x\n", "AT NOCOMM * EXECUTE a\n") ==
        "upsmon.conf: error: no NOTIFYCMD; none of the 1 AT lines in upssched.conf applies\n-> "
        "add: NOTIFYCMD /sbin/upssched\n");
  CHECK(lint("SHUTDOWNCMD x\nNOTIFYCMD /bin/mail\n", "AT NOCOMM * EXECUTE a\n") ==
        "upsmon.conf:2:1: error: NOTIFYCMD is not upssched; none of the 1 AT lines in "
        "upssched.conf applies\n-> write: NOTIFYCMD /sbin/upssched (upshid-monitor does its work; "
        "the program need not exist)\n");
  CHECK(
      lint("NOTIFYCMD upssched\nNOTIFYFLAG nocomm SYSLOG\nNOTIFYFLAG ONBATT EXEC+IGNORE\n",
           "AT NOCOMM * EXECUTE a\nAT NOCOMM * EXECUTE b\nAT FSD * EXECUTE c\n"
           "AT ONBATT * EXECUTE d\n") ==
      "upssched.conf:1:1: error: AT NOCOMM never applies: NOTIFYFLAG NOCOMM has no EXEC in "
      "upsmon.conf\n-> write there: NOTIFYFLAG NOCOMM SYSLOG+WALL+EXEC\nupssched.conf:3:1: error: "
      "AT FSD never applies: NOTIFYFLAG FSD is not set in upsmon.conf\n-> write there: NOTIFYFLAG "
      "FSD SYSLOG+WALL+EXEC\nupssched.conf:4:1: error: AT ONBATT never applies: NOTIFYFLAG ONBATT "
      "has IGNORE in upsmon.conf\n-> write there: NOTIFYFLAG ONBATT SYSLOG+WALL+EXEC\n");
}

TEST_CASE("EXEC for which there is nothing to run is told") {
  CHECK(lint(std::string(good) + "NOTIFYFLAG FSD EXEC\n", lines) ==
        "upsmon.conf:8:1: note: NOTIFYFLAG FSD has EXEC, but upssched.conf has no AT FSD line; "
        "nothing runs\n-> add an AT FSD line there, or remove EXEC here\n");
  CHECK(lint("NOTIFYFLAG FSD EXEC\n", "") ==
        "upsmon.conf:1:1: warning: NOTIFYFLAG FSD has EXEC, but there is no NOTIFYCMD\n-> name a "
        "program: NOTIFYCMD /path\n");
  CHECK(lint("NOTIFYCMD upssched\nNOTIFYFLAG FSD EXEC\n", "") ==
        "upsmon.conf:1:1: warning: NOTIFYCMD is upssched, but upssched.conf has no AT line; "
        "nothing runs\n-> add AT lines there, such as: AT SHUTDOWN * EXECUTE shutdown\n");
}

TEST_CASE("an AT line for a UPS that is not watched never applies") {
  CHECK(lint(good, std::string(lines) +
                       "AT ONBATT cyberpower EXECUTE a\nAT ONBATT cyberpower@localhost EXECUTE a\n"
                       "AT ONBATT cyber EXECUTE a\nAT SHUTDOWN cyberpower EXECUTE a\n") ==
        "upssched.conf:8:11: error: AT ONBATT cyber never applies: no such UPS is watched\n-> "
        "write * or cyberpower\nupssched.conf:9:13: error: AT SHUTDOWN cyberpower never applies: "
        "SHUTDOWN concerns this machine, not a UPS\n-> write: AT SHUTDOWN * ...\n");
}

TEST_CASE("timers that are cancelled and never started, or started and never cancelled, are told") {
  const std::string other = std::string(lines) + "AT ONLINE * CANCEL-TIMER early\n";
  CHECK(lint(good, other) ==
        "upssched.conf:6:1: warning: timer early is cancelled here, but no line starts it\n-> "
        "check the spelling in START-TIMER\n");
  const std::string open = std::string(lines) + "AT ONBATT * START-TIMER u 9\n";
  CHECK(lint(good, open) ==
        "upssched.conf:6:1: note: timer u is never cancelled; here nothing runs if ONBATT is over "
        "by then, but NUT would run its command\n-> add: AT ONLINE * CANCEL-TIMER u\n");
  CHECK(lint(good, open, "TIMERS_UNCHECKED yes\n") ==
        "upssched.conf:6:1: warning: timer u is never cancelled; its command runs even if ONBATT "
        "is over by then\n-> add: AT ONLINE * CANCEL-TIMER u\n");
}

TEST_CASE("a second timer in one CANCEL-TIMER line is run, not cancelled") {
  CHECK(
      lint(good, std::string(lines) + "AT ONBATT * START-TIMER u 9\nAT ONLINE * CANCEL-TIMER t "
                                      "u\nAT ONLINE * CANCEL-TIMER u\n") ==
      "upssched.conf:7:1: error: timer u is not cancelled here: CANCEL-TIMER takes one timer, and "
      "runs the command u at once if timer t is not running\n-> end the line after t, "
      "and add: AT ONLINE * CANCEL-TIMER u\n");
}

TEST_CASE("a NOTIFYCMD that calls upssched is looked into, and whom it reaches is told") {
  const Folder folder;
  folder.write("upssched.conf", lines);
  folder.write("bin/upshid-sched", "", 0755);
  folder.write("bin/upssched", "", 0755);
  std::filesystem::create_directory(folder / "ours");
  std::filesystem::create_symlink("../bin/upshid-sched", folder / "ours/upssched");
  const auto find = [&folder](const std::string& program) {
    folder.write("wrapper", "#!/bin/sh\nlogger \"$NOTIFYTYPE\"\n" + program + " \"$@\"\n", 0755);
    folder.write("upsmon.conf", "MONITOR cyberpower 1 u p primary\nNOTIFYCMD " +
                                    folder / "wrapper" +
                                    "\nNOTIFYFLAG ONBATT EXEC\nNOTIFYFLAG ONLINE EXEC\n");
    Findings findings;
    lint_plan(folder.sources(), findings);
    return findings;
  };
  const auto found = [&](const std::string& program) { return folder.report(find(program)); };
  CHECK(found("/nonexistent/upssched")
            .starts_with("upsmon.conf:2:1: error: NOTIFYCMD wrapper: line 3 calls "
                         "/nonexistent/upssched, which does not exist; none of the "));
  CHECK(found(folder / "bin/upssched")
            .starts_with("upsmon.conf:2:1: warning: NOTIFYCMD wrapper: line 3 "
                         "calls bin/upssched, NUT's own program, "));
  CHECK(found(folder / "ours/upssched")
            .starts_with("upsmon.conf:2:1: note: NOTIFYCMD wrapper: line 3 calls ours/upssched, a "
                         "link to upshid-sched, which has upshid-monitor apply the AT lines in "
                         "upssched.conf\n"));
  CHECK(found("/bin/true").starts_with("upsmon.conf:2:1: error: NOTIFYCMD is not upssched; "));
  CHECK(found("read x; $x")
            .starts_with("upsmon.conf:2:1: warning: cannot tell whether NOTIFYCMD wrapper "
                         "calls upssched; if it does not, none of the "));
  CHECK(codes_of(find("/nonexistent/upssched")) == "plan_not_used");
  CHECK(codes_of(find(folder / "bin/upssched")) == "plan_by_nut");
  CHECK(codes_of(find(folder / "ours/upssched")) == "plan_by_link");
  CHECK(codes_of(find("/bin/true")) == "plan_not_used");
  CHECK(codes_of(find("read x; $x")) == "plan_doubtful");
}

TEST_CASE("LOWBATT with mains present, and silence, are spoken of") {
  const std::string flags = std::string(good) + "NOTIFYFLAG LOWBATT EXEC\n";
  const std::string low = std::string(lines) + "AT LOWBATT * EXECUTE down\n";
  CHECK(lint(flags, low) ==
        "upssched.conf:6:1: note: AT LOWBATT applies on battery only; NUT applies it on line power "
        "too, and after an outage shuts down again machines that have just started (NUT issue "
        "3261)\n-> AT SHUTDOWN is enough: it follows at once\n");
  CHECK(lint(flags, low, "LOWBATT_ON_LINE yes\n") ==
        "upssched.conf:6:1: warning: AT LOWBATT applies on line power too, because upshid.conf has "
        "LOWBATT_ON_LINE yes: after an outage, while the battery is still low, machines that have "
        "just started are shut down again\n-> remove that line; AT SHUTDOWN is enough\n");
  CHECK(
      lint("NOTIFYCMD upssched\nNOTIFYFLAG LOWBATT EXEC\n", "AT LOWBATT * EXECUTE a\n") ==
      "upssched.conf: note: no AT NOCOMM line; an unplugged USB cable or a dead UPS is only "
      "logged\n-> add: AT NOCOMM * EXECUTE lost, with NOTIFYFLAG NOCOMM SYSLOG+WALL+EXEC and a "
      "case \"lost)\" that notifies you\nupssched.conf:1:1: note: AT LOWBATT applies on battery "
      "only; NUT applies it on line power too, and after an outage shuts down again machines that "
      "have just started (NUT issue 3261)\n-> use AT SHUTDOWN instead: it follows at once\n");
}
