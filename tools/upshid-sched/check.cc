// The verb check.

#include <fmt/format.h>
#include <upshid/ups.h>

#include <cmath>

#include "base/boot_clock.h"
#include "cli/end_signals.h"
#include "cli/monitor_client.h"
#include "cli/ups_spec.h"
#include "upshid-sched/account_json.h"
#include "upshid-sched/verbs.h"
#include "watch/power_cut.h"

namespace upshid::sched {

namespace {

std::optional<std::chrono::seconds> seconds_of(std::optional<double> value) {
  constexpr double most = 1e9;
  if (!value || *value < 0 || *value > most) return std::nullopt;
  return std::chrono::seconds(std::lround(*value));
}

check::MeasuredUps measure(const watch::Target& target, const std::string& confdir, int cancel_fd) {
  check::MeasuredUps out;
  out.name = target.name;
  OpenOptions open;
  open.confdir = confdir;
  open.section = target.name;
  open.clock = base::boot_time_now;
  open.cancel_fd = cancel_fd;
  auto ups = Ups::open(target.address, open);
  auto snapshot = ups ? ups->read() : Result<Snapshot>(ups.error());
  if (!snapshot) {
    out.error = snapshot.error().text();
    return out;
  }
  const DeviceInfo& device = ups->device();
  out.line = device.line();
  out.id = device.id();
  const auto offered = ups->commands();
  for (const InstantCommand& command : offered) {
    if (command.is_untested) out.untested.push_back(command.name);
  }
  if (target.shutdown_order >= 0) out.cut = watch::power_cut_with(offered);
  out.untested_cut = watch::untested_command(offered, false).value_or("");
  out.device = device.manufacturer + (device.manufacturer.empty() ? "" : " ") + device.product;
  for (const Setting& setting : ups->settings()) {
    if (setting.step > 1) out.delay_step = std::chrono::seconds(std::lround(setting.step));
  }
  const auto* status = snapshot->find("ups.status");
  out.status = status == nullptr ? "status unknown" : status->value;
  out.charge = snapshot->number("battery.charge");
  out.runtime = seconds_of(snapshot->number("battery.runtime"));
  out.charge_low = snapshot->low_battery_limits().charge;
  out.runtime_low = seconds_of(snapshot->low_battery_limits().runtime);
  out.is_stale = snapshot->stale();
  out.is_line_known = !out.is_stale && snapshot->conditions().is_known(Condition::online);
  out.reports_discharge = snapshot->conditions().is_known(Condition::discharging);
  return out;
}

// The words have the same form as those of upshid-monitor.
Result<watch::Request> request_of(const Options& options) {
  watch::Request out;
  out.confdir = options.confdir;
  for (const std::string& word : options.words) {
    auto ups = cli::parse_ups_spec(word);
    if (!ups) return ups.error();
    out.upses.push_back(*std::move(ups));
  }
  return out;
}

// Compares with the running monitor, except a draft, or UPSes of the command line.
void compare(const check::Sources& sources, const std::vector<check::MeasuredUps>& upses,
             const Options& options, const cli::MonitorAnswer& answer, check::Findings& findings) {
  const auto running = check::read_status(answer.lines);
  if (!running || answer.refusal) return;
  const bool is_draft =
      !options.confdir.empty() && running->confdir != sources.configuration.confdir;
  const bool is_other = !options.words.empty() && options.statedir.empty();
  if (!is_draft && !is_other) check::lint_running(sources, upses, *running, findings);
}

}  // namespace

Answer check(const Options& options, const cli::Complainer& complainer) {
  const auto asked = request_of(options);
  if (!asked) {
    complainer.say(asked.error().what);
    return {{}, cli::ExitStatus::usage};
  }
  const check::Sources sources = check::read_sources(*asked);
  if (const auto reason = check::why_unreadable(sources)) {
    complainer.say(*reason);
    return {{}, cli::ExitStatus::permission};
  }
  std::vector<check::MeasuredUps> upses;
  {
    // Over libusb the kernel's driver has to be attached again.
    const cli::EndSignals signals;
    for (const watch::Target& target : sources.configuration.targets)
      upses.push_back(measure(target, options.confdir, signals.fd()));
  }
  const check::User user = check::user_of_commands(sources.upsmon.run_as_user);
  check::Findings findings;
  check::find_in_files(sources, findings);
  check::lint_plan(sources, findings);
  const auto programs = check::lint_programs(sources, user, findings);
  check::lint_rights(sources, findings);
  check::lint_others(sources, findings);
  check::lint_readings(sources, upses, findings);
  check::lint_shutdown(sources, upses, findings);
  const auto answer = cli::ask_monitor(options.socket(), {"status"});
  if (answer) compare(sources, upses, options, *answer, findings);
  // The files of another directory are a draft, which this machine does not use.
  if (options.confdir.empty()) {
    for (const check::MeasuredUps& ups : upses) {
      if (ups.error.empty()) continue;
      findings.push_back({check::FindingCode::ups_unreadable,
                          Severity::warning,
                          {},
                          {},
                          fmt::format("cannot read UPS {}: {}", ups.name, ups.error)});
    }
    const monitor::Settings& settings = sources.configuration.settings;
    check::lint_machine(
        {.monitor_runs = answer || answer.error().code != Code::not_found,
         .cuts_power = !settings.shutdown_command.empty() && !settings.powerdown_flag.empty()},
        {}, findings);
  }
  check::put_in_order(findings);
  const check::Account account{sources, user, upses, programs, findings};
  return {
      options.json ? account_json(account) : check::account_text(account),
      count(findings, Severity::error) == 0 ? cli::ExitStatus::ok : cli::ExitStatus::configuration};
}

}  // namespace upshid::sched
