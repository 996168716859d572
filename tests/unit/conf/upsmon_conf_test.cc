#include "conf/upsmon_conf.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "unit/conf/complaints.h"

using namespace upshid;
using namespace upshid::conf;
using namespace std::chrono_literals;

namespace {

UpsmonConf parse(std::string_view text) {
  return parse_upsmon_conf(text, "f");
}
Texts complaints_of(std::string_view text) {
  return texts(parse(text).complaints);
}

}  // namespace

TEST_CASE("an empty upsmon.conf is NUT's defaults") {
  const UpsmonConf conf = parse("# nothing\n\n");
  CHECK(conf.complaints.empty());
  CHECK(conf.found);
  CHECK(conf.path == "f");
  CHECK(conf.monitors.empty());
  CHECK(conf.min_supplies == 1);
  CHECK_FALSE(conf.shutdown_command);
  CHECK_FALSE(conf.powerdown_flag);
  CHECK_FALSE(conf.notify_command);
  CHECK(conf.poll_interval == 5s);
  CHECK(conf.poll_interval_alert == 5s);
  CHECK(conf.host_sync == 15s);
  CHECK(conf.dead_time == 15s);
  CHECK(conf.replbatt_every == 43200s);
  CHECK(conf.nocomm_every == 300s);
  CHECK(conf.final_delay == 5s);
  CHECK(conf.off_duration == 30s);
  CHECK(conf.oblb_duration == 0s);
  CHECK(conf.over_duration == -1s);
  CHECK(conf.alarm_critical);
  CHECK(conf.exit_after == 0s);
  CHECK(conf.message_of(NotifyType::onbatt) == "UPS %s on battery");
  CHECK(conf.flags_of(NotifyType::onbatt) == default_notify_flags);
}

TEST_CASE("the lines of a usual upsmon.conf mean what they say") {
  const UpsmonConf conf = parse(
      "MONITOR cyberpower@localhost 1 upsmon \"my secret\" primary\n"
      "MINSUPPLIES 1\n"
      "SHUTDOWNCMD \"/sbin/shutdown -h +0\"\n"
      "NOTIFYCMD /sbin/upssched\n"
      "POLLFREQ 4\nPOLLFREQALERT 2\nDEADTIME 30\n"
      "POWERDOWNFLAG /etc/killpower\n"
      "RBWARNTIME 3600\nNOCOMMWARNTIME 60\nFINALDELAY 0\n"
      "OFFDURATION -1\nOBLBDURATION 10\nOVERDURATION 20\nALARMCRITICAL 0\nSHUTDOWNEXIT 30\n"
      "RUN_AS_USER nut\n"
      "NOTIFYMSG ONBATT \"%s runs on battery\"\n"
      "NOTIFYFLAG ONBATT SYSLOG+WALL+EXEC\n"
      "NOTIFYFLAG commok IGNORE\n");
  CHECK(complaints_of("").empty());
  const std::string no_polling =
      " has no effect: changes are acted on when the UPS reports them; pollinterval in ups.conf "
      "sets how often it is read";
  CHECK(texts(conf.complaints) ==
        Texts{"f:5:1: note: POLLFREQ" + no_polling, "f:6:1: note: POLLFREQALERT" + no_polling});
  REQUIRE(conf.monitors.size() == 1);
  const Monitor& monitor = conf.monitors[0];
  CHECK(monitor.system == "cyberpower@localhost");
  CHECK(monitor.ups == "cyberpower");
  CHECK(monitor.host == "localhost");
  CHECK(monitor.port == 3493);
  CHECK(monitor.power_value == 1);
  CHECK(monitor.user == "upsmon");
  CHECK(monitor.password == "my secret");
  CHECK(monitor.type == MonitorType::primary);
  CHECK(monitor.at == Position{1, 1});
  CHECK(monitor.is_local);
  CHECK(conf.shutdown_command == "/sbin/shutdown -h +0");
  CHECK(conf.notify_command == "/sbin/upssched");
  CHECK(conf.poll_interval == 4s);
  CHECK(conf.poll_interval_alert == 2s);
  CHECK(conf.dead_time == 30s);
  CHECK(conf.powerdown_flag == "/etc/killpower");
  CHECK(conf.replbatt_every == 3600s);
  CHECK(conf.nocomm_every == 60s);
  CHECK(conf.final_delay == 0s);
  CHECK(conf.off_duration == -1s);
  CHECK(conf.oblb_duration == 10s);
  CHECK(conf.over_duration == 20s);
  CHECK_FALSE(conf.alarm_critical);
  CHECK(conf.exit_after == 30s);
  CHECK(conf.run_as_user == "nut");
  CHECK(conf.message_of(NotifyType::onbatt) == "%s runs on battery");
  CHECK(text_of(conf.flags_of(NotifyType::onbatt)) == "SYSLOG+WALL+EXEC");
  CHECK(text_of(conf.flags_of(NotifyType::commok)) == "IGNORE");
  CHECK(text_of(conf.flags_of(NotifyType::online)) == "SYSLOG+WALL");
}

