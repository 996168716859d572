#include <fmt/format.h>

#include <array>
#include <filesystem>

#include "check/coexistence.h"
#include "check/lint.h"

namespace upshid::check {

namespace {

namespace fs = std::filesystem;

enum class Found : unsigned char { no, masked, yes };

// The first of these folders that has the file applies; a link to /dev/null there masks it.
template <std::size_t n>
Found find_file(const std::string& root, const std::array<const char*, n>& folders,
                const char* name) {
  for (const char* folder : folders) {
    const fs::path path = root + folder + "/" + name;
    std::error_code error;
    if (fs::read_symlink(path, error) == "/dev/null") return Found::masked;
    if (fs::exists(path, error)) return Found::yes;
  }
  return Found::no;
}

// udev(7) and systemd.unit(5): the first applies.
constexpr std::array rules_folders{"/etc/udev/rules.d", "/run/udev/rules.d",
                                   "/usr/local/lib/udev/rules.d", "/usr/lib/udev/rules.d",
                                   "/lib/udev/rules.d"};
constexpr std::array unit_folders{"/etc/systemd/system", "/run/systemd/system",
                                  "/usr/local/lib/systemd/system", "/usr/lib/systemd/system",
                                  "/lib/systemd/system"};
// systemd-shutdown(8) has no other.
constexpr std::array hook_folders{"/usr/lib/systemd/system-shutdown",
                                  "/lib/systemd/system-shutdown"};
constexpr const char* hook = "upshid";
constexpr const char* rule = "62-upshid.rules";
constexpr const char* unit = "upshid-monitor.service";

}  // namespace

void lint_machine(const Machine& machine, const std::string& root, Findings& findings) {
  const auto add = [&](Finding::Code code, Severity severity, std::string what,
                       std::string advice) {
    findings.push_back({code, severity, {}, {}, std::move(what), std::move(advice)});
  };
  const auto nut = check_coexistence(root);
  findings.insert(findings.end(), nut.refusals.begin(), nut.refusals.end());
  findings.insert(findings.end(), nut.warnings.begin(), nut.warnings.end());
  const Found found_unit = find_file(root, unit_folders, unit);
  if (found_unit == Found::masked) {
    add(FindingCode::unit_masked, Severity::error,
        fmt::format("{} is masked: the monitor never starts", unit),
        fmt::format("sudo systemctl unmask {}", unit));
  } else if (found_unit == Found::no) {
    add(FindingCode::unit_missing, Severity::warning,
        fmt::format("{} is not installed; nothing starts the monitor after a reboot", unit),
        "sudo cmake --install build/release && sudo systemctl daemon-reload");
  }
  if (find_file(root, rules_folders, rule) != Found::yes) {
    add(FindingCode::rule_missing, Severity::warning,
        fmt::format("the udev rule {} is not installed; plugging in a UPS does not start the "
                    "monitor, and only root may read it",
                    rule),
        "sudo cmake --install build/release && sudo udevadm control --reload");
  }
  if (machine.cuts_power && find_file(root, hook_folders, hook) != Found::yes) {
    add(FindingCode::hook_missing, Severity::warning,
        "upshid-poweroff is not in /usr/lib/systemd/system-shutdown, so nothing acts on "
        "POWERDOWNFLAG at the end of a shutdown: the UPS stays on, and this machine stays off if "
        "line power returns before the battery is empty",
        "sudo cmake --install build/release, or see upshid-poweroff(8) without systemd");
  }
  if (!machine.monitor_runs) {
    add(FindingCode::monitor_not_running, Severity::warning,
        "upshid-monitor is not running; nothing would happen if line power failed now",
        "sudo systemctl start upshid-monitor");
  }
}

}  // namespace upshid::check
