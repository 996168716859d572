#include "watch/configuration.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "conf/command_line.h"
#include "monitor/configure.h"

namespace upshid::watch {

namespace {

class Loader {
 public:
  Loader(const Request& request, const conf::Files& files)
      : request_(request), files_(files), upsmon_(files.upsmon) {}

  Configuration run() && {
    std::error_code ignored;
    out_.confdir = std::filesystem::absolute(files_.confdir, ignored).lexically_normal().string();
    add_all(conf::complaints_of(files_.ups, "its UPSes"));
    if (!out_.of_files.empty()) out_.in_ups_conf = out_.of_files.front();
    // Such an error matters only if a UPS is missing because of it.
    if (!files_.ups.error) out_.error.reset();
    add_all(conf::complaints_of(files_.upsmon, "its settings"));
    ignore_empty_upsmon();
    add_all(conf::complaints_of(files_.upssched, "its timers and commands"));
    add_all(conf::complaints_of(files_.upshid, "its settings"));
    configure(choose());
    out_.nut_sockets = nut_sockets();
    out_.settings.awaits_secondaries =
        !out_.nut_sockets.empty() &&
        std::ranges::any_of(files_.users.users, &conf::UpsdUser::is_secondary);
    out_.upsd = conf::where_upsd_listens(files_.upsd);
    check();
    return std::move(out_);
  }

 private:
  void see(const Complaint& complaint) {
    if (complaint.severity == Severity::error && !out_.error) out_.error = complaint;
  }

  void add_all(Complaints complaints) {
    for (Complaint& complaint : complaints) {
      see(complaint);
      out_.of_files.push_back(std::move(complaint));
    }
  }

  Complaint about_upsmon(ComplaintCode code, Severity severity, std::string what) const {
    return {upsmon_.path, 0, 0, code, severity, std::move(what)};
  }

  void add(ComplaintCode code, Severity severity, std::string what) {
    out_.of_whole.push_back(about_upsmon(code, severity, std::move(what)));
    see(out_.of_whole.back());
  }

  std::string nut_sockets() const {
    using conf::NutMode;
    const auto& mode = files_.nut.mode;
    const bool is_usual = mode == NutMode::netserver || mode == NutMode::standalone;
    const bool is_wanted = files_.upshid.nut_socket.value_or(is_usual && conf::has_upsd());
    if (!is_wanted) return {};
    // Debian's, where upsd.conf does not name another.
    return files_.upsd.state_path.empty() ? "/run/nut" : files_.upsd.state_path;
  }

  // After a power failure a file may be empty or consist of zeros.
  void ignore_empty_upsmon() {
    const bool is_empty = upsmon_.monitors.empty() && !upsmon_.shutdown_command &&
                          !upsmon_.notify_command && !upsmon_.powerdown_flag &&
                          !upsmon_.run_as_user && !has_error(upsmon_.complaints);
    if (!upsmon_.found || !is_empty) return;
    upsmon_.found = false;
    // An error, so that it never replaces what a running monitor uses.
    add(ComplaintCode::empty_file, Severity::error,
        "the file has no settings and is ignored; SHUTDOWNCMD is /sbin/shutdown -h +0");
  }

  // The UPSes of the command line, or else the sections, or else those that are plugged in.
  std::vector<Target> choose() const {
    const conf::UpsConf& ups = files_.ups;
    std::vector<Target> out;
    for (const UpsSpec& spec : request_.upses) {
      Target target{{spec.name, spec.address.empty() ? spec.name : spec.address, {}, {}}, 0};
      out.push_back(with_pace(std::move(target), ups));
    }
    if (!out.empty()) return out;
    for (const conf::UpsSection& section : ups.sections) {
      if (section.settings.is_usb_hid())
        out.push_back(with_pace({{section.name, section.name, {}, {}}, 0}, ups));
    }
    if (!out.empty() || !ups.sections.empty()) return out;
    return plugged();
  }

  // By its own section, whatever address the command line gives it.
  static Target with_pace(Target target, const conf::UpsConf& ups) {
    const conf::UpsSection* section = ups.find(target.address);
    if (section == nullptr) section = ups.find(target.name);
    if (section == nullptr) return target;
    target.state_pace = section->settings.pollinterval;
    target.live_pace = section->settings.pollfreq;
    target.shutdown_order = section->settings.sdorder.value_or(0);
    target.driver = section->settings.driver.value_or(target.driver);
    return target;
  }

  std::vector<Target> plugged() const {
    const auto devices = list_devices();
    if (devices && devices->size() > 1) {
      std::vector<Target> out;
      for (const DeviceInfo& device : *devices) {
        out.push_back({{"usb:" + device.bus_path, "usb:" + device.bus_path, {}, {}}, 0});
      }
      return out;
    }
    // Without ups.conf, a MONITOR line names the only UPS.
    std::vector<std::string> named;
    for (const conf::Monitor& monitor : upsmon_.monitors) {
      if (monitor.is_local || monitor.may_be_local) named.push_back(monitor.ups);
    }
    return {{{named.size() == 1 ? named.front() : "ups", "ups", {}, {}}, 0}};
  }