TEST_CASE("an upsmon.conf that has no MONITOR line, only EXEC flags, is without fault") {
  const UpsmonConf conf = parse(
      "RUN_AS_USER root\n"
      "NOTIFYCMD /sbin/upssched\n"
      "NOTIFYFLAG ONBATT EXEC\n"
      "NOTIFYFLAG ONLINE EXEC\n"
      "NOTIFYFLAG LOWBATT EXEC\n"
      "NOTIFYFLAG SHUTDOWN EXEC\n");
  CHECK(conf.complaints.empty());
  CHECK(conf.run_as_user == "root");
  CHECK(text_of(conf.flags_of(NotifyType::shutdown)) == "EXEC");
  CHECK(text_of(conf.flags_of(NotifyType::fsd)) == "SYSLOG+WALL");
}

TEST_CASE("MONITOR names a UPS, its host and its port") {
  const auto first = [](std::string_view system) {
    const UpsmonConf conf = parse("MONITOR " + std::string(system) + " 1 u p primary\n");
    REQUIRE(conf.monitors.size() == 1);
    return conf.monitors[0];
  };
  CHECK(first("ups").host == "localhost");
  CHECK(first("ups").is_local);
  CHECK(first("ups@127.0.0.1:99").port == 99);
  CHECK(first("ups@127.0.0.1:99").host == "127.0.0.1");
  CHECK(first("ups@[::1]:3494").host == "::1");
  CHECK(first("ups@[::1]:3494").port == 3494);
  CHECK(first("ups@[::1]").is_local);
  CHECK_FALSE(first("ups@nas.lan").is_local);
}

TEST_CASE("a MONITOR line whose system cannot be read is left out") {
  for (const char* system : {"@localhost", "ups@", "ups@h:0", "ups@h:65536", "ups@h:+1", "ups@[::1",
                             "ups@[::1]9", "ups:9", "ups@h:"}) {
    CAPTURE(system);
    const UpsmonConf conf =
        parse("MONITOR " + std::string(system) + " 1 u p primary\nDEADTIME 9\n");
    CHECK(conf.monitors.empty());
    CHECK(conf.dead_time == 9s);
    CHECK(texts(conf.complaints) == Texts{"f:1:9: error: MONITOR \"" + std::string(system) +
                                          "\": expected name[@host[:port]]; the line is ignored"});
  }
}

TEST_CASE("MONITOR's type has an old and a new name, and any other word is a secondary") {
  CHECK(parse("MONITOR a 1 u p Master\n").monitors.at(0).type == MonitorType::primary);
  CHECK(parse("MONITOR a 1 u p slave\n").monitors.at(0).type == MonitorType::secondary);
  const UpsmonConf conf = parse("MONITOR a 1 u se cret primary\n");
  CHECK(conf.monitors.at(0).type == MonitorType::secondary);
  // The words of a password that lacks its quotes are not repeated.
  CHECK(texts(conf.complaints) ==
        Texts{"f:1:18: warning: type is neither \"primary\" nor \"secondary\" (formerly \"master\" "
              "and \"slave\"); read as \"secondary\", as in NUT",
              "f:1:23: warning: unexpected word after \"MONITOR system powervalue user password "
              "primary|secondary\" (quote values with spaces or '='); ignored"});
}

