#include "watch/configuration.h"

#include <fmt/format.h>

#include <algorithm>

#include "conf/ups_conf.h"
#include "conf/upsmon_conf.h"
#include "conf/upssched_conf.h"
#include "monitor/configure.h"

namespace upshid::watch {

namespace {

class Loader {
 public:
  explicit Loader(const Request& request)
      : request_(request), confdir_(conf::confdir_or_default(request.confdir)) {}

  Configuration run() && {
    auto ups = take(conf::load_ups_conf(confdir_), "its names and settings");
    upsmon_ = take(conf::load_upsmon_conf(confdir_), "what it says");
    upssched_ = take(conf::load_upssched_conf(confdir_), "its plan");
    auto upshid = take(conf::load_upshid_conf(confdir_), "its settings");
    out_.has_ups_complaints = !ups.complaints.empty();
    for (std::string& text : ups.complaints) remark(Severity::warning, std::move(text));
    remark_all(upsmon_.complaints);
    take_empty_upsmon_for_none();
    remark_all(upssched_.complaints);
    remark_all(upshid.complaints);
    std::vector<Target> targets = choose(ups);
    configure(targets, ups, upshid);
    check();
    return std::move(out_);
  }

 private:
  void remark(Severity severity, std::string text) {
    if (severity == Severity::error && out_.error.empty()) out_.error = text;
    out_.remarks.push_back({severity, std::move(text)});
  }

  // Notes are for who checks a configuration, not for the log of each start.
  void remark_all(const conf::Complaints& complaints) {
    for (const conf::Complaint& complaint : complaints) {
      if (complaint.severity != Severity::notice) remark(complaint.severity, complaint.text());
    }
  }

  template <class Conf>
  Conf take(Result<Conf> loaded, const char* lost) {
    if (loaded) return *std::move(loaded);
    remark(Severity::error, fmt::format("{}; going on without {}", loaded.error().text(), lost));
    if (loaded.error().where.ends_with("/upsmon.conf")) is_upsmon_lost_ = true;
    return {};
  }

  // A file without content, or with zeros for one, is what a power failure leaves of it.
  void take_empty_upsmon_for_none() {
    const bool says_nothing = upsmon_.monitors.empty() && !upsmon_.shutdown_command &&
                              !upsmon_.notify_command && !upsmon_.powerdown_flag &&
                              !upsmon_.run_as_user && !conf::has_error(upsmon_.complaints);
    if (!upsmon_.found || !says_nothing) return;
    upsmon_.found = false;
    // An error, so that it never takes the place of what a monitor that runs goes by.
    remark(Severity::error,
           upsmon_.path +
               ": says nothing, and is taken as if it were not there: SHUTDOWNCMD is "
               "/sbin/shutdown -h +0");
  }

  // The UPSes that the command line names; else the sections; else what is plugged.
  std::vector<Target> choose(const conf::UpsConf& ups) const {
    std::vector<Target> out;
    for (const AskedUps& asked : request_.upses) {
      Target target{asked.name, asked.address.empty() ? asked.name : asked.address, {}, {}};
      out.push_back(with_pace(std::move(target), ups));
    }
    if (!out.empty()) return out;
    for (const conf::UpsSection& section : ups.sections) {
      if (section.settings.is_usb_hid())
        out.push_back(with_pace({section.name, section.name, {}, {}}, ups));
    }
    if (!out.empty() || !ups.sections.empty()) return out;
    return plugged();
  }

  static Target with_pace(Target target, const conf::UpsConf& ups) {
    const conf::UpsSection* section = ups.find(target.address);
    if (section == nullptr) return target;
    target.state_pace = section->settings.pollinterval;
    target.live_pace = section->settings.pollfreq;
    return target;
  }

