#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>

#include "check/lint.h"
#include "check/monitor_answer.h"
#include "conf/powerdown_flag.h"
#include "conf/usb_match.h"
#include "quirks/rules.h"

namespace upshid::check {

namespace {

using std::chrono::seconds;

class ShutdownLint {
 public:
  ShutdownLint(const Sources& sources, const std::vector<MeasuredUps>& upses, Findings& findings)
      : sources_(sources),
        settings_(sources.configuration.settings),
        upses_(upses),
        findings_(findings) {}

  void run() {
    look_at_monitor_lines();
    look_at_shutdown_command();
    look_at_flag();
    for (const conf::UpsSection& section : sources_.ups.sections) look_at_delays(section);
    for (const MeasuredUps& ups : upses_) {
      const monitor::WatchedUps* watched = settings_.find(ups.name);
      if (watched == nullptr || !ups.error.empty()) continue;
      look_at_test(ups);
      if (watched->power_value == 0) continue;
      look_at_cut(ups);
      look_at_battery(ups);
    }
    look_at_threshold();
  }

 private:
  void in_upsmon(Finding::Code code, Severity severity, std::optional<conf::Position> at,
                 std::string what, std::string advice) {
    findings_.push_back(
        {code, severity, sources_.upsmon.path, at, std::move(what), std::move(advice)});
  }

  void look_at_monitor_lines() {
    for (const conf::Monitor& monitor : sources_.upsmon.monitors) {
      if (!monitor.is_local || settings_.find(monitor.system) != nullptr) continue;
      in_upsmon(ComplaintCode::unknown_ups, Severity::error, monitor.at,
                fmt::format("MONITOR {}: no UPS {} in {}; not watched", monitor.system, monitor.ups,
                            sources_.ups.path),
                "use the name in brackets there");
    }
    if (!sources_.upsmon.found || !sources_.upsmon.monitors.empty()) return;
    if (settings_.upses.empty()) return;
    std::string names;
    for (const monitor::WatchedUps& ups : settings_.upses)
      names += (names.empty() ? "" : ", ") + ups.name;
    in_upsmon(
        ComplaintCode::no_monitor_line, Severity::warning, {},
        fmt::format("no MONITOR line; assuming that {} feeds this machine, as primary with power "
                    "value 1; NUT's upsmon would exit",
                    names),
        fmt::format("add: MONITOR {} 1 upsmon PASSWORD primary", settings_.upses.front().system));
  }

  void look_at_shutdown_command() {
    if (!settings_.shutdown_command.empty() || sources_.configuration.danger) return;
    const bool feeds_this = std::any_of(settings_.upses.begin(), settings_.upses.end(),
                                        [](const auto& ups) { return ups.power_value > 0; });
    in_upsmon(ComplaintCode::no_shutdown, feeds_this ? Severity::error : Severity::notice, {},
              "no SHUTDOWNCMD; when the battery is low, commands run, but this machine stays up "
              "until the power is gone",
              "to shut it down, add: SHUTDOWNCMD \"/sbin/shutdown -h +0\"");
  }

