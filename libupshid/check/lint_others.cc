#include <fmt/format.h>

#include <algorithm>

#include "check/lint.h"

namespace upshid::check {

namespace {

constexpr const char* how_to_serve =
    "install NUT's server (nut-server): upshid-monitor serves it, and it serves them (NUT_SOCKET "
    "in "
    "upshid.conf); or have a command of the plan shut them down (see examples/cluster)";

// Machines that depend on this one, which upsd serves: does it get what it needs? Each of the three
// files may be the only one that mentions them.
class OthersLint {
 public:
  OthersLint(const Sources& sources, Findings& findings) : sources_(sources), findings_(findings) {}

  void run() {
    const auto& listens = sources_.upsd.listens;
    const auto wide = std::find_if(listens.begin(), listens.end(),
                                   [](const conf::Listen& one) { return !one.is_local; });
    const bool is_wide = wide != listens.end();
    const bool is_netserver = sources_.nut.mode == conf::NutMode::netserver;
    if (!sources_.configuration.nut_sockets.empty()) {
      look_at_upsd(is_wide);
      return;
    }
    // If upsd listens on localhost only, no other machine can log in.
    if (!is_wide && !is_netserver && sources_.upsd.found) return;
    bool has_secondary = false;
    for (const conf::UpsdUser& user : sources_.users.users) {
      if (!user.is_secondary) continue;
      has_secondary = true;
      add(FindingCode::secondary_not_served, is_wide ? Severity::error : Severity::warning,
          sources_.users.path, user.at,
          fmt::format("user {} is for upsmon on another machine (secondary), which is not served: "
                      "it is not told to shut down, and may halt when it loses the connection",
                      user.name));
    }
    if (has_secondary) return;
    if (is_wide) {
      add(FindingCode::others_not_served, Severity::warning, sources_.upsd.path, wide->at,
          fmt::format("LISTEN {}: other machines that ask upsd for this UPS are no longer answered",
                      wide->address));
    } else if (is_netserver && listens.empty()) {
      const conf::Assignment* mode = sources_.nut.find("MODE");
      add(FindingCode::others_not_served, Severity::warning, sources_.nut.path,
          mode == nullptr ? conf::Position{} : mode->at,
          "MODE=netserver: other machines that ask upsd for this UPS are no longer answered");
    }
  }

 private:
  void add(Finding::Code code, Severity severity, const std::string& path, conf::Position at,
           std::string what, std::string advice = how_to_serve) {
    findings_.push_back({code, severity, path, at, std::move(what), std::move(advice)});
  }

  // upshid-monitor is its driver.
  void look_at_upsd(bool is_wide) {
    for (const watch::Target& target : sources_.configuration.targets) {
      const conf::UpsSection* section = sources_.ups.find(target.name);
      if (section == nullptr) {
        add(FindingCode::others_not_served, Severity::warning, sources_.ups.path, {},
            fmt::format("there is no section [{}], so upsd does not know this UPS", target.name),
            fmt::format("add the lines: [{}], driver = {}, port = auto", target.name,
                        target.driver));
      } else if (section->find("driver") == nullptr || section->find("port") == nullptr) {
        add(FindingCode::others_not_served, Severity::warning, sources_.ups.path, section->at,
            fmt::format("[{}] has no {}, so upsd ignores it", target.name,
                        section->find("driver") == nullptr ? "driver" : "port"),
            fmt::format("add the lines: driver = {}, port = auto", target.driver));
      }
    }
    const auto& users = sources_.users.users;
    const auto secondary = std::ranges::find_if(users, &conf::UpsdUser::is_secondary);
    if (secondary != users.end() && !is_wide) {
      add(FindingCode::secondary_not_served, Severity::error, sources_.users.path, secondary->at,
          fmt::format("user {} is for upsmon on another machine (secondary), but upsd listens on "
                      "this machine only",
                      secondary->name),
          fmt::format("add to {}/upsd.conf: LISTEN 0.0.0.0 3493", sources_.confdir));
    } else if (secondary == users.end() && is_wide) {
      add(FindingCode::no_secondary, Severity::notice, sources_.users.path, {},
          "no user is for upsmon on another machine: others can read the UPS, but none can be told "
          "to shut down",
          "add a user with a password and the line: upsmon secondary");
    }
  }

  const Sources& sources_;
  Findings& findings_;
};

}  // namespace

void lint_others(const Sources& sources, Findings& findings) {
  OthersLint(sources, findings).run();
}

}  // namespace upshid::check
