// Is everything off before the battery is?

#include <algorithm>

#include "unit/rehearse/rehearsed.h"

namespace upshid::rehearsal {

namespace {

Report judged(std::string_view scenario, const Files& files = usual(),
              const Premises& premises = small_battery(),
              const std::map<std::string, Time, std::less<>>& known = {}) {
  return rehearsed(scenario, files, premises, known);
}

Files with(const std::string& upsmon, const std::string& upshid = "") {
  Files files = usual();
  files.upsmon += upsmon;
  files.upshid = upshid;
  return files;
}

}  // namespace

TEST_CASE("a command of unknown time makes it depend, to the second") {
  const Report found = judged("long");
  CHECK(found.trial.judgement.level == Level::depends);
  CHECK(found.trial.judgement.longest == seconds(179));
  CHECK(found.headline ==
        "SAFE ONLY IF emergency-shutdown takes no longer than 2 min 59 s; the duration is not "
        "known.");
  CHECK(judged("long", usual(), small_battery(), {{"emergency-shutdown", seconds(179)}})
            .trial.judgement.level == Level::safe);
  CHECK(judged("long", usual(), small_battery(), {{"emergency-shutdown", seconds(180)}})
            .trial.judgement.level == Level::not_safe);
}

TEST_CASE("the advice that a dependent verdict gives is good") {
  const Report found = judged("long");
  REQUIRE(found.notes.size() >= 3);
  CHECK(found.notes[2] ==
        "Measure it and give --script-time emergency-shutdown=SECONDS. In upshid.conf, "
        "SCRIPT_DEADLINE "
        "179 limits it, and a SHUTDOWN_RUNTIME starts the shutdown earlier.");
  CHECK(judged("long", with("", "SCRIPT_DEADLINE 179\n")).trial.judgement.level == Level::safe);
}

TEST_CASE("a command that this machine's halt cuts off is not safe") {
  const Report found = judged("long", with("", "SCRIPT_DEADLINE 60\n"), small_battery(),
                              {{"emergency-shutdown", seconds(100)}});
  CHECK(found.trial.judgement.level == Level::not_safe);
  CHECK(found.headline ==
        "NOT SAFE: emergency-shutdown is cut off after 1 min, when this machine halts.");
}

TEST_CASE("a halt that takes longer than the battery lasts is not safe") {
  const Report found =
      judged("long", usual(), small_battery(), {{"emergency-shutdown", seconds(170)}});
  CHECK(found.trial.judgement.level == Level::safe);
  const Report slow = judged("long", with("", "HALT_RESERVE 300\n"), small_battery(),
                             {{"emergency-shutdown", seconds(0)}});
  CHECK(slow.headline ==
        "NOT SAFE: the battery is empty at 16 min, while this machine is still halting: 1 min 6 s "
        "short.");
}

TEST_CASE("without SHUTDOWNCMD the machine falls") {
  Files files = usual();
  files.upsmon = "MONITOR test@localhost 1 u p primary\n";
  CHECK(judged("long", files).headline ==
        "NOT SAFE: upsmon.conf has no SHUTDOWNCMD: this machine runs until the battery is empty at "
        "16 "
        "min and loses its power.");
}

TEST_CASE("a UPS that tells a low battery too late is not safe") {
  Premises premises = small_battery();
  premises.charge_low = 0;
  premises.runtime_low = Time(0);
  CHECK(judged("long", usual(), premises).headline ==
        "NOT SAFE: this machine runs until the battery is empty at 16 min and loses its power: "
        "no shutdown is decided before.");
}

TEST_CASE("a shutdown in a blip is not safe, unless the battery is low from the beginning") {
  const Files eager = with("", "SHUTDOWN_ONBATT 3\n");
  CHECK(judged("blip", eager).headline ==
        "NOT SAFE: emergency-shutdown and SHUTDOWNCMD run and shut something down needlessly.");
  Premises low = small_battery();
  low.charge = 8;
  low.runtime = minutes(2);
  CHECK(judged("blip", usual(), low, {{"emergency-shutdown", seconds(1)}}).trial.judgement.level ==
        Level::safe);
}

TEST_CASE("NUT's way with a low battery on mains is not safe") {
  CHECK(judged("low-on-mains").trial.judgement.level == Level::safe);
  CHECK(judged("low-on-mains", with("", "LOWBATT_ON_LINE yes\n")).headline ==
        "NOT SAFE: emergency-shutdown runs and shuts something down needlessly.");
}

TEST_CASE("a machine with another supply that holds stays up") {
  monitor::Settings settings = settings_of(usual());
  settings.upses.push_back({"other", "other@localhost", 1});
  const Premises premises = small_battery();
  const Trial trial =
      rehearse(settings, premises, durations_of(settings), scenario("long", settings).value());
  CHECK(headline_of(trial.judgement) ==
        "SAFE: this machine stays up. Commands: onbatt and emergency-shutdown.");
  CHECK_FALSE(trial.slow.fell_at);
  CHECK(trial.slow.entries.back().what == What::empty_with_others);
}

TEST_CASE("a UPS that says OB in its test is not shut down for it, while it tells of the test") {
  const Files eager = with("", "SHUTDOWN_ONBATT 2\n");
  Premises premises = small_battery();
  premises.tests_as_ob = true;
  CHECK(judged("battery-test", eager, premises).trial.judgement.level == Level::safe);
  premises.reports_test = false;
  CHECK(judged("battery-test", eager, premises).trial.judgement.level == Level::not_safe);
}

TEST_CASE("a UPS whose delays are negative leaves the machine off") {
  Premises premises = small_battery();
  premises.start_delay = Time(-1);
  const std::map<std::string, Time, std::less<>> known{{"emergency-shutdown", seconds(1)}};
  const Report found = judged("last-moment", usual(), premises, known);
  CHECK(found.headline ==
        "STAYS OFF: this machine is off at 13 min 6 s, although line power has been back since 12 "
        "min 2 s.");
  CHECK(found.trial.judgement.level == Level::stays_off);
  CHECK(
      found.notes.back() ==
      "With a negative ondelay the UPS does not switch its output on again, so nothing starts this "
      "machine again until somebody presses its button.");
  premises.shutdown_delay = Time(-1);
  CHECK(judged("last-moment", usual(), premises, known).notes.back() ==
        "With a negative offdelay the UPS does not cut its output, so nothing starts this machine "
        "again until somebody presses its button.");
}

TEST_CASE("a UPS that is not or cannot be commanded to cut its output leaves the machine off") {
  Premises premises = small_battery();
  premises.cut = watch::PowerCut::untested;
  const std::map<std::string, Time, std::less<>> known{{"emergency-shutdown", seconds(1)}};
  const Report found = judged("last-moment", usual(), premises, known);
  CHECK(found.trial.judgement.level == Level::stays_off);
  CHECK(found.notes.back() ==
        "The command with which the UPS cuts its output is not known to work on it and is not sent "
        "(see upshid-sched check), so nothing starts this machine again until somebody presses its "
        "button.");
  CHECK_FALSE(found.trial.slow.output_off_at);
  const auto& entries = found.trial.slow.entries;
  CHECK(std::ranges::count(entries, What::output_uncut, &Entry::what) == 1);
  premises.cut = watch::PowerCut::missing;
  CHECK(judged("last-moment", usual(), premises, known).notes.back() ==
        "The UPS has no command with which it cuts its output, so nothing starts this machine "
        "again until somebody presses its button.");
  const Report dark = judged("long", usual(), premises, known);
  CHECK(dark.trial.judgement.level == Level::safe);
  CHECK(dark.notes.back().find("if line power returns before the battery is empty, this machine "
                               "stays off") != std::string::npos);
}

TEST_CASE("without POWERDOWNFLAG in upsmon.conf the machine stays off, which is not safe") {
  Files files = usual();
  const std::string flag = "POWERDOWNFLAG /etc/killpower\n";
  files.upsmon.erase(files.upsmon.find(flag), flag.size());
  const std::map<std::string, Time, std::less<>> known{{"emergency-shutdown", seconds(1)}};
  const auto level = [&known](std::string_view scenario, const Files& with_files) {
    return judged(scenario, with_files, small_battery(), known).trial.judgement.level;
  };
  CHECK(level("last-moment", files) == Level::stays_off);
  CHECK(judged("last-moment", files, small_battery(), known).headline.starts_with("STAYS OFF: "));
  CHECK(level("long", files) == Level::safe);
  CHECK(level("last-moment", usual()) == Level::safe);
  // Without upsmon.conf there is a default.
  CHECK(level("last-moment", {}) == Level::safe);
}

TEST_CASE("SHUTDOWN_HOSTSYNC is another type than SHUTDOWN: its command shuts nothing down") {
  Command command;
  command.types = "ONBATT,SHUTDOWN_HOSTSYNC";
  CHECK_FALSE(command.has_type(NotifyType::shutdown));
  CHECK(command.has_type(NotifyType::shutdown_hostsync));
  CHECK(command.has_type(NotifyType::onbatt));
}

TEST_CASE("a killed monitor loses no command and runs none twice") {
  const Report found = judged("monitor-killed", usual(), small_battery(),
                              {{"onbatt", seconds(2)}, {"emergency-shutdown", seconds(40)}});
  CHECK(found.trial.judgement.level == Level::safe);
  CHECK(found.notes.back().find("none is lost, none runs twice") != std::string::npos);
}

}  // namespace upshid::rehearsal
