#include "upshid-sched/rehearse_given.h"

#include <fmt/format.h>
#include <upshid/ups.h>

#include <algorithm>
#include <cmath>

#include "base/boot_clock.h"
#include "check/deeds.h"
#include "check/lint.h"
#include "cli/host.h"
#include "conf/ups_conf.h"
#include "conf/upssched_conf.h"
#include "rehearse/words.h"
#include "watch/configuration.h"
#include "watch/power_cut.h"

namespace upshid::sched {

namespace {

using cli::ExitStatus;
using rehearsal::duration_text;
using watch::Target;

// The UPS of a rehearsal if none is plugged in.
constexpr const char* stand_in = "virtual:CP850PFCLCDa";

class Gatherer {
 public:
  Gatherer(const RehearseOptions& options, const cli::Complainer& complainer)
      : options_(options), complainer_(complainer) {}

  Given run() && {
    if (load() && choose() && read_ups()) {
      read_places();
      take_durations();
    }
    return std::move(out_);
  }

 private:
  bool fail(ExitStatus status, std::string_view text) {
    complainer_.say(text);
    out_.status = status;
    return false;
  }

  bool load() {
    configuration_ = watch::load_configuration({options_.confdir, {}});
    return true;
  }

  bool load_for(const std::string& name, const std::string& address) {
    configuration_ = watch::load_configuration({options_.confdir, {{name, address}}});
    target_ = configuration_.targets.empty() ? Target{{name, address, {}, {}}, 0}
                                             : configuration_.targets.front();
    return true;
  }

  // The UPS that loses line power; the others keep it.
  bool choose() {
    if (!choose_target()) return false;
    for (const Complaint& complaint : configuration_.to_log()) complainer_.say(complaint.text());
    for (const Complaint& complaint : configuration_.of_files) {
      if (complaint.code == ComplaintCode::unreadable)
        return fail(ExitStatus::configuration, "cannot rehearse a configuration without that file");
    }
    for (const auto* complaints : {&configuration_.of_files, &configuration_.of_whole}) {
      for (const Complaint& complaint : *complaints) {
        const bool is_fault =
            complaint.severity == Severity::error || complaint.code == ComplaintCode::unknown_ups;
        if (is_fault && !fault_) fault_ = complaint.text();
      }
    }
    if (configuration_.danger)
      return fail(ExitStatus::configuration, configuration_.danger->text());
    return true;
  }

  bool choose_target() {
    const auto& targets = configuration_.targets;
    std::string_view asked = options_.ups;
    if (asked.empty()) {
      if (targets.empty()) return load_for("ups", "ups");
      if (targets.size() > 1) {
        std::vector<std::string> names;
        for (const Target& target : targets) names.push_back(target.name);
        return fail(ExitStatus::several,
                    fmt::format("several UPSes are watched; name the one that loses line power: {}",
                                rehearsal::list_text(names)));
      }
      target_ = targets.front();
      return true;
    }
    if (cli::names_a_device(asked)) {
      if (targets.size() != 1) return load_for("ups", std::string(asked));
      target_ = targets.front();
      target_.address = asked;
      return true;
    }
    return choose_by_name(asked);
  }

  bool choose_by_name(std::string_view asked) {
    const std::size_t equals = asked.find('=');
    const auto split = cli::parse_ups_at_host(asked.substr(0, equals));
    if (!split || (!split->host.empty() && !cli::is_this_machine(split->host)) ||
        (equals != std::string_view::npos && equals + 1 == asked.size())) {
      return fail(ExitStatus::usage,
                  fmt::format("\"{}\" is no UPS of this machine, expected NAME, NAME=ADDRESS or an "
                              "address; see upshid-sched rehearse --help",
                              asked));
    }
    const std::string address(equals == std::string_view::npos ? "" : asked.substr(equals + 1));
    for (const Target& target : configuration_.targets) {
      if (target.name != split->ups) continue;
      target_ = target;
      if (!address.empty()) target_.address = address;
      return true;
    }
    return load_for(split->ups, address);
  }

