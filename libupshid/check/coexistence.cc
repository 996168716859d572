#include "check/coexistence.h"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "base/text.h"

namespace upshid::check {

namespace {

using base::shell_word;

Finding error(FindingCode code, std::string what) {
  return {code, Severity::error, {}, {}, std::move(what)};
}

// A unit that is only stopped starts again: nut-driver-enumerator enables it at the next boot,
// nut-driver@.service restarts its driver.
std::string stop_driver(const NutProcess& driver) {
  if (!driver.unit.empty()) return "sudo systemctl mask --now " + shell_word(driver.unit);
  if (!driver.ups.empty()) return "sudo upsdrvctl stop " + shell_word(driver.ups);
  return fmt::format("sudo kill {}", driver.pid);
}

std::string refusal(const NutProcess& driver, const std::vector<std::string>& taken) {
  const std::string ups = driver.ups.empty() ? "" : ", UPS " + shell_word(driver.ups);
  // Otherwise there is no hidraw node until the UPS is plugged in again.
  std::string give_back;
  for (const std::string& interface : taken) {
    give_back +=
        fmt::format(" && echo {} | sudo tee /sys/bus/usb/drivers_probe", shell_word(interface));
  }
  return fmt::format(
      "NUT's driver usbhid-ups is running (process {}{}) and has detached the UPS from the "
      "kernel's "
      "HID driver, so it has no hidraw node; only one program can use it. Stop it{}: {}{}",
      driver.pid, ups, taken.empty() ? "" : " and attach the UPS again", stop_driver(driver),
      give_back);
}

std::string upsmon_warning(const NutProcess& upsmon) {
  const std::string stop = upsmon.unit.empty()
                               ? "sudo upsmon -c stop"
                               : "sudo systemctl disable --now " + shell_word(upsmon.unit);
  return fmt::format(
      "NUT's upsmon is running (process {}) for a UPS of this machine; it would run the same "
      "commands and shut down as well. Stop it: {}",
      upsmon.pid, stop);
}

}  // namespace

Coexistence judge(const NutBeside& nut) {
  Coexistence result;
  for (const NutProcess& driver : nut.drivers)
    result.refusals.push_back(error(FindingCode::nut_driver, refusal(driver, nut.taken)));
  // Not refused: without a driver, upsmon protects nothing.
  if (nut.monitors_this_machine && !nut.monitors.empty())
    result.warnings.push_back(error(FindingCode::nut_upsmon, upsmon_warning(nut.monitors.front())));
  // Not refused: the power is cut at every halt with or without this monitor.
  if (nut.mode == conf::NutMode::none && !nut.halt_hook.empty() && nut.has_sections) {
    result.warnings.push_back(
        error(FindingCode::nut_halt_hook,
              fmt::format("/etc/nut/nut.conf has MODE=none, with which Debian's upsmon -K always "
                          "succeeds, so {} has "
                          "NUT cut the power of every UPS in /etc/nut/ups.conf at each halt and "
                          "reboot (NUT issue "
                          "2935). Remove NUT's server (the files in /etc/nut stay): sudo apt-get "
                          "remove nut-server",
                          nut.halt_hook)));
  }
  return result;
}

Coexistence check_coexistence(const std::string& root) {
  return judge(look_for_nut(root));
}

}  // namespace upshid::check