TEST_CASE("MONITOR for another machine, twice, or of the old style is reported") {
  const UpsmonConf conf = parse(
      "MONITOR a@nas 1 u p secondary\n"
      "MONITOR a@nas 2 u p primary\n"
      "MONITOR b 1 p primary\n"
      "MONITOR c -1 u p primary\n");
  REQUIRE(conf.monitors.size() == 1);
  CHECK(conf.monitors[0].power_value == 1);
  CHECK(texts(conf.complaints) ==
        Texts{"f:1:9: warning: MONITOR \"a@nas\": host \"nas\" is not this machine; only UPSes of "
              "this machine are watched",
              "f:2:9: warning: MONITOR \"a@nas\" repeated, first at 1:1; this one is ignored, as "
              "in NUT",
              "f:3:1: error: MONITOR has 4 values; expected \"MONITOR system powervalue user "
              "password primary|secondary\"; the line is ignored",
              "f:4:11: error: power value \"-1\": expected a number from 0 to 1000; the line is "
              "ignored"});
}

TEST_CASE("power values that do not reach MINSUPPLIES are an error") {
  CHECK(complaints_of("MONITOR a 1 u p primary\nMINSUPPLIES 2\n") ==
        Texts{"f:2:1: error: the power values of all MONITOR lines total 1; MINSUPPLIES 2 requires "
              "more; NUT does not start"});
  CHECK(complaints_of("MONITOR a 0 u p primary\n") ==
        Texts{"f:1:1: error: the power values of all MONITOR lines total 0; MINSUPPLIES 1 requires "
              "more; NUT does not start"});
  CHECK(
      complaints_of("MINSUPPLIES 0\n") ==
      Texts{"f:1:13: warning: MINSUPPLIES 0: expected 1 or more; this machine is never shut down"});
  CHECK(complaints_of("MINSUPPLIES 2\n").empty());
}

TEST_CASE("a number is read as NUT reads it, and told of where it is odd") {
  const UpsmonConf conf = parse(
      "DEADTIME 30s\n"
      "FINALDELAY abc\n"
      "HOSTSYNC = 15\n"
      "RBWARNTIME -1\n"
      "POLLFREQ 0\n"
      "OFFDURATION 99999999999999999999\n"
      "NOCOMMWARNTIME \" +7\"\n");
  CHECK(conf.dead_time == 30s);
  CHECK(conf.final_delay == 5s);
  CHECK(conf.host_sync == 15s);
  CHECK(conf.replbatt_every == 43200s);
  CHECK(conf.poll_interval == 5s);
  CHECK(conf.off_duration == 30s);
  CHECK(conf.nocomm_every == 7s);
  CHECK(joined(texts(conf.complaints)) ==
        "f:1:10: warning: DEADTIME \"30s\": expected a whole number of seconds, 0 or more; read as "
        "30, as in NUT\nf:2:12: error: FINALDELAY \"abc\": expected a whole number of "
        "seconds, 0 or more; the line is ignored (NUT reads it as 0)\nf:3:10: error: unexpected "
        "'=' after HOSTSYNC: expected \"HOSTSYNC seconds\"; the line is ignored\nf:4:12: error: "
        "RBWARNTIME \"-1\": expected a whole number of seconds, 0 or more; the line is "
        "ignored\nf:5:10: error: POLLFREQ \"0\": expected a whole number of seconds, 1 or more; "
        "the line is ignored\nf:6:13: error: OFFDURATION \"99999999999999999999\": expected a "
        "whole number of seconds; the line is ignored\n");
  CHECK(parse("OVERDURATION 2147483647\n").over_duration == 2147483647s);
  CHECK(complaints_of("ALARMCRITICAL 2\n") ==
        Texts{"f:1:15: error: ALARMCRITICAL \"2\": expected 0 or 1; the line is ignored"});
}

TEST_CASE("words that NUT drops in silence are reported") {
  const UpsmonConf conf = parse("SHUTDOWNCMD /sbin/shutdown -h +0\n");
  CHECK(conf.shutdown_command == "/sbin/shutdown");
  CHECK(texts(conf.complaints) == Texts{"f:1:28: warning: unexpected \"-h\" after \"SHUTDOWNCMD "
                                        "command\" (quote values with spaces or '='); ignored"});
  const UpsmonConf flags = parse("NOTIFYFLAG ONBATT SYSLOG + EXEC\n");
  CHECK(text_of(flags.flags_of(NotifyType::onbatt)) == "SYSLOG");
  CHECK(texts(flags.complaints) ==
        Texts{"f:1:26: warning: unexpected \"+\" after \"NOTIFYFLAG type flag[+flag]\" (quote "
              "values with spaces or '='); ignored"});
}

