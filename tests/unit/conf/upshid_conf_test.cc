#include "conf/upshid_conf.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "unit/conf/complaints.h"

using namespace upshid;
using namespace upshid::conf;
using namespace std::chrono_literals;

namespace {

UpshidConf parse(std::string_view text) {
  return parse_upshid_conf(text, "f");
}
Texts complaints_of(std::string_view text) {
  return texts(parse(text).complaints);
}

}  // namespace

TEST_CASE("an empty upshid.conf is the defaults") {
  const UpshidConf conf = parse("");
  CHECK(conf.found);
  CHECK(conf.complaints.empty());
  CHECK_FALSE(conf.shutdown_charge);
  CHECK_FALSE(conf.shutdown_runtime);
  CHECK_FALSE(conf.shutdown_on_battery);
  CHECK(conf.script_deadline == 300s);
  CHECK(conf.halt_reserve == 60s);
  CHECK(conf.comms_grace == 5s);
  CHECK(conf.onbatt_hold == 0s);
  CHECK(conf.selftest == SelftestSchedule::never);
  CHECK(conf.selftest_kind == SelftestKind::quick);
  CHECK_FALSE(conf.lowbatt_on_line);
  CHECK_FALSE(conf.timers_unchecked);
  CHECK_FALSE(conf.repeat_commands);
}

TEST_CASE("every directive of upshid.conf is read") {
  const UpshidConf conf = parse(
      "SHUTDOWN_CHARGE 20\nSHUTDOWN_RUNTIME 300\nSHUTDOWN_ONBATT 600  # ten minutes\n"
      "SCRIPT_DEADLINE 120\nHALT_RESERVE 30\nCOMMS_GRACE 0\nONBATT_HOLD 300\n"
      "SELFTEST monthly deep\nNUT_SOCKET no\n"
      "LOWBATT_ON_LINE yes\nTIMERS_UNCHECKED On\nREPEAT_COMMANDS 1\n");
  CHECK(conf.complaints.empty());
  CHECK(conf.shutdown_charge == 20);
  CHECK(conf.shutdown_runtime == 300s);
  CHECK(conf.shutdown_on_battery == 600s);
  CHECK(conf.script_deadline == 120s);
  CHECK(conf.halt_reserve == 30s);
  CHECK(conf.comms_grace == 0s);
  CHECK(conf.onbatt_hold == 300s);
  CHECK(conf.selftest == SelftestSchedule::monthly);
  CHECK(conf.selftest_kind == SelftestKind::deep);
  CHECK(conf.lowbatt_on_line);
  CHECK(conf.timers_unchecked);
  CHECK(conf.repeat_commands);
  CHECK(conf.nut_socket == false);
}

TEST_CASE("numbers of upshid.conf are whole and within their range") {
  const UpshidConf conf = parse(
      "SHUTDOWN_CHARGE 0\nSHUTDOWN_CHARGE 101\nSHUTDOWN_CHARGE 20%\n"
      "SHUTDOWN_RUNTIME 86401\nSHUTDOWN_ONBATT -1\nSCRIPT_DEADLINE 1.5\nHALT_RESERVE nan\n"
      "COMMS_GRACE 301\nSHUTDOWN_RUNTIME = 300\n");
  CHECK_FALSE(conf.shutdown_charge);
  CHECK_FALSE(conf.shutdown_runtime);
  CHECK(conf.halt_reserve == 60s);
  CHECK(joined(texts(conf.complaints)) ==
        "f:1:17: error: SHUTDOWN_CHARGE \"0\": expected a percentage from 1 to 100; the line is "
        "ignored\nf:2:17: error: SHUTDOWN_CHARGE \"101\": expected a percentage from 1 to 100; the "
        "line is ignored\nf:3:17: error: SHUTDOWN_CHARGE \"20%\": expected a percentage from 1 to "
        "100; the line is ignored\nf:4:18: error: SHUTDOWN_RUNTIME \"86401\": expected a whole "
        "number of seconds from 1 to 86400; the line is ignored\nf:5:17: error: SHUTDOWN_ONBATT "
        "\"-1\": expected a whole number of seconds from 1 to 604800; the line is ignored\nf:6:17: "
        "error: SCRIPT_DEADLINE \"1.5\": expected a whole number of seconds from 0 to 86400; the "
        "line is ignored\nf:7:14: error: HALT_RESERVE \"nan\": expected a whole number of seconds "
        "from 0 to 3600; the line is ignored\nf:8:13: error: COMMS_GRACE \"301\": expected a whole "
        "number of seconds from 0 to 300; the line is ignored\nf:9:18: error: unexpected '=' after "
        "SHUTDOWN_RUNTIME: expected \"SHUTDOWN_RUNTIME seconds\"; the line is ignored\n");
}

