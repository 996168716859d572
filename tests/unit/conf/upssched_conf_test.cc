#include "conf/upssched_conf.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "unit/conf/complaints.h"

using namespace upshid;
using namespace upshid::conf;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view head = "CMDSCRIPT /c\nPIPEFN /p\nLOCKFN /l\n";

UpsschedConf parse(std::string_view text) {
  return parse_upssched_conf(text, "f");
}
// Lines from 4 on, after a complete head; without the head's two notes.
Texts complaints_of(std::string_view lines) {
  Texts all = texts(parse(std::string(head) + std::string(lines)).complaints);
  REQUIRE(all.size() >= 2);
  all.erase(all.begin(), all.begin() + 2);
  return all;
}

}  // namespace

TEST_CASE("timers and commands are read in file order, comments between them") {
  const UpsschedConf conf = parse(
      "CMDSCRIPT /etc/nut/upssched-cmd\n"
      "PIPEFN /var/run/nut/upssched.pipe\n"
      "LOCKFN /var/run/nut/upssched.lock\n"
      "\n"
      "# when going on battery, start a 30s timer named onbatt\n"
      "AT ONBATT * START-TIMER onbatt 30\n"
      "AT ONLINE * CANCEL-TIMER onbatt\n"
      "AT LOWBATT * EXECUTE emergency-shutdown\n"
      "AT ONBATT * START-TIMER earlyshutdown 300\n"
      "AT ONLINE * CANCEL-TIMER earlyshutdown\n"
      "AT SHUTDOWN * EXECUTE emergency-shutdown\n");
  CHECK(conf.found);
  CHECK(conf.command_script == "/etc/nut/upssched-cmd");
  CHECK(conf.command_script_arguments.empty());
  CHECK(conf.pipe_file == "/var/run/nut/upssched.pipe");
  CHECK(conf.lock_file == "/var/run/nut/upssched.lock");
  CHECK(texts(conf.complaints) ==
        Texts{"f:2:1: note: PIPEFN has no effect: the monitor keeps the timers",
              "f:3:1: note: LOCKFN has no effect: the monitor keeps the timers"});
  REQUIRE(conf.plan.size() == 6);
  CHECK(conf.plan[0].type == NotifyType::onbatt);
  CHECK(conf.plan[0].ups == "*");
  CHECK(conf.plan[0].verb == Verb::start_timer);
  CHECK(conf.plan[0].argument == "onbatt");
  CHECK(conf.plan[0].delay == 30s);
  CHECK(conf.plan[0].at == Position{6, 1});
  CHECK(conf.plan[0].ups_at == Position{6, 11});
  CHECK(conf.plan[1].type == NotifyType::online);
  CHECK(conf.plan[1].verb == Verb::cancel_timer);
  CHECK(conf.plan[1].otherwise.empty());
  CHECK(conf.plan[2].verb == Verb::execute);
  CHECK(conf.plan[2].argument == "emergency-shutdown");
  CHECK(conf.plan[3].delay == 300s);
  CHECK(conf.plan[5].type == NotifyType::shutdown);
}

TEST_CASE("all five commands of AT are known") {
  const UpsschedConf conf = parse(std::string(head) +
                                  "AT onbatt a@localhost START-TIMER-SHARED all 0\n"
                                  "AT ONLINE a CANCEL-TIMER all was-none\n"
                                  "AT ONLINE a CANCEL-TIMER-MATCHED all \"\"\n");
  REQUIRE(conf.plan.size() == 3);
  CHECK(conf.plan[0].verb == Verb::start_timer_shared);
  CHECK(conf.plan[0].ups == "a@localhost");
  CHECK(conf.plan[0].delay == 0s);
  CHECK(conf.plan[1].otherwise == "was-none");
  CHECK(conf.plan[2].verb == Verb::cancel_timer_matched);
  CHECK(conf.plan[2].otherwise.empty());
  CHECK(name_of(Verb::start_timer) == "START-TIMER");
  CHECK(name_of(Verb::start_timer_shared) == "START-TIMER-SHARED");
  CHECK(name_of(Verb::cancel_timer) == "CANCEL-TIMER");
  CHECK(name_of(Verb::cancel_timer_matched) == "CANCEL-TIMER-MATCHED");
  CHECK(name_of(Verb::execute) == "EXECUTE");
}

