// examples/nut-as-found and examples/nut, each read whole.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "conf/nut_conf.h"
#include "conf/ups_conf.h"
#include "conf/upshid_conf.h"
#include "conf/upsmon_conf.h"
#include "conf/upssched_conf.h"
#include "monitor/configure.h"

using namespace upshid;
using namespace upshid::conf;

namespace {

using Texts = std::vector<std::string>;

struct Configuration {
  UpsConf ups;
  NutConf nut;
  UpsmonConf upsmon;
  UpsschedConf upssched;
  UpshidConf upshid;
  Texts said;  // All complaints, paths without the folder.
};

Configuration read(const std::string& name) {
  const std::string folder = std::string(UPSHID_ROOT) + "/examples/" + name;
  Configuration all{load_ups_conf(folder).value(),    load_nut_conf(folder).value(),
                    load_upsmon_conf(folder).value(), load_upssched_conf(folder).value(),
                    load_upshid_conf(folder).value(), {}};
  const auto hear = [&](const std::string& text) {
    REQUIRE(text.starts_with(folder + "/"));
    all.said.push_back(text.substr(folder.size() + 1));
  };
  for (const Complaint& complaint : all.ups.complaints) hear(complaint.text());
  for (const Complaints* complaints : {&all.nut.complaints, &all.upsmon.complaints,
                                       &all.upssched.complaints, &all.upshid.complaints}) {
    for (const Complaint& c : *complaints) {
      hear(fmt::format("{}:{}:{}: {}: {}", c.file, c.line, c.column, name_of(c.severity), c.what));
    }
  }
  return all;
}

monitor::Configured configured(const Configuration& all) {
  Texts names;
  for (const UpsSection& section : all.ups.sections) names.push_back(section.name);
  return monitor::configure(names, all.upsmon, all.upssched, all.upshid);
}

}  // namespace

TEST_CASE(
    "the configuration as it is found in the field: the open quote is reported, and no more") {
  CHECK(read("nut-as-found").said ==
        Texts{"ups.conf:4:12: unterminated quote: the text continues to the end of the file; "
              "expected '\"' on this line",
              "upssched.conf:2:1: note: PIPEFN has no effect: the "
              "monitor keeps the timers",
              "upssched.conf:3:1: note: LOCKFN has no effect: the monitor keeps the timers"});
}

TEST_CASE("the configuration as found watches its UPS, runs its plan, and keeps this machine up") {
  const Configuration all = read("nut-as-found");
  REQUIRE(all.ups.sections.size() == 1);
  const UpsSection& section = all.ups.sections[0];
  REQUIRE(section.find("desc") != nullptr);
  CHECK(section.find("desc")->value == "Cyber Power System, Inc. PR1500LCDRT2U UPS");

  const monitor::Configured found = configured(all);
  REQUIRE(found.notes.size() == 1);
  CHECK(text_of(found.notes[0]) == "no MONITOR line; assuming that cyberpower feeds this machine");
  REQUIRE(found.settings.upses.size() == 1);
  CHECK(found.settings.upses[0].system == "cyberpower@localhost");
  CHECK(found.settings.plans());
  CHECK(found.settings.plan.size() == 6);
  CHECK(found.settings.command_script == Texts{"/etc/nut/upssched-cmd"});
  CHECK(found.settings.shutdown_command.empty());
}

TEST_CASE("the corrected configuration has no mistake: two notes, on what NUT needs beside us") {
  CHECK(read("nut").said ==
        Texts{"upssched.conf:3:1: note: PIPEFN has no effect: the monitor keeps the timers",
              "upssched.conf:4:1: note: LOCKFN has no effect: the monitor keeps the timers"});
}

TEST_CASE("the corrected configuration shuts this machine down after one command for the cluster") {
  const Configuration all = read("nut");
  const monitor::Configured corrected = configured(all);
  CHECK(corrected.notes.empty());
  const monitor::Settings& settings = corrected.settings;
  REQUIRE(settings.upses.size() == 1);
  CHECK(settings.upses[0].name == "cyberpower");
  CHECK(settings.shutdown_command == "/sbin/shutdown -h +0");
  CHECK(settings.powerdown_flag == "/etc/killpower");
  CHECK(settings.thresholds.runtime == monitor::seconds(420));
  // One line only may ask for it, and not LOWBATT, which also occurs on line power.
  Texts asking;
  for (const PlanLine& line : settings.plan) {
    if (line.argument == "emergency-shutdown") asking.emplace_back(name_of(line.type));
  }
  CHECK(asking == Texts{"SHUTDOWN"});
  // EXEC takes nothing away from the log.
  for (const auto type : {NotifyType::onbatt, NotifyType::online, NotifyType::lowbatt,
                          NotifyType::shutdown, NotifyType::commbad, NotifyType::replbatt}) {
    CAPTURE(name_of(type));
    CHECK(settings.notify_of(type).syslog);
    CHECK(settings.notify_of(type).exec);
  }
}

TEST_CASE("the corrected upshid.conf leaves time for its own deadline") {
  const UpshidConf upshid = read("nut").upshid;
  REQUIRE(upshid.shutdown_runtime.has_value());
  CHECK(upshid.script_deadline + upshid.halt_reserve <= *upshid.shutdown_runtime);
}