TEST_CASE("words of upshid.conf are of a closed list") {
  const UpshidConf conf = parse(
      "SELFTEST hourly\nSELFTEST weekly full\nLOWBATT_ON_LINE maybe\nshutdown_charge 5\n"
      "SHUTDOWN 5\nSELFTEST\n");
  CHECK(conf.selftest == SelftestSchedule::never);
  CHECK(joined(texts(conf.complaints)) ==
        "f:1:10: error: SELFTEST \"hourly\": expected never, daily, weekly or monthly; the line is "
        "ignored\nf:2:17: error: SELFTEST weekly \"full\": expected quick or deep; the line is "
        "ignored\nf:3:17: error: LOWBATT_ON_LINE \"maybe\": expected yes or no; the line is "
        "ignored\nf:4:1: error: directive \"shutdown_charge\": expected \"SHUTDOWN_CHARGE\" in "
        "capitals; the line is ignored\nf:5:1: error: unknown directive \"SHUTDOWN\"; the line is "
        "ignored\nf:6:1: error: SELFTEST has no value; expected \"SELFTEST "
        "never|daily|weekly|monthly [quick|deep]\"; the line is ignored\n");
  CHECK(name_of(SelftestSchedule::daily) == "daily");
  CHECK(name_of(SelftestKind::deep) == "deep");
}

TEST_CASE("the last of a directive of upshid.conf counts") {
  CHECK(parse("SELFTEST daily deep\nSELFTEST weekly\n").selftest == SelftestSchedule::weekly);
  CHECK(parse("SELFTEST daily deep\nSELFTEST weekly\n").selftest_kind == SelftestKind::quick);
  CHECK(complaints_of("COMMS_GRACE 1\nCOMMS_GRACE 2\nCOMMS_GRACE x\n") ==
        Texts{"f:2:1: warning: COMMS_GRACE repeated, first at 1:1; this one applies",
              "f:3:13: error: COMMS_GRACE \"x\": expected a whole number of seconds from 0 to 300; "
              "the line is ignored"});
}

TEST_CASE("a line of upshid.conf that is ignored is not repeated by the next") {
  for (const char* name : {"SELFTEST", "LOWBATT_ON_LINE", "COMMS_GRACE", "SHUTDOWN_CHARGE"}) {
    const std::string good = std::string(name) == "SELFTEST"          ? " daily\n"
                             : std::string(name) == "LOWBATT_ON_LINE" ? " yes\n"
                                                                      : " 20\n";
    CAPTURE(name);
    CHECK(complaints_of(std::string(name) + " x\n" + name + good).size() == 1);
    CHECK(complaints_of(name + good + name + good).size() == 1);
  }
  CHECK(complaints_of("SELFTEST daily x\nSELFTEST daily\n").size() == 1);
}

TEST_CASE("no upshid.conf is none found") {
  const auto conf = load_upshid_conf("/nonexistent");
  REQUIRE(conf);
  CHECK_FALSE(conf->found);
  CHECK(conf->complaints.empty());
}