TEST_CASE("a rule that says what no rule can say is left out, and the next is read") {
  const auto text =
      "AT ONBAT * EXECUTE a\n"
      "AT ONBATT * STOP-TIMER a\n"
      "AT ONBATT * execute a\n"
      "AT ONBATT * EXECUTE\n"
      "AT ONBATT * EXECUTE \"\"\n"
      "AT ONBATT * START-TIMER \"\" 3\n"
      "at ONBATT * EXECUTE a\n"
      "CMDSCRIP /x\n"
      "AT ONBATT * EXECUTE good\n";
  const UpsschedConf conf = parse(std::string(head) + text);
  REQUIRE(conf.plan.size() == 1);
  CHECK(conf.plan[0].argument == "good");
  CHECK(
      joined(complaints_of(text)) ==
      "f:4:4: error: unknown notify type \"ONBAT\"; expected one such as ONBATT; the line is "
      "ignored (in NUT it never applies)\nf:5:13: error: unknown AT command \"STOP-TIMER\"; "
      "expected START-TIMER, START-TIMER-SHARED, CANCEL-TIMER, CANCEL-TIMER-MATCHED or EXECUTE; "
      "the line is ignored\nf:6:13: error: unknown AT command \"execute\"; expected START-TIMER, "
      "START-TIMER-SHARED, CANCEL-TIMER, CANCEL-TIMER-MATCHED or EXECUTE; the line is "
      "ignored\nf:7:1: error: AT has 3 values; expected \"AT type ups command argument "
      "[argument]\"; the line is ignored\nf:8:21: error: EXECUTE \"\": expected the name of a "
      "command; the line is ignored\nf:9:25: error: START-TIMER \"\": expected the name of a "
      "timer; the line is ignored\nf:10:1: error: directive \"at\": expected \"AT\" in capitals; "
      "the line is ignored\nf:11:1: error: unknown directive \"CMDSCRIP\"; the line is ignored\n");
}

TEST_CASE("a timer needs a time, which is read as NUT reads it") {
  const auto text =
      "AT ONBATT * START-TIMER a\n"
      "AT ONBATT * START-TIMER a -5\n"
      "AT ONBATT * START-TIMER a soon\n"
      "AT ONBATT * START-TIMER a 99999999999\n"
      "AT ONBATT * START-TIMER a 5m\n";
  const UpsschedConf conf = parse(std::string(head) + text);
  REQUIRE(conf.plan.size() == 1);
  CHECK(conf.plan[0].delay == 5s);
  CHECK(joined(complaints_of(text)) ==
        "f:4:13: error: START-TIMER a has no time; expected \"START-TIMER a seconds\"; the line is "
        "ignored (NUT 2.8.5 reads it as 0)\nf:5:27: error: START-TIMER \"-5\": expected a whole "
        "number of seconds, 0 or more; the line is ignored\nf:6:27: error: START-TIMER \"soon\": "
        "expected a whole number of seconds, 0 or more; the line is ignored (NUT reads it as "
        "0)\nf:7:27: error: START-TIMER \"99999999999\": expected a whole number of seconds, 0 or "
        "more; the line is ignored\nf:8:27: warning: START-TIMER \"5m\": expected a whole number "
        "of seconds, 0 or more; read as 5, as in NUT\n");
}

TEST_CASE("words that NUT drops in silence are reported in AT lines as well") {
  CHECK(complaints_of("AT ONBATT * EXECUTE a b\nAT ONBATT * START-TIMER a 3 4\n") ==
        Texts{"f:4:23: warning: unexpected \"b\" after EXECUTE a (quote commands with spaces); "
              "ignored, as in NUT",
              "f:5:29: warning: unexpected \"4\" after \"AT type ups command argument [argument]\" "
              "(quote values with spaces or '='); ignored"});
}

TEST_CASE("AT before CMDSCRIPT, PIPEFN and LOCKFN works, and is reported because NUT stops there") {
  const UpsschedConf conf = parse("AT ONBATT * EXECUTE a\nCMDSCRIPT /c x \"y z\"\nLOCKFN /l\n");
  CHECK(conf.plan.size() == 1);
  CHECK(conf.command_script == "/c");
  CHECK(conf.command_script_arguments == Texts{"x", "y z"});
  CHECK(texts(conf.complaints) ==
        Texts{"f:1:1: note: AT without CMDSCRIPT and PIPEFN and LOCKFN before it; it works here, "
              "but NUT's upssched exits at this line",
              "f:3:1: note: LOCKFN has no effect: the monitor keeps the timers"});
}

TEST_CASE("rules without a CMDSCRIPT are an error") {
  CHECK(
      texts(parse("PIPEFN /p\nLOCKFN /l\nAT ONBATT * EXECUTE a\nCMDSCRIPT \"\"\n").complaints) ==
      Texts{"f:1:1: note: PIPEFN has no effect: the monitor keeps the timers",
            "f:2:1: note: LOCKFN has no effect: the monitor keeps the timers",
            "f:3:1: error: AT without CMDSCRIPT in this file; its command or timer has nothing to "
            "run",
            "f:4:11: error: CMDSCRIPT \"\": expected the path of a program; treated as not set"});
  CHECK(parse("# no rules\n").complaints.empty());
}

TEST_CASE("upssched.conf's other directives are accepted, the last counts") {
  CHECK(
      complaints_of("DEBUG_MIN 1\nCMDSCRIPT /d\nAT SUSPEND_TIMEJUMP_UNEXPECTED * EXECUTE a\n") ==
      Texts{
          "f:4:1: note: DEBUG_MIN has no effect: use the options of upshid-monitor",
          "f:5:1: warning: CMDSCRIPT repeated, first at 1:1; this one applies",
          "f:6:4: note: SUSPEND_TIMEJUMP_UNEXPECTED has no effect: upshid's clock does not jump"});
}

TEST_CASE("no upssched.conf is none found") {
  const auto conf = load_upssched_conf("/nonexistent");
  REQUIRE(conf);
  CHECK_FALSE(conf->found);
  CHECK(conf->plan.empty());
  CHECK(conf->path == "/nonexistent/upssched.conf");
}