  void look_at_flag() {
    const std::string& flag = settings_.powerdown_flag;
    const auto at = sources_.in_upsmon({"POWERDOWNFLAG"});
    if (flag.empty()) {
      if (settings_.shutdown_command.empty() || !sources_.upsmon.found) return;
      in_upsmon(FindingCode::no_powerdown_flag, Severity::warning, {},
                "no POWERDOWNFLAG; the UPS does not cut the power at the end, so this machine "
                "stays off if line power returns before the battery is empty",
                "add: POWERDOWNFLAG /etc/killpower");
      return;
    }
    if (settings_.shutdown_command.empty()) {
      in_upsmon(ComplaintCode::no_effect, Severity::notice, at,
                "POWERDOWNFLAG is never written, because there is no SHUTDOWNCMD", "");
      return;
    }
    if (!flag.starts_with('/')) {
      in_upsmon(FindingCode::flag_path, Severity::warning, at,
                fmt::format("POWERDOWNFLAG {} is not an absolute path; it names a file in /", flag),
                "use an absolute path: POWERDOWNFLAG /etc/killpower");
      return;
    }
    if (auto fault = find_flag_fault(settings_)) {
      fault->path = sources_.upsmon.path;
      fault->at = at;
      findings_.push_back(*std::move(fault));
      return;
    }
    const std::string folder = std::filesystem::path(flag).parent_path().string();
    struct stat facts {};
    struct stat root {};
    if (::stat(folder.c_str(), &facts) != 0) return;
    const bool is_below_run = flag.starts_with("/run/") || flag.starts_with("/var/run/");
    if (::stat("/", &root) == 0 && root.st_dev != facts.st_dev && !is_below_run) {
      in_upsmon(FindingCode::flag_path, Severity::warning, at,
                fmt::format("POWERDOWNFLAG {} is on another file system than /, which is unmounted "
                            "before the power is cut",
                            flag),
                "write: POWERDOWNFLAG /etc/killpower");
    }
    const std::string part = others_may_create(folder) ? folder : changeable_part(folder, true);
    if (part.empty()) return;
    in_upsmon(FindingCode::flag_unsafe, Severity::error, at,
              fmt::format("POWERDOWNFLAG {}: users other than root may write to {}, and keep the "
                          "flag from being written",
                          flag, part),
              "use a directory of root: POWERDOWNFLAG /etc/killpower");
  }

  struct DelayStep {
    seconds step;
    std::string whose;
  };

  // As the device reports it; if it cannot be read, by a quirk that may apply to it.
  std::optional<DelayStep> delay_step_of(const conf::UpsSection& section) const {
    const auto ups = std::find_if(upses_.begin(), upses_.end(), [&](const MeasuredUps& one) {
      return one.name == section.name && one.error.empty();
    });
    if (ups != upses_.end()) return DelayStep{ups->delay_step, section.name};
    for (const quirks::Row& row : quirks::load_rules(quirks::default_folders()).rows) {
      const bool may_match = std::any_of(row.match.vendors.begin(), row.match.vendors.end(),
                                         [&](std::uint32_t vendor) {
                                           DeviceInfo device;
                                           device.vendor_id = static_cast<std::uint16_t>(vendor);
                                           conf::UsbPatterns patterns;
                                           patterns.vendorid = section.settings.match.vendorid;
                                           return conf::matches(patterns, device);
                                         });
      for (const quirks::Action& action : row.actions) {
        if (may_match && action.verb == quirks::Verb::granularity)
          return DelayStep{seconds(std::lround(action.numbers.front())),
                           "a UPS of the quirk " + row.name};
      }
    }
    return std::nullopt;
  }

  // NUT rounds down, and 0 means at once (NUT issues 432, 1394).
  void look_at_delays(const conf::UpsSection& section) {
    if (!section.settings.is_usb_hid() || settings_.find(section.name) == nullptr) return;
    const auto kept = delay_step_of(section);
    if (!kept || kept->step <= seconds(1)) return;
    const std::int64_t step = kept->step.count();
    const auto look = [&](const char* key, std::optional<seconds> delay) {
      const conf::Entry* entry = section.find(key);
      if (entry == nullptr || !delay || delay->count() % step == 0) return;
      const auto note = [&](Finding::Code code, Severity severity, std::string what,
                            std::string advice) {
        findings_.push_back({code, severity, sources_.ups.path, entry->value_at, std::move(what),
                             std::move(advice)});
      };
      if (delay->count() < 0) {
        note(FindingCode::delay_negative, Severity::notice,
             fmt::format(
                 "{} = {}: with a negative delay many models do not switch on again by themselves",
                 key, delay->count()),
             "");
        return;
      }
      const std::int64_t below = delay->count() / step * step;
      note(FindingCode::delay_rounded, Severity::warning,
           fmt::format("{} = {}: {} counts in steps of {} s; the delay is rounded up to {} s (NUT: "
                       "down to {} s)",
                       key, delay->count(), kept->whose, step, below + step, below),
           fmt::format("to make this explicit, write: {} = {}", key, below + step));
    };
    look("offdelay", section.settings.offdelay);
    look("ondelay", section.settings.ondelay);
  }

