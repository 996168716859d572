#include <doctest/doctest.h>

#include "check/lint.h"
#include "unit/check/folder.h"

using namespace upshid::check;
using upshid::check::test::Folder;

namespace {

std::string lint(std::string_view upsmon, std::string_view upssched, std::string_view upshid = "") {
  const Folder folder;
  if (!upsmon.empty()) folder.write("upsmon.conf", upsmon);
  if (!upssched.empty()) folder.write("upssched.conf", upssched);
  if (!upshid.empty()) folder.write("upshid.conf", upshid);
  Findings findings;
  lint_plan(folder.sources(), findings);
  return folder.text(findings);
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
        "upsmon.conf: error: no NOTIFYCMD: none of the 1 AT lines of upssched.conf is ever looked "
        "at\n-> add: NOTIFYCMD /sbin/upssched\n");
  CHECK(
      lint("SHUTDOWNCMD x\nNOTIFYCMD /bin/mail\n", "AT NOCOMM * EXECUTE a\n") ==
      "upsmon.conf:2:1: error: NOTIFYCMD is not upssched: none of the 1 AT lines of upssched.conf "
      "is ever looked at\n"
      "-> write: NOTIFYCMD /sbin/upssched (upshid-monitor does upssched's work itself; the "
      "program need not exist)\n");
  CHECK(
      lint("NOTIFYCMD upssched\nNOTIFYFLAG nocomm SYSLOG\nNOTIFYFLAG ONBATT EXEC+IGNORE\n",
           "AT NOCOMM * EXECUTE a\nAT NOCOMM * EXECUTE b\nAT FSD * EXECUTE c\n"
           "AT ONBATT * EXECUTE d\n") ==
      "upssched.conf:1:1: error: AT NOCOMM: never looked at, because NOTIFYFLAG NOCOMM has no "
      "EXEC in upsmon.conf\n-> write there: NOTIFYFLAG NOCOMM SYSLOG+WALL+EXEC\n"
      "upssched.conf:3:1: error: AT FSD: never looked at, because NOTIFYFLAG FSD is not given in "
      "upsmon.conf\n-> write there: NOTIFYFLAG FSD SYSLOG+WALL+EXEC\n"
      "upssched.conf:4:1: error: AT ONBATT: never looked at, because NOTIFYFLAG ONBATT has IGNORE "
      "in upsmon.conf\n-> write there: NOTIFYFLAG ONBATT SYSLOG+WALL+EXEC\n");
}

TEST_CASE("EXEC for which there is nothing to run is told") {
  CHECK(lint(std::string(good) + "NOTIFYFLAG FSD EXEC\n", lines) ==
        "upsmon.conf:8:1: note: NOTIFYFLAG FSD has EXEC, but upssched.conf has no line AT FSD: "
        "nothing runs\n-> add a line AT FSD there, or take EXEC away here\n");
  CHECK(lint("NOTIFYFLAG FSD EXEC\n", "") ==
        "upsmon.conf:1:1: warning: NOTIFYFLAG FSD has EXEC, but there is no NOTIFYCMD to be run\n"
        "-> name a program: NOTIFYCMD /path\n");
  CHECK(
      lint("NOTIFYCMD upssched\nNOTIFYFLAG FSD EXEC\n", "") ==
      "upsmon.conf:1:1: warning: NOTIFYCMD is upssched, but upssched.conf has no AT line: nothing "
      "runs\n-> say there what is to happen, like AT SHUTDOWN * EXECUTE shutdown\n");
}

TEST_CASE("an AT line for a UPS that is not watched never applies") {
  CHECK(lint(good, std::string(lines) +
                       "AT ONBATT cyberpower EXECUTE a\nAT ONBATT cyberpower@localhost EXECUTE a\n"
                       "AT ONBATT cyber EXECUTE a\nAT SHUTDOWN cyberpower EXECUTE a\n") ==
        "upssched.conf:8:11: error: AT ONBATT cyber: no such UPS is watched, the line never "
        "applies\n-> write * or cyberpower\n"
        "upssched.conf:9:13: error: AT SHUTDOWN cyberpower: SHUTDOWN is about this machine and no "
        "UPS, the line never applies\n-> write: AT SHUTDOWN * ...\n");
}

TEST_CASE("timers that are cancelled and never started, or started and never cancelled, are told") {
  const std::string other = std::string(lines) + "AT ONLINE * CANCEL-TIMER early\n";
  CHECK(lint(good, other) ==
        "upssched.conf:6:1: warning: timer early is cancelled here, but no line starts it\n"
        "-> is its name written otherwise in START-TIMER?\n");
  const std::string open = std::string(lines) + "AT ONBATT * START-TIMER u 9\n";
  CHECK(lint(good, open) ==
        "upssched.conf:6:1: note: timer u is never cancelled; here it ends in nothing if ONBATT is "
        "over by then, but NUT would run its command\n-> add: AT ONLINE * CANCEL-TIMER u\n");
  CHECK(lint(good, open, "TIMERS_UNCHECKED yes\n") ==
        "upssched.conf:6:1: warning: timer u is never cancelled: it ends in its command even if "
        "ONBATT is over by then\n-> add: AT ONLINE * CANCEL-TIMER u\n");
}

TEST_CASE("LOWBATT with mains present, and silence, are spoken of") {
  const std::string flags = std::string(good) + "NOTIFYFLAG LOWBATT EXEC\n";
  const std::string low = std::string(lines) + "AT LOWBATT * EXECUTE down\n";
  CHECK(lint(flags, low) ==
        "upssched.conf:6:1: note: AT LOWBATT: here it applies on battery only; NUT runs it with "
        "mains present too, after an outage, and so shuts down again what just came up (NUT issue "
        "3261)\n-> AT SHUTDOWN alone would do: it follows at once\n");
  CHECK(lint(flags, low, "LOWBATT_ON_LINE yes\n") ==
        "upssched.conf:6:1: warning: AT LOWBATT runs with mains present too, because upshid.conf "
        "says LOWBATT_ON_LINE yes: after an outage, with the battery still low, what just came up "
        "is shut down again\n-> take that line out; AT SHUTDOWN alone is enough\n");
  CHECK(
      lint("NOTIFYCMD upssched\nNOTIFYFLAG LOWBATT EXEC\n", "AT LOWBATT * EXECUTE a\n") ==
      "upssched.conf: note: no line AT NOCOMM: a pulled USB cable or a dead UPS is only a line in "
      "the journal, until the outage that nobody is warned of\n"
      "-> add: AT NOCOMM * EXECUTE lost, with NOTIFYFLAG NOCOMM SYSLOG+WALL+EXEC and a case "
      "\"lost)\" that tells you\n"
      "upssched.conf:1:1: note: AT LOWBATT: here it applies on battery only; NUT runs it with "
      "mains present too, after an outage, and so shuts down again what just came up (NUT issue "
      "3261)\n-> write AT SHUTDOWN for it: it follows at once\n");
}