TEST_CASE("a directive is known by its name in capitals") {
  const UpsmonConf conf = parse("pollfreq 9\nPOWERDOWNFLAGS /x\nSHUTDOWNCMD\nDEADTIME 8\n");
  CHECK(conf.poll_interval == 5s);
  CHECK(conf.dead_time == 8s);
  CHECK(texts(conf.complaints) ==
        Texts{"f:1:1: error: directive \"pollfreq\": expected \"POLLFREQ\" in capitals; the line "
              "is ignored",
              "f:2:1: error: unknown directive \"POWERDOWNFLAGS\"; the line is ignored",
              "f:3:1: error: SHUTDOWNCMD has no value; expected \"SHUTDOWNCMD command\"; the line "
              "is ignored"});
}

TEST_CASE("the last of a directive counts, and that there are two is reported") {
  const UpsmonConf conf = parse(
      "DEADTIME 10\nDEADTIME 20\nDEADTIME x\nSHUTDOWNCMD a\nSHUTDOWNCMD \"\"\n"
      "NOTIFYFLAG onbatt EXEC\nNOTIFYFLAG ONBATT WALL\nNOTIFYFLAG ONLINE WALL\n");
  CHECK(conf.dead_time == 20s);
  CHECK_FALSE(conf.shutdown_command);
  CHECK(text_of(conf.flags_of(NotifyType::onbatt)) == "WALL");
  CHECK(joined(texts(conf.complaints)) ==
        "f:2:1: warning: DEADTIME repeated, first at 1:1; this one applies\nf:3:10: error: "
        "DEADTIME \"x\": expected a whole number of seconds, 0 or more; the line is ignored (NUT "
        "reads it as 0)\nf:5:1: warning: SHUTDOWNCMD repeated, first at 4:1; this one "
        "applies\nf:5:13: warning: SHUTDOWNCMD \"\": expected a value; treated as not set\nf:7:1: "
        "warning: NOTIFYFLAG ONBATT repeated, first at 6:1; this one applies\n");
}

TEST_CASE("a notify flag that NUT does not know is left out, and the old flags are gone") {
  const UpsmonConf conf = parse("NOTIFYFLAG ONBATT exec+WALL+\nNOTIFYFLAG ONBAT EXEC\n");
  CHECK(text_of(conf.flags_of(NotifyType::onbatt)) == "WALL");
  CHECK(texts(conf.complaints) ==
        Texts{"f:1:19: error: unknown notify flag \"exec\": expected SYSLOG, WALL, EXEC or IGNORE "
              "in capitals, joined by '+'; ignored, as in NUT",
              "f:1:19: error: unknown notify flag \"\": expected SYSLOG, WALL, EXEC or IGNORE in "
              "capitals, joined by '+'; ignored, as in NUT",
              "f:2:12: error: unknown notify type \"ONBAT\"; expected one such as ONBATT; the line "
              "is ignored"});
}

TEST_CASE("a message that printf() would stumble over is reported") {
  CHECK(complaints_of("NOTIFYMSG ALARM \"%s: %s, 100%%\"\n").empty());
  const UpsmonConf conf = parse("NOTIFYMSG ONBATT \"%s at 5% %s\"\nNOTIFYMSG FSD \"%s %s\"\n");
  CHECK(conf.message_of(NotifyType::onbatt) == "%s at 5% %s");
  CHECK(texts(conf.complaints) == Texts{"f:1:18: warning: NOTIFYMSG ONBATT has \"% \", expected "
                                        "\"%s\" or \"%%\"; the message is used as written",
                                        "f:2:15: warning: NOTIFYMSG FSD has 2 times \"%s\", "
                                        "expected 1 at most; the message is used as written"});
  CHECK(complaints_of("NOTIFYMSG FSD \"now 100%\"\n") ==
        Texts{"f:1:15: warning: NOTIFYMSG FSD has \"%\", expected \"%s\" or \"%%\"; the message is "
              "used as written"});
}