  void configure(const std::vector<Target>& targets) {
    std::vector<std::string> names;
    for (const Target& target : targets) names.push_back(target.name);
    auto configured = monitor::configure(names, upsmon_, files_.upssched, files_.upshid);
    for (const monitor::Note& note : configured.notes) add_note(note);
    out_.settings = std::move(configured.settings);
    out_.run_as_user = upsmon_.run_as_user;
    out_.selftest = files_.upshid.selftest;
    out_.selftest_kind = files_.upshid.selftest_kind;
    // A UPS of the command line is watched, whatever MONITOR lines there are.
    for (const UpsSpec& spec : request_.upses) {
      if (out_.settings.find(spec.name) == nullptr)
        out_.settings.upses.push_back({spec.name, spec.name + "@localhost", 1});
    }
    for (const Target& target : targets) {
      if (out_.settings.find(target.name) != nullptr) out_.targets.push_back(target);
    }
  }

  int power_value() const {
    int out = 0;
    for (const monitor::WatchedUps& ups : out_.settings.upses) out += ups.power_value;
    return out;
  }

  void add_note(const monitor::Note& note) {
    const auto code = [&note] {
      switch (note.code) {
        case monitor::NoteCode::monitor_of_other_machine:
          return ComplaintCode::other_machine;
        case monitor::NoteCode::monitor_of_unknown_ups:
          return ComplaintCode::unknown_ups;
        case monitor::NoteCode::no_monitor_line:
          break;
      }
      return ComplaintCode::no_monitor_line;
    };
    add(code(), Severity::notice, text_of(note));
    if (!note.at) return;
    out_.of_whole.back().line = note.at->line;
    out_.of_whole.back().column = note.at->column;
  }

  std::optional<Complaint> find_danger() const {
    const auto danger = [this](ComplaintCode code, std::string what) {
      return about_upsmon(code, Severity::critical, std::move(what));
    };
    if (out_.settings.upses.empty()) {
      Complaint out =
          danger(ComplaintCode::no_ups, fmt::format("no UPS of this machine to watch in {} and {}",
                                                    files_.ups.path, upsmon_.path));
      out.file.clear();
      return out;
    }
    if (files_.upsmon.error) {
      Complaint out = conf::unreadable(upsmon_.path, *files_.upsmon.error,
                                       "without this file the monitor does not know how to shut "
                                       "this machine down");
      out.severity = Severity::critical;
      return out;
    }
    if (!has_error(upsmon_.complaints)) return std::nullopt;
    if (out_.settings.shutdown_command.empty()) {
      return danger(ComplaintCode::no_shutdown,
                    "has errors and no valid SHUTDOWNCMD; this machine would not be shut down");
    }
    if (power_value() > 0) return std::nullopt;
    return danger(ComplaintCode::no_power_value, "has errors, and no UPS feeds this machine");
  }

  void check() {
    out_.danger = find_danger();
    if (out_.danger) {
      if (!out_.error) out_.error = out_.danger;
      return;
    }
    const auto warn = [this](ComplaintCode code, std::string what) {
      add(code, Severity::warning, std::move(what));
    };
    const monitor::Settings& settings = out_.settings;
    if (settings.shutdown_command.empty()) {
      warn(ComplaintCode::no_shutdown, "no SHUTDOWNCMD; commands run, but this machine stays up");
    }
    if (power_value() <= 0) {
      warn(ComplaintCode::no_power_value,
           "no MONITOR line has a power value above 0; this machine is not shut down");
    } else if (settings.min_supplies > power_value()) {
      warn(ComplaintCode::supplies,
           fmt::format("MINSUPPLIES {} exceeds the power value {} of the UPSes of this machine; "
                       "using {}",
                       settings.min_supplies, power_value(), power_value()));
    }
    if (settings.min_supplies < 1) {
      warn(ComplaintCode::supplies,
           fmt::format("MINSUPPLIES {}; this machine is not shut down", settings.min_supplies));
    }
  }

  const Request& request_;
  const conf::Files& files_;
  conf::UpsmonConf upsmon_;
  Configuration out_;
};

}  // namespace

Complaints Configuration::to_log() const {
  Complaints out;
  for (const Complaint& complaint : of_files) {
    if (complaint.severity > Severity::notice) out.push_back(complaint);
  }
  out.insert(out.end(), of_whole.begin(), of_whole.end());
  return out;
}

Configuration configuration_of(const Request& request, const conf::Files& files) {
  return Loader(request, files).run();
}

Configuration load_configuration(const Request& request) {
  return configuration_of(request, conf::load_files(request.confdir));
}

}  // namespace upshid::watch