  std::string tested_line(const MeasuredUps& ups) const {
    return fmt::format("commands_tested = {} in [{}] of {}", ups.id, ups.name, sources_.ups.path);
  }

  void look_at_cut(const MeasuredUps& ups) {
    if (settings_.powerdown_flag.empty() || settings_.shutdown_command.empty()) return;
    const auto warn = [this](Finding::Code code, const std::string& why, std::string advice) {
      findings_.push_back({code,
                           Severity::warning,
                           {},
                           {},
                           why + "; this machine stays off if line power returns before the "
                                 "battery is empty",
                           std::move(advice)});
    };
    if (ups.cut == watch::PowerCut::missing)
      warn(FindingCode::cut_missing,
           fmt::format("UPS {} has no command that cuts its power at the end", ups.name), "");
    if (ups.cut == watch::PowerCut::untested)
      warn(FindingCode::cut_untested,
           fmt::format("UPS {}: {} is not known to work on {} and is not sent, so the UPS does not "
                       "cut the power at the end",
                       ups.name, ups.untested_cut, ups.id),
           fmt::format("try it with a lamp in place of this machine: upshid-cmd --force --yes {} "
                       "{}; if the power goes off as announced and comes back, write {}",
                       ups.name, ups.untested_cut, tested_line(ups)));
  }

  void look_at_test(const MeasuredUps& ups) {
    const watch::Configuration& configuration = sources_.configuration;
    if (configuration.selftest == conf::SelftestSchedule::never) return;
    const std::string test =
        fmt::format("test.battery.start.{}", name_of(configuration.selftest_kind));
    if (std::ranges::find(ups.untested, test) == ups.untested.end()) return;
    findings_.push_back({FindingCode::test_untested, Severity::warning, sources_.upshid.path,
                         sources_.in_upshid({"SELFTEST"}),
                         fmt::format("SELFTEST: {} is not known to work on {}, so the battery of "
                                     "{} is not tested",
                                     test, ups.id, ups.name),
                         fmt::format("try it: upshid-cmd --force --wait {} {}; if the test passes, "
                                     "write {}",
                                     ups.name, test, tested_line(ups))});
  }

  bool runs_at_the_end() const {
    return std::any_of(settings_.plan.begin(), settings_.plan.end(), [](const auto& line) {
      return line.verb == monitor::Verb::execute &&
             (line.type == NotifyType::shutdown || line.type == NotifyType::lowbatt ||
              line.type == NotifyType::fsd);
    });
  }

  void look_at_battery(const MeasuredUps& ups) {
    if (!ups.runtime_low || settings_.shutdown_command.empty()) return;
    const seconds left =
        std::max(*ups.runtime_low, settings_.thresholds.runtime.value_or(seconds(0)));
    const seconds usable = std::max(left - settings_.halt_reserve, seconds(0));
    if (runs_at_the_end() && settings_.script_deadline > usable) {
      const auto at = sources_.in_upshid({"SCRIPT_DEADLINE"});
      const seconds needed = settings_.script_deadline + settings_.halt_reserve;
      findings_.push_back(
          {FindingCode::wait_cut_short, at ? Severity::warning : Severity::notice,
           sources_.upshid.path, at,
           fmt::format(
               "{} starts the shutdown with {} left: it waits for commands at most {}, not {} "
               "(SCRIPT_DEADLINE), because {} are reserved for this machine (HALT_RESERVE)",
               ups.name, duration_text(left), duration_text(usable),
               duration_text(settings_.script_deadline), duration_text(settings_.halt_reserve)),
           fmt::format("if they need longer, start earlier: SHUTDOWN_RUNTIME {} in {}",
                       needed.count(), sources_.upshid.path)});
    }
    if (settings_.final_delay > usable) {
      in_upsmon(FindingCode::wait_cut_short, Severity::warning, sources_.in_upsmon({"FINALDELAY"}),
                fmt::format("FINALDELAY {}: {} starts the shutdown with {} left, of which {} are "
                            "reserved for this machine",
                            settings_.final_delay.count(), ups.name, duration_text(left),
                            duration_text(settings_.halt_reserve)),
                "use a shorter one; the monitor waits for commands in any case");
    }
    look_at_timers(ups, left);
  }