TEST_CASE("SHUTDOWNEXIT is a word or a time") {
  CHECK(parse("SHUTDOWNEXIT Yes\n").exit_after == 0s);
  CHECK_FALSE(parse("SHUTDOWNEXIT off\n").exit_after);
  CHECK_FALSE(parse("SHUTDOWNEXIT -1\n").exit_after);
  CHECK(parse("SHUTDOWNEXIT 5\n").exit_after == 5s);
  const UpsmonConf conf = parse("SHUTDOWNEXIT no\nSHUTDOWNEXIT 5s\n");
  CHECK(conf.exit_after == 0s);
  CHECK(texts(conf.complaints) ==
        Texts{"f:2:1: warning: SHUTDOWNEXIT repeated, first at 1:1; this one applies",
              "f:2:14: error: SHUTDOWNEXIT \"5s\": expected yes, no or a whole number of seconds; "
              "read as \"yes\", as in NUT"});
}

TEST_CASE("what has no meaning here is accepted with the reason") {
  CHECK(joined(complaints_of("CERTPATH /etc/ssl\n"
                             "POLLFAIL_LOG_THROTTLE_MAX 10\n"
                             "DEBUG_MIN 2\n"
                             "debug_min 2\n"
                             "CERTPATH /etc/ssl\n"
                             "CERTIDENT me secret\n"
                             "CERTHOST h c 1 0\n"
                             "CERTVERIFY 1\n"
                             "FORCESSL 1\n"
                             "NOTIFYFLAG SUSPEND_TIMEJUMP_UNEXPECTED SYSLOG\n")) ==
        "f:1:1: note: CERTPATH has no effect: the network is not used\nf:2:1: note: "
        "POLLFAIL_LOG_THROTTLE_MAX has no effect: a UPS that cannot be read is reported "
        "once\nf:3:1: note: DEBUG_MIN has no effect: use the options of upshid-monitor\nf:4:1: "
        "note: debug_min has no effect: use the options of upshid-monitor\nf:5:1: note: CERTPATH "
        "has no effect: the network is not used\nf:6:1: note: CERTIDENT has no effect: the network "
        "is not used\nf:7:1: note: CERTHOST has no effect: the network is not used\nf:8:1: note: "
        "CERTVERIFY has no effect: the network is not used\nf:9:1: note: FORCESSL has no effect: "
        "the network is not used\nf:10:12: note: SUSPEND_TIMEJUMP_UNEXPECTED has no effect: "
        "upshid's clock does not jump\n");
}

TEST_CASE("a quote left open takes lines with it, and says which") {
  const UpsmonConf conf = parse(
      "NOTIFYMSG ONBATT \"battery\n"
      "NOTIFYFLAG ONBATT EXEC\n"
      "NOTIFYMSG ONLINE \"mains\"\n"
      "DEADTIME 9\n");
  CHECK(conf.dead_time == 9s);
  CHECK(conf.flags_of(NotifyType::onbatt) == default_notify_flags);
  CHECK(texts(conf.complaints) ==
        Texts{"f:1:18: error: unterminated quote: the text continues to line 3; expected "
              "'\"' on this line",
              "f:3:19: warning: unexpected \"mains\"\" after \"NOTIFYMSG "
              "type message\" (quote values with spaces or '='); ignored"});
}

TEST_CASE("no upsmon.conf is none found") {
  const auto conf = load_upsmon_conf("/nonexistent");
  REQUIRE(conf);
  CHECK_FALSE(conf->found);
  CHECK(conf->path == "/nonexistent/upsmon.conf");
  CHECK(conf->complaints.empty());
}

TEST_CASE("a directive that is repeated is reported where it is repeated, and applies") {
  for (const char* line :
       {"MINSUPPLIES 1", "SHUTDOWNCMD /bin/true", "NOTIFYCMD /bin/true", "POWERDOWNFLAG /flag",
        "DEADTIME 15", "FINALDELAY 5", "RBWARNTIME 60", "OBLBDURATION 1", "ALARMCRITICAL 0",
        "SHUTDOWNEXIT no", "RUN_AS_USER nut", "NOTIFYMSG ONBATT x", "NOTIFYFLAG ONBATT EXEC"}) {
    CAPTURE(line);
    const Complaints complaints = parse(std::string(line) + "\n  " + line + "\n").complaints;
    REQUIRE(complaints.size() == 1);
    CHECK(complaints[0].code == ComplaintCode::repeated);
    CHECK(complaints[0].line == 2);
    CHECK(complaints[0].column == 3);
  }
  CHECK(complaints_of("ALARMCRITICAL 0\n ALARMCRITICAL 1\n") ==
        Texts{"f:2:2: warning: ALARMCRITICAL repeated, first at 1:1; this one applies"});
}
