#include <fmt/format.h>
#include <upshid/ups.h>

#include <algorithm>

#include "check/lint.h"
#include "watch/digest.h"

namespace upshid::check {

namespace {

constexpr const char* reload = "sudo upshid-sched reload";

class RunningLint {
 public:
  RunningLint(const Sources& sources, const std::vector<MeasuredUps>& upses,
              const MonitorStatus& monitor, Findings& findings)
      : configuration_(sources.configuration),
        upses_(upses),
        monitor_(monitor),
        findings_(findings) {}

  void run() {
    if (monitor_.dry_run) {
      warn(
          FindingCode::monitor_dry_run,
          "the running monitor is a dry run: it runs no command, and this machine is not shut down",
          "stop it, and run: sudo systemctl start upshid-monitor");
    }
    if (!monitor_.confdir.empty() && monitor_.confdir != configuration_.confdir) {
      warn(FindingCode::monitor_confdir,
           fmt::format("the running monitor uses the files in {}, not those in {}",
                       monitor_.confdir, configuration_.confdir),
           "restart it without --confdir: sudo systemctl restart upshid-monitor");
      return;
    }
    if (look_at_names()) return;
    for (const MeasuredUps& ups : upses_) look_at_device(ups);
    look_at_files();
  }

 private:
  void warn(FindingCode code, std::string what, std::string advice) {
    findings_.push_back({code, Severity::warning, {}, {}, std::move(what), std::move(advice)});
  }

  const UpsStatus* watched(std::string_view name) const {
    const auto ups = std::ranges::find(monitor_.upses, name, &UpsStatus::name);
    return ups == monitor_.upses.end() ? nullptr : &*ups;
  }

  // True if it watches other UPSes.
  bool look_at_names() {
    std::string missing;
    std::string extra;
    const auto add = [](std::string& list, const std::string& name) {
      list += (list.empty() ? "" : ", ") + name;
    };
    for (const monitor::WatchedUps& ups : configuration_.settings.upses) {
      if (watched(ups.name) == nullptr) add(missing, ups.name);
    }
    for (const UpsStatus& ups : monitor_.upses) {
      if (configuration_.settings.find(ups.name) == nullptr) add(extra, ups.name);
    }
    if (!missing.empty())
      warn(FindingCode::monitor_upses,
           fmt::format("the running monitor does not watch {}", missing), reload);
    if (!extra.empty()) {
      warn(FindingCode::monitor_upses,
           fmt::format("the running monitor watches {}, which this configuration does not", extra),
           reload);
    }
    return !missing.empty() || !extra.empty();
  }

  // Two UPSes may have been exchanged, or one replaced.
  void look_at_device(const MeasuredUps& ups) {
    const UpsStatus* running = watched(ups.name);
    if (running == nullptr || !running->heard || running->device.empty() || ups.line.empty())
      return;
    if (running->device == ups.line) return;
    warn(FindingCode::monitor_device,
         fmt::format("the running monitor watches another unit as {}: {}; this check read {}",
                     ups.name, running->device, ups.line),
         "name each UPS by its serial number in ups.conf, and run: sudo upshid-sched reload");
  }

  void look_at_files() {
    if (monitor_.configuration.empty() || monitor_.version != version()) {
      warn(
          FindingCode::monitor_version,
          fmt::format("the running monitor is version {}, this is {}", monitor_.version, version()),
          "sudo systemctl restart upshid-monitor");
    } else if (monitor_.configuration != watch::digest_of(configuration_)) {
      warn(FindingCode::monitor_settings,
           "the running monitor has other settings than these files: they were changed since, or "
           "could not be used",
           reload);
    }
  }

  const watch::Configuration& configuration_;
  const std::vector<MeasuredUps>& upses_;
  const MonitorStatus& monitor_;
  Findings& findings_;
};

}  // namespace

void lint_running(const Sources& sources, const std::vector<MeasuredUps>& upses,
                  const MonitorStatus& monitor, Findings& findings) {
  RunningLint(sources, upses, monitor, findings).run();
}

}  // namespace upshid::check