  bool read_ups() {
    OpenOptions open;
    open.confdir = options_.confdir;
    open.section = target_.name;
    open.clock = base::boot_time_now;
    Complaints complaints;
    auto ups = Ups::open(target_.address, open, &complaints);
    std::string first = target_.name;
    if (target_.is_virtual()) first += fmt::format("; simulated by {}", target_.address);
    if (!ups && ups.error().code == Code::not_found && !target_.is_virtual() &&
        !target_.address.starts_with("recording:")) {
      first = fmt::format("{}; NONE IS PLUGGED IN: simulated by {}", target_.name, stand_in);
      ups = Ups::open(stand_in, open, &complaints);
    }
    auto snapshot = ups ? ups->read() : Result<Snapshot>(ups.error());
    if (!snapshot) {
      return fail(cli::exit_status_of(snapshot.error()),
                  fmt::format("{}: {}", target_.name, snapshot.error().text()));
    }
    const auto& quirks = ups->quirks();
    for (const Setting& setting : ups->settings()) {
      if (setting.step > 1)
        out_.premises.delay_step = rehearsal::Time(std::lround(setting.step * 1000));
    }
    out_.premises.cut = watch::power_cut_with(ups->commands());
    // If "online and discharging" means on battery, it does so in a test as well.
    out_.premises.tests_as_ob =
        std::any_of(quirks.begin(), quirks.end(), [](const AppliedQuirk& quirk) {
          return quirk.verb == QuirkVerb::online_discharge &&
                 quirk.policy == OnlineDischarge::on_battery;
        });
    return take(ups->device(), *snapshot, first);
  }

  bool take(const DeviceInfo& device, const Snapshot& snapshot, const std::string& first) {
    if (snapshot.stale() || !snapshot.conditions().is_known(Condition::online)) {
      return fail(ExitStatus::not_safe,
                  fmt::format("not safe: {} does not report whether line power is present, so an "
                              "outage may not be noticed; see upshid-sched check",
                              target_.name));
    }
    // The limits of the UPS, not those that are shown.
    const auto value = [&snapshot](std::string_view name) {
      const LowBatteryLimits& limits = snapshot.low_battery_limits();
      if (name == "battery.charge.low") return limits.charge;
      if (name == "battery.runtime.low") return limits.runtime;
      return snapshot.number(name);
    };
    auto battery = battery_given(value, options_);
    if (!battery) return fail(ExitStatus::usage, battery.error().what);
    out_.settings = std::move(configuration_.settings);
    battery->premises.delay_step = out_.premises.delay_step;
    battery->premises.tests_as_ob = out_.premises.tests_as_ob;
    battery->premises.cut = out_.premises.cut;
    battery->premises.reports_test = snapshot.find("ups.test.result") != nullptr;
    out_.premises = battery->premises;
    out_.premises.ups = target_.name;
    const Variable* status = snapshot.find("ups.status");
    out_.lines.emplace_back("UPS", first);
    out_.lines.emplace_back(
        "now", fmt::format("{} {}: {}, {}", device.manufacturer, device.product,
                           status == nullptr ? "no status" : status->value, battery->now));
    out_.lines.emplace_back("battery", battery->counted);
    return true;
  }

  void read_places() {
    const std::string folder = conf::confdir_or_default(options_.confdir);
    out_.confdir = folder;
    out_.lines.emplace_back("files", folder);
    for (const conf::PlanLine& rule : out_.settings.plan)
      out_.places.push_back(fmt::format("upssched.conf:{}", rule.at.line));
  }

  void take_durations() {
    rehearsal::Durations& durations = out_.durations;
    durations.known = options_.script_times;
    durations.halt = out_.settings.halt_reserve;
    durations.unknown = out_.settings.script_deadline;
    durations.fault = fault_;
    const auto flag_fault = check::find_flag_fault(out_.settings);
    if (!durations.fault && flag_fault) durations.fault = flag_fault->what;
    const auto halt = durations.known.find("SHUTDOWNCMD");
    if (halt != durations.known.end()) durations.halt = halt->second;
    std::vector<std::string> known;
    for (const auto& [name, time] : durations.known) {
      if (name != "SHUTDOWNCMD") known.push_back(fmt::format("{} {}", name, duration_text(time)));
    }
    if (!known.empty())
      out_.lines.emplace_back("takes",
                              fmt::format("{} (--script-time)", rehearsal::list_text(known)));
    if (out_.settings.shutdown_command.empty()) return;
    durations.shutdown = check::read_shutdown_command(out_.settings.shutdown_command);
    const rehearsal::Time delay = durations.shutdown.delay;
    std::string text =
        fmt::format("this machine takes {} to halt ({})", duration_text(durations.halt),
                    halt == durations.known.end() ? "HALT_RESERVE" : "--script-time");
    if (delay > rehearsal::Time(0))
      text += fmt::format(", after the {} that SHUTDOWNCMD waits", duration_text(delay));
    out_.lines.emplace_back("halt", text);
    if (out_.settings.awaits_secondaries) {
      out_.lines.emplace_back("others", fmt::format("upsmon on other machines stays connected to "
                                                    "upsd for {} (HOSTSYNC)",
                                                    duration_text(out_.settings.host_sync)));
    }
  }

  const RehearseOptions& options_;
  const cli::Complainer& complainer_;
  watch::Configuration configuration_;
  std::optional<std::string> fault_;  // Of the files.
  Target target_;
  Given out_;
};

}  // namespace

Given gather(const RehearseOptions& options, const cli::Complainer& complainer) {
  return Gatherer(options, complainer).run();
}

}  // namespace upshid::sched
