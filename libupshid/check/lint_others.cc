#include <fmt/format.h>

#include <algorithm>

#include "check/lint.h"

namespace upshid::check {

namespace {

constexpr const char* how_to_serve =
    "have a command of the plan shut them down, over ssh for instance (see examples/cluster), or "
    "keep NUT on this machine";

// Machines that depend on this one: upsd served them, and nothing does now. Each of the three files
// may be the only one that mentions them.
class OthersLint {
 public:
  OthersLint(const Sources& sources, Findings& findings) : sources_(sources), findings_(findings) {}

  void run() {
    const auto& listens = sources_.upsd.listens;
    const auto wide = std::find_if(listens.begin(), listens.end(),
                                   [](const conf::Listen& one) { return !one.is_local; });
    const bool is_wide = wide != listens.end();
    const bool is_netserver = sources_.nut.mode == conf::NutMode::netserver;
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
           std::string what) {
    findings_.push_back({code, severity, path, at, std::move(what), how_to_serve});
  }

  const Sources& sources_;
  Findings& findings_;
};

}  // namespace

void lint_others(const Sources& sources, Findings& findings) {
  OthersLint(sources, findings).run();
}

}  // namespace upshid::check
