#include "monitor/configure.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace upshid::monitor {
namespace {

const std::vector<std::string> names = {"cyberpower"};

Configured configured(const std::string& upsmon, const std::string& upssched = {},
                      const std::string& upshid = {}) {
  auto parsed = conf::parse_upsmon_conf(upsmon, "upsmon.conf");
  parsed.found = true;
  return configure(names, parsed, conf::parse_upssched_conf(upssched, "upssched.conf"),
                   conf::parse_upshid_conf(upshid, "upshid.conf"));
}

TEST_CASE("without files each UPS feeds this machine, and it can be shut down") {
  const auto out = configure(names, {}, {}, {});
  REQUIRE(out.settings.upses.size() == 1);
  CHECK(out.settings.upses[0].name == "cyberpower");
  CHECK(out.settings.upses[0].system == "cyberpower@localhost");
  CHECK(out.settings.upses[0].power_value == 1);
  CHECK(out.settings.shutdown_command == "/sbin/shutdown -h +0");
  CHECK(out.notes.empty());
}

TEST_CASE("an upsmon.conf without MONITOR line watches each UPS, and says so") {
  const auto out = configured("RUN_AS_USER root\n");
  CHECK(out.settings.upses.size() == 1);
  CHECK(out.settings.shutdown_command.empty());
  REQUIRE(out.notes.size() == 1);
  CHECK(out.notes[0].code == NoteCode::no_monitor_line);
  CHECK(text_of(out.notes[0]) == "no MONITOR line; assuming that cyberpower feeds this machine");
}

TEST_CASE("a MONITOR line for another machine, or for no UPS, is noted and left out") {
  const auto out = configured(
      "MONITOR cyberpower@10.0.0.5 1 u p secondary\nMONITOR other@localhost 1 u p primary\n"
      "MONITOR cyberpower@localhost:3493 2 u p primary\n");
  REQUIRE(out.settings.upses.size() == 1);
  CHECK(out.settings.upses[0].system == "cyberpower@localhost:3493");
  CHECK(out.settings.upses[0].power_value == 2);
  REQUIRE(out.notes.size() == 2);
  CHECK(out.notes[0].code == NoteCode::monitor_of_other_machine);
  CHECK(out.notes[1].code == NoteCode::monitor_of_unknown_ups);
  REQUIRE(out.notes[1].at);
  CHECK(out.notes[1].at->line == 2);
  CHECK(text_of(out.notes[0]) ==
        "MONITOR cyberpower@10.0.0.5: the UPS belongs to another machine; not watched");
  CHECK(text_of(out.notes[1]) ==
        "MONITOR other@localhost: no such UPS on this machine; not watched");
}

TEST_CASE(
    "a UPS here whose primary stands as an address is watched while no interface has that "
    "address") {
  // 192.0.2.0/24 is nobody's (RFC 5737): so are our own addresses before the network is up.
  const auto out = configured("MONITOR cyberpower@192.0.2.7 1 u p primary\n");
  REQUIRE(out.settings.upses.size() == 1);
  CHECK(out.settings.upses[0].system == "cyberpower@192.0.2.7");
  CHECK(out.notes.empty());
  CHECK(configured("MONITOR other@192.0.2.7 1 u p primary\n").settings.upses.empty());
  CHECK(configured("MONITOR cyberpower@192.0.2.7 1 u p secondary\n").settings.upses.empty());
  CHECK(configured("MONITOR cyberpower@nas.example 1 u p primary\n").settings.upses.empty());
}

TEST_CASE("two MONITOR lines for one UPS count its power once") {
  const auto out = configured(
      "MONITOR cyberpower@localhost 1 u p primary\nMONITOR cyberpower@127.0.0.1 1 u p primary\n");
  REQUIRE(out.settings.upses.size() == 1);
  CHECK(out.settings.upses[0].system == "cyberpower@localhost");
}

TEST_CASE("the files' directives become settings") {
  const auto out = configured(
      "MONITOR cyberpower@localhost 1 u p primary\nNOTIFYCMD /sbin/upssched\n"
      "NOTIFYMSG ONBATT \"%s: no mains\"\nNOTIFYFLAG ONBATT SYSLOG+EXEC\nDEADTIME 20\n"
      "SHUTDOWNEXIT no\nPOWERDOWNFLAG /etc/killpower\n",
      "CMDSCRIPT /bin/cmd\nAT ONBATT * START-TIMER t 30\nAT ONLINE a CANCEL-TIMER t none\n",
      "SHUTDOWN_CHARGE 40\nHALT_RESERVE 90\nSCRIPT_DEADLINE 100\n");
  const Settings& settings = out.settings;
  CHECK(settings.plans());
  CHECK(settings.notify_of(NotifyType::onbatt).message == "%s: no mains");
  CHECK(settings.notify_of(NotifyType::onbatt).exec);
  CHECK_FALSE(settings.notify_of(NotifyType::onbatt).wall);
  CHECK(settings.notify_of(NotifyType::online).message == "UPS %s on line power");
  CHECK(settings.deadtime == seconds(20));
  CHECK(settings.exit_after == std::nullopt);
  CHECK(settings.powerdown_flag == "/etc/killpower");
  CHECK(settings.command_script == std::vector<std::string>{"/bin/cmd"});
  REQUIRE(settings.plan.size() == 2);
  CHECK(settings.plan[0].verb == Verb::start_timer);
  CHECK(settings.plan[0].delay == seconds(30));
  CHECK(settings.plan[1].ups == "a");
  CHECK(settings.plan[1].otherwise == "none");
  CHECK(settings.thresholds.charge == 40);
  CHECK(settings.halt_reserve == seconds(90));
  CHECK(settings.script_deadline_blind == seconds(100));
}

}  // namespace
}  // namespace upshid::monitor
