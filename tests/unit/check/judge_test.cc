#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "check/coexistence.h"

using namespace upshid;
using namespace upshid::check;

using Texts = std::vector<std::string>;

namespace {

Texts texts(const Findings& findings) {
  Texts out;
  for (const Finding& finding : findings) out.push_back(finding.what);
  return out;
}

// Debian's packages installed, their services masked, MODE as the package leaves it.
NutBeside mode_none() {
  NutBeside nut;
  nut.mode = conf::NutMode::none;
  nut.halt_hook = "/lib/systemd/system-shutdown/nutshutdown";
  nut.has_sections = true;
  return nut;
}

}  // namespace

TEST_CASE("a machine without NUT has nothing in the monitor's way") {
  const Coexistence result = judge({});
  CHECK(result.refusals.empty());
  CHECK(result.warnings.empty());
}

TEST_CASE("a running usbhid-ups is refused with the command that keeps its unit from coming back") {
  NutBeside nut;
  nut.drivers = {{812, "cyberpower", "nut-driver@cyberpower.service"}};
  const Coexistence result = judge(nut);
  CHECK(texts(result.refusals) ==
        Texts{"NUT's driver usbhid-ups is running (process 812, UPS cyberpower) and has detached "
              "the UPS from the kernel's HID driver, so it has no hidraw node; only one program "
              "can use it. Stop it: sudo systemctl mask --now nut-driver@cyberpower.service"});
  CHECK(result.warnings.empty());
}

TEST_CASE("what NUT's driver took is given back by the same command, since it leaves it unbound") {
  NutBeside nut;
  nut.drivers = {{812, "", "nut-driver@ups.service"}};
  nut.taken = {"1-1:1.0", "1-2:1.0"};
  CHECK(texts(judge(nut).refusals) ==
        Texts{"NUT's driver usbhid-ups is running (process 812) and has detached the UPS from the "
              "kernel's HID driver, so it has no hidraw node; only one program can use it. Stop it "
              "and attach the UPS again: sudo systemctl mask --now nut-driver@ups.service && echo "
              "1-1:1.0 | sudo tee /sys/bus/usb/drivers_probe && echo 1-2:1.0 | sudo tee "
              "/sys/bus/usb/drivers_probe"});
}

TEST_CASE("a driver that was started by hand is stopped by hand") {
  NutBeside nut;
  nut.drivers = {{7, "cyberpower", ""}, {9, "", ""}};
  const Coexistence result = judge(nut);
  REQUIRE(result.refusals.size() == 2);
  CHECK(result.refusals[0].what.ends_with(". Stop it: sudo upsdrvctl stop cyberpower"));
  CHECK(result.refusals[1].what ==
        "NUT's driver usbhid-ups is running (process 9) and has detached the UPS from the kernel's "
        "HID driver, so it has no hidraw node; only one program can use it. Stop it: sudo kill 9");
}

TEST_CASE("a word of somebody else's is quoted where a shell would not take it as one") {
  NutBeside nut;
  nut.drivers = {{7, "x; reboot", "a\\x2db'c.service"}, {9, "a\nb", ""}};
  const Coexistence result = judge(nut);
  REQUIRE(result.refusals.size() == 2);
  CHECK(result.refusals[0].what ==
        "NUT's driver usbhid-ups is running (process 7, UPS 'x; reboot') and has detached the UPS "
        "from the kernel's HID driver, so it has no hidraw node; only one program can use it. Stop "
        "it: sudo systemctl mask --now 'a\\x2db'\\''c.service'");
  CHECK(result.refusals[1].what.ends_with(". Stop it: sudo upsdrvctl stop 'a?b'"));
}

TEST_CASE("upsmon is warned of once, not refused: without a driver it protects nothing") {
  NutBeside nut;
  nut.monitors = {{901, "", "nut-monitor.service"}, {902, "", "nut-monitor.service"}};
  nut.monitors_this_machine = true;
  const Coexistence result = judge(nut);
  CHECK(result.refusals.empty());
  CHECK(texts(result.warnings) ==
        Texts{"NUT's upsmon is running (process 901) for a UPS of this machine; "
              "it would run the same commands and shut down as well. Stop it: "
              "sudo systemctl disable --now nut-monitor.service"});

  nut.monitors = {{901, "", ""}};
  CHECK(judge(nut).warnings.at(0).what.ends_with(". Stop it: sudo upsmon -c stop"));
}

TEST_CASE("an upsmon that follows other machines' UPSes alone is left in peace") {
  NutBeside nut;
  nut.monitors = {{901, "", "nut-monitor.service"}};
  CHECK(judge(nut).warnings.empty());
}

TEST_CASE("MODE=none with Debian's hook and a section is warned of: each halt cuts the power") {
  CHECK(judge(mode_none()).refusals.empty());
  CHECK(texts(judge(mode_none()).warnings) ==
        Texts{"/etc/nut/nut.conf has MODE=none, with which Debian's upsmon -K always succeeds, so "
              "/lib/systemd/system-shutdown/nutshutdown has NUT cut the power of every UPS in "
              "/etc/nut/ups.conf at each halt and reboot (NUT issue 2935). Remove NUT's server "
              "(the files in /etc/nut stay): sudo apt-get remove nut-server"});
}

TEST_CASE("each part of the MODE=none trap missing, the trap is none") {
  NutBeside without_hook = mode_none();
  without_hook.halt_hook.clear();
  CHECK(judge(without_hook).warnings.empty());
  NutBeside without_section = mode_none();
  without_section.has_sections = false;
  CHECK(judge(without_section).warnings.empty());
  NutBeside standalone = mode_none();
  standalone.mode = conf::NutMode::standalone;
  CHECK(judge(standalone).warnings.empty());
  // Debian's upsmon answers no where MODE is not set, or set to a word that it does not know.
  NutBeside unset = mode_none();
  unset.mode.reset();
  CHECK(judge(unset).warnings.empty());
}
