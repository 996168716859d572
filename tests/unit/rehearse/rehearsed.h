#ifndef UPSHID_TESTS_UNIT_REHEARSAL_REHEARSED_H
#define UPSHID_TESTS_UNIT_REHEARSAL_REHEARSED_H

// A rehearsal with configuration files that are given as texts.

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "conf/upshid_conf.h"
#include "conf/upsmon_conf.h"
#include "conf/upssched_conf.h"
#include "monitor/configure.h"
#include "rehearse/halt.h"
#include "rehearse/judge.h"
#include "rehearse/plan.h"
#include "rehearse/scenario.h"
#include "rehearse/verdict.h"
#include "upshid-sched/rehearsal_report.h"

namespace upshid::rehearsal {

using std::chrono::minutes;
using std::chrono::seconds;

struct Files {
  std::string upsmon;
  std::string upssched;
  std::string upshid;
};

inline constexpr const char* plan_of_timers =
    "CMDSCRIPT /etc/nut/upssched-cmd\n"
    "AT ONBATT * START-TIMER onbatt 30\n"
    "AT ONLINE * CANCEL-TIMER onbatt\n"
    "AT LOWBATT * EXECUTE emergency-shutdown\n"
    "AT SHUTDOWN * EXECUTE emergency-shutdown\n"
    "AT COMMBAD * EXECUTE lost\n";

// As a person would have them.
inline Files usual() {
  return {
      "MONITOR test@localhost 1 u p primary\n"
      "SHUTDOWNCMD \"/sbin/shutdown -h +0\"\n"
      "POWERDOWNFLAG /etc/killpower\n"
      "NOTIFYCMD /sbin/upssched\n"
      "NOTIFYFLAG ONBATT EXEC\nNOTIFYFLAG ONLINE EXEC\nNOTIFYFLAG LOWBATT EXEC\n"
      "NOTIFYFLAG SHUTDOWN EXEC\nNOTIFYFLAG COMMBAD EXEC\n",
      plan_of_timers, ""};
}

// 20 minutes, of which 16 are counted on.
inline Premises small_battery() {
  Premises premises;
  premises.ups = "test";
  premises.runtime = minutes(20);
  premises.runtime_low = minutes(5);
  premises.shutdown_delay = seconds(20);
  premises.start_delay = seconds(30);
  premises.delay_step = minutes(1);
  return premises;
}

inline monitor::Settings settings_of(const Files& files) {
  auto upsmon = conf::parse_upsmon_conf(files.upsmon, "upsmon.conf");
  upsmon.found = !files.upsmon.empty();
  const std::vector<std::string> names{"test"};
  return monitor::configure(names, upsmon,
                            conf::parse_upssched_conf(files.upssched, "upssched.conf"),
                            conf::parse_upshid_conf(files.upshid, "upshid.conf"))
      .settings;
}

inline Durations durations_of(const monitor::Settings& settings) {
  Durations durations;
  durations.unknown = settings.script_deadline;
  durations.halt = settings.halt_reserve;
  durations.shutdown = check::read_shutdown_command(settings.shutdown_command);
  return durations;
}

inline Report rehearsed(std::string_view name, const Files& files = usual(),
                        Premises premises = small_battery(),
                        const std::map<std::string, Time, std::less<>>& known = {}) {
  const monitor::Settings settings = settings_of(files);
  const Scenario scenario = rehearsal::scenario(name, settings).value();
  if (scenario.charge) {
    premises.runtime = premises.runtime * *scenario.charge / premises.charge;
    premises.charge = *scenario.charge;
  }
  Report report;
  report.scenario = scenario.name;
  report.title = scenario.title;
  report.begins = scenario.begins;
  report.premises = premises;
  report.durations = durations_of(settings);
  report.durations.known = known;
  report.trial = rehearse(settings, premises, report.durations, scenario);
  report.headline = headline_of(report.trial.judgement);
  report.notes = notes_of(report.trial.judgement, settings);
  std::vector<std::string> places;
  for (const conf::PlanLine& rule : conf::parse_upssched_conf(files.upssched, "upssched.conf").plan)
    places.push_back("upssched.conf:" + std::to_string(rule.at.line));
  report.overlaps = overlaps(report.trial.slow);
  report.merged = merged(settings, places, premises, report.trial.slow);
  report.never = never_runs(settings, places, premises, report.trial.slow);
  return report;
}

// Compares with a file beside the tests. UPSHID_REWRITE_EXPECTED writes what was found into it, to
// be read before it is committed.
inline void check_expected(const std::string& found, const std::string& name) {
  const std::string path = std::string(UPSHID_TEST_DATA) + "/expected/" + name;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (text.str() != found && std::getenv("UPSHID_REWRITE_EXPECTED") != nullptr)
    std::ofstream(path, std::ios::binary) << found;
  CHECK(found == text.str());
}

}  // namespace upshid::rehearsal

#endif