  std::vector<Target> plugged() const {
    const auto devices = list_devices();
    if (devices && devices->size() > 1) {
      std::vector<Target> out;
      for (const DeviceInfo& device : *devices) {
        out.push_back({"usb:" + device.bus_path, "usb:" + device.bus_path, {}, {}});
      }
      return out;
    }
    // A MONITOR line names the only UPS where no ups.conf does.
    std::vector<std::string> named;
    for (const conf::Monitor& monitor : upsmon_.monitors) {
      if (monitor.is_local) named.push_back(monitor.ups);
    }
    return {{named.size() == 1 ? named.front() : "ups", "ups", {}, {}}};
  }

  void configure(const std::vector<Target>& targets, const conf::UpsConf& ups,
                 const conf::UpshidConf& upshid) {
    std::vector<std::string> names;
    for (const Target& target : targets) names.push_back(target.name);
    auto configured = monitor::configure(names, upsmon_, upssched_, upshid);
    for (const monitor::Note& note : configured.notes) remark(Severity::notice, text_of(note));
    out_.settings = std::move(configured.settings);
    out_.run_as_user = upsmon_.run_as_user;
    out_.selftest = upshid.selftest;
    out_.selftest_kind = upshid.selftest_kind;
    // Who names a UPS wants it watched, whatever MONITOR lines there are.
    for (const AskedUps& asked : request_.upses) {
      if (out_.settings.find(asked.name) == nullptr)
        out_.settings.upses.push_back({asked.name, asked.name + "@localhost", 1});
    }
    for (const Target& target : targets) {
      if (out_.settings.find(target.name) == nullptr) continue;
      out_.targets.push_back(target);
      const conf::UpsSection* section = ups.find(target.address);
      if (section != nullptr && section->settings.sdorder)
        out_.shutdown_order[target.name] = *section->settings.sdorder;
    }
  }

  int power_value() const {
    int out = 0;
    for (const monitor::WatchedUps& ups : out_.settings.upses) out += ups.power_value;
    return out;
  }

  void check() {
    const monitor::Settings& settings = out_.settings;
    if (settings.upses.empty()) {
      out_.danger = fmt::format("{} and {} name no UPS of this machine to be watched",
                                confdir_ + "/ups.conf", upsmon_.path);
    } else if (is_upsmon_lost_) {
      out_.danger = out_.error + ", and what is to shut this machine down stands there";
    } else if (conf::has_error(upsmon_.complaints) && settings.shutdown_command.empty()) {
      out_.danger = fmt::format(
          "{}: with errors in it and no SHUTDOWNCMD left, this machine would "
          "not be shut down",
          upsmon_.path);
    } else if (conf::has_error(upsmon_.complaints) && power_value() <= 0) {
      out_.danger = fmt::format("{}: with errors in it, no UPS feeds this machine", upsmon_.path);
    }
    if (!out_.danger.empty()) {
      if (out_.error.empty()) out_.error = out_.danger;
      return;
    }
    if (settings.shutdown_command.empty()) {
      remark(Severity::warning,
             fmt::format("{}: no SHUTDOWNCMD: commands run, this machine stays up", upsmon_.path));
    }
    if (power_value() <= 0) {
      remark(Severity::warning,
             fmt::format("{}: no MONITOR line has a power value: this machine is not shut down",
                         upsmon_.path));
    } else if (settings.min_supplies > power_value()) {
      remark(Severity::warning,
             fmt::format("{}: MINSUPPLIES {}, but the UPSes of this machine have a power value of "
                         "{}, which is taken for it",
                         upsmon_.path, settings.min_supplies, power_value()));
    }
    if (settings.min_supplies < 1) {
      remark(Severity::warning, fmt::format("{}: MINSUPPLIES {}: this machine is not shut down",
                                            upsmon_.path, settings.min_supplies));
    }
  }

  const Request& request_;
  std::string confdir_;
  conf::UpsmonConf upsmon_;
  conf::UpsschedConf upssched_;
  bool is_upsmon_lost_ = false;
  Configuration out_;
};

}  // namespace

Configuration load_configuration(const Request& request) {
  return Loader(request).run();
}

}  // namespace upshid::watch
