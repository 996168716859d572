#include <doctest/doctest.h>

#include <filesystem>

#include "check/account.h"
#include "check/lint.h"
#include "unit/check/folder.h"

using namespace upshid::check;
using upshid::Severity;
using namespace upshid::check::test;

namespace {

constexpr const char* rule = "usr/lib/udev/rules.d/62-upshid.rules";
constexpr const char* unit = "lib/systemd/system/upshid-monitor.service";

Report lint(const Folder& root, bool runs = true) {
  Findings findings;
  lint_machine({.monitor_runs = runs}, root.path(), findings);
  return root.report(findings);
}

}  // namespace

TEST_CASE("a machine with rule, unit and monitor is well; without, each is named") {
  const Folder root;
  CHECK(lint(root, false) ==
        "warning: upshid-monitor.service is not installed; nothing starts the monitor after a "
        "reboot\n-> sudo cmake --install build/release && sudo systemctl daemon-reload\nwarning: "
        "the udev rule 62-upshid.rules is not installed; plugging in a UPS does not start the "
        "monitor, and only root may read it\n-> sudo cmake --install build/release && sudo udevadm "
        "control --reload\nwarning: upshid-monitor is not running; nothing would happen if line "
        "power failed now\n-> sudo systemctl start upshid-monitor\n");
  root.write(rule, "");
  root.write(unit, "");
  CHECK(lint(root) == "");
}

TEST_CASE("what is masked is not in force, whatever is installed below") {
  const Folder root;
  root.write(rule, "");
  root.write(unit, "");
  std::filesystem::create_directories(root / "etc/systemd/system");
  std::filesystem::create_directories(root / "etc/udev/rules.d");
  std::filesystem::create_symlink("/dev/null", root / "etc/systemd/system/upshid-monitor.service");
  std::filesystem::create_symlink("/dev/null", root / "etc/udev/rules.d/62-upshid.rules");
  CHECK(lint(root) ==
        "error: upshid-monitor.service is masked: the monitor never starts\n-> sudo systemctl "
        "unmask upshid-monitor.service\nwarning: the udev rule 62-upshid.rules is not installed; "
        "plugging in a UPS does not start the monitor, and only root may read it\n-> sudo cmake "
        "--install build/release && sudo udevadm control --reload\n");
}

TEST_CASE("a power that is to be cut needs the hook that does it") {
  const Folder root;
  root.write(rule, "");
  root.write(unit, "");
  const auto found = [&root] {
    Findings findings;
    lint_machine({.monitor_runs = true, .cuts_power = true}, root.path(), findings);
    return root.report(findings);
  };
  CHECK(found() ==
        "warning: upshid-poweroff is not in /usr/lib/systemd/system-shutdown, so nothing acts on "
        "POWERDOWNFLAG at the end of a shutdown: the UPS stays on, and this machine stays off if "
        "line power returns before the battery is empty\n-> sudo cmake --install build/release, or "
        "see upshid-poweroff(8) without systemd\n");
  root.write("usr/lib/systemd/system-shutdown/upshid", "", 0755);
  CHECK(found() == "");
}

TEST_CASE("MODE=none with Debian's hook is an error: it would not be healthy to say healthy") {
  const Folder root;
  root.write(rule, "");
  root.write(unit, "");
  root.write("etc/nut/nut.conf", "MODE=none\n");
  root.write("etc/nut/ups.conf", "[cyberpower]\ndriver = usbhid-ups\nport = auto\n");
  root.write("sbin/upsmon", "#!/bin/sh\n", 0755);
  root.write("sbin/upsdrvctl", "", 0755);
  root.write("lib/systemd/system-shutdown/nutshutdown", "#!/bin/sh\n", 0755);
  Findings findings;
  lint_machine({.monitor_runs = true}, root.path(), findings);
  CHECK(root.report(findings).starts_with("error: /etc/nut/nut.conf has MODE=none, "));
  CHECK(codes_of(findings) == "nut_halt_hook");
  CHECK(verdict_of(findings) == "NOT healthy: 1 error, 0 warnings");
}

TEST_CASE("a running driver of NUT's, and its upsmon for this machine, are errors") {
  const Folder root;
  root.write(rule, "");
  root.write(unit, "");
  root.write("etc/nut/upsmon.conf", "MONITOR cyberpower 1 u p primary\n");
  root.write("proc/11/comm", "usbhid-ups\n");
  root.write("proc/12/comm", "upsmon\n");
  Findings findings;
  lint_machine({.monitor_runs = true}, root.path(), findings);
  CHECK(codes_of(findings) == "nut_driver nut_upsmon");
  const Report found = root.report(findings);
  CHECK(found.starts_with("error: NUT's driver usbhid-ups is running (process 11)"));
  CHECK(found.contains("\nerror: NUT's upsmon is running (process 12) for a UPS of this machine"));
}

TEST_CASE("our own program by the name of NUT's upsmon is none of NUT's") {
  const Folder root;
  root.write(rule, "");
  root.write(unit, "");
  root.write("proc/12/comm", "upsmon\n");
  std::filesystem::create_symlink("/usr/bin/upshid-monitor", root / "proc/12/exe");
  CHECK(lint(root) == "");
}

TEST_CASE("the verdict counts") {
  const auto verdict = [](const std::vector<Severity>& severities) {
    Findings findings;
    for (const Severity severity : severities)
      findings.push_back({FindingCode::nut_driver, severity, {}, {}, {}});
    return verdict_of(findings);
  };
  CHECK(verdict({}) == "healthy");
  CHECK(verdict({Severity::notice}) == "healthy");
  CHECK(verdict({Severity::warning, Severity::notice}) == "no errors, 1 warning");
  CHECK(verdict({Severity::error, Severity::error, Severity::warning}) ==
        "NOT healthy: 2 errors, 1 warning");
}