  // Timers that the battery does not last for. Only a full one shows how long it lasts.
  void look_at_timers(const MeasuredUps& ups, seconds left) {
    if (!ups.runtime || ups.charge.value_or(100) < 95) return;
    const seconds until_low = std::max(*ups.runtime - left, seconds(0));
    for (const conf::PlanLine& rule : sources_.upssched.plan) {
      if (rule.type != NotifyType::onbatt || rule.delay == seconds(0)) continue;
      if (rule.delay < until_low) continue;
      findings_.push_back({FindingCode::timer_too_late, Severity::warning, sources_.upssched.path,
                           rule.at,
                           fmt::format("timer {} of {} expires too late: at the present load {} "
                                       "shuts down after {} on battery",
                                       rule.argument, duration_text(rule.delay), ups.name,
                                       duration_text(until_low)),
                           "a shorter timer, or a smaller load"});
    }
  }

  void look_at_threshold() {
    const auto limit = settings_.thresholds.on_battery;
    if (!limit) return;
    for (const conf::PlanLine& rule : sources_.upssched.plan) {
      if (rule.type != NotifyType::onbatt || rule.delay < *limit || rule.delay == seconds(0))
        continue;
      findings_.push_back({FindingCode::timer_too_late, Severity::warning, sources_.upssched.path,
                           rule.at,
                           fmt::format("timer {} of {} expires too late: {} shuts down after {} on "
                                       "battery (SHUTDOWN_ONBATT)",
                                       rule.argument, duration_text(rule.delay),
                                       sources_.upshid.path, duration_text(*limit)),
                           "a shorter timer, or a larger SHUTDOWN_ONBATT"});
    }
  }

  const Sources& sources_;
  const monitor::Settings& settings_;
  const std::vector<MeasuredUps>& upses_;
  Findings& findings_;
};

}  // namespace

std::optional<Finding> find_flag_fault(const monitor::Settings& settings) {
  const std::string& flag = settings.powerdown_flag;
  if (!flag.starts_with('/') || settings.shutdown_command.empty()) return std::nullopt;
  const std::string folder = std::filesystem::path(flag).parent_path().string();
  struct stat facts {};
  if (::stat(folder.c_str(), &facts) != 0 || !S_ISDIR(facts.st_mode))
    return Finding(FindingCode::flag_path, Severity::error, {}, {},
                   fmt::format("POWERDOWNFLAG {} cannot be written: no directory {}", flag, folder),
                   "write: POWERDOWNFLAG /etc/killpower");
  const auto file = conf::open_powerdown_flag(flag, O_RDONLY);
  std::string what;
  if (!file && file.error().code == Code::invalid_argument) {
    what = file.error().text() + "; the UPS would stay on";
  } else if (file && file->found == conf::PowerdownFlag::Found::other) {
    what = fmt::format("POWERDOWNFLAG {} names a file with other content; not overwritten", flag);
  } else {
    return std::nullopt;
  }
  return Finding(FindingCode::flag_taken, Severity::error, {}, {}, std::move(what),
                 "use a separate file: POWERDOWNFLAG /etc/killpower");
}

void lint_shutdown(const Sources& sources, const std::vector<MeasuredUps>& upses,
                   Findings& findings) {
  ShutdownLint(sources, upses, findings).run();
}

}  // namespace upshid::check
