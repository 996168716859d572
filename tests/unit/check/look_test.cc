#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "check/coexistence.h"
#include "check/nut_beside.h"
#include "skip.h"

using namespace upshid;
using namespace upshid::check;
using namespace std::string_view_literals;

namespace fs = std::filesystem;

namespace {

// A folder that is a machine's root, removed at the end.
class Machine {
 public:
  Machine() {
    std::string path = (fs::temp_directory_path() / "upshid-coexistence-XXXXXX").string();
    REQUIRE(::mkdtemp(path.data()) != nullptr);
    root_ = path;
    fs::create_directories(root_ + "/proc");
  }
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;
  ~Machine() {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }

  const std::string& root() const { return root_; }

  void file(const std::string& path, std::string_view text, bool executable = false) const {
    fs::create_directories(fs::path(root_ + path).parent_path());
    std::ofstream(root_ + path, std::ios::binary) << text;
    if (executable) REQUIRE(::chmod((root_ + path).c_str(), 0755) == 0);
  }

  void process(int pid, std::string_view name, std::string_view command_line,
               std::string_view cgroup) const {
    const std::string folder = "/proc/" + std::to_string(pid);
    file(folder + "/comm", std::string(name) + "\n");
    file(folder + "/cmdline", command_line);
    file(folder + "/cgroup", cgroup);
  }

  // A USB interface as sysfs shows it: of this class, bound to this driver.
  void interface(const std::string& name, std::string_view its_class,
                 const std::string& driver) const {
    file("/sys/bus/usb/devices/" + name + "/bInterfaceClass", std::string(its_class) + "\n");
    fs::create_symlink("../../../../bus/usb/drivers/" + driver,
                       root_ + "/sys/bus/usb/devices/" + name + "/driver");
  }

  // What Debian 12's packages install, as far as it matters.
  void debian(std::string_view mode) const {
    file("/sbin/upsmon", "#!/bin/sh\n", true);
    file("/sbin/upsdrvctl", "\x7f\x45LF", true);
    file("/lib/systemd/system-shutdown/nutshutdown", "#!/bin/sh\n", true);
    file("/etc/nut/nut.conf", mode);
    file("/etc/nut/ups.conf", "[cyberpower]\n driver = usbhid-ups\n port = auto\n");
  }

 private:
  std::string root_;
};

constexpr auto driver_line = "/lib/nut/usbhid-ups\0-a\0cyberpower\0"sv;
constexpr auto driver_cgroup =
    "0::/system.slice/system-nut\\x2ddriver.slice/nut-driver@cyberpower.service\n";

}  // namespace

TEST_CASE("NUT's processes are found by name, with their UPS and their unit") {
  const Machine machine;
  machine.process(1, "systemd", "/sbin/init\0"sv, "0::/init.scope\n");
  machine.process(812, "usbhid-ups", driver_line, driver_cgroup);
  machine.process(902, "upsmon", "/lib/nut/upsmon\0-F\0"sv, "0::/system.slice/nut-monitor.service");
  machine.process(901, "upsmon", "/lib/nut/upsmon\0-F\0"sv, "0::/system.slice/nut-monitor.service");
  machine.file("/proc/version", "Linux\n");
  const NutBeside nut = look_for_nut(machine.root());
  REQUIRE(nut.drivers.size() == 1);
  CHECK(nut.drivers[0].pid == 812);
  CHECK(nut.drivers[0].ups == "cyberpower");
  CHECK(nut.drivers[0].unit == "nut-driver@cyberpower.service");
  REQUIRE(nut.monitors.size() == 2);
  CHECK(nut.monitors[0].pid == 901);
  CHECK(nut.monitors[0].ups.empty());
  CHECK(nut.monitors[0].unit == "nut-monitor.service");
}

TEST_CASE("a HID interface that a program has taken is found by the driver usbfs") {
  const Machine machine;
  machine.interface("1-2:1.0", "03", "usbfs");
  machine.interface("1-1.2:1.0", "03", "usbfs");
  machine.interface("1-3:1.0", "03", "usbhid");
  machine.interface("1-4:1.0", "08", "usbfs");
  machine.file("/sys/bus/usb/devices/1-5:1.0/bInterfaceClass", "03\n");  // Bound to none.
  machine.file("/sys/bus/usb/devices/usb1/speed", "480\n");
  CHECK(look_for_nut(machine.root()).taken == std::vector<std::string>{"1-1.2:1.0", "1-2:1.0"});
}

TEST_CASE("a driver started in somebody's session has no unit, and one without -a no UPS") {
  const Machine machine;
  machine.process(5, "usbhid-ups", "usbhid-ups\0-a\0"sv, "0::/user.slice/session-2.scope\n");
  machine.process(6, "usbhid-ups", driver_line,
                  "12:pids:/user.slice/user@0.service\n0::/user.slice/user@0.service/x.scope\n");
  machine.process(7, "usbhid-ups", driver_line,
                  "9:cpu:/\n1:name=systemd:/system.slice/nut-driver@cyberpower.service\n");
  const NutBeside nut = look_for_nut(machine.root());
  REQUIRE(nut.drivers.size() == 3);
  CHECK(nut.drivers[0].unit.empty());
  CHECK(nut.drivers[0].ups.empty());
  CHECK(nut.drivers[1].unit.empty());
  CHECK(nut.drivers[2].unit == "nut-driver@cyberpower.service");
}

TEST_CASE("an ordinary user's process of that name does not keep the monitor from its work") {
  const Machine machine;
  machine.process(5, "usbhid-ups", driver_line, "");
  if (::geteuid() != 0) {
    return upshid::test::skip("only root can give a file to somebody else");
  }
  const std::string process = machine.root() + "/proc/5";
  REQUIRE(::chown(process.c_str(), 1000, 1000) == 0);
  CHECK(look_for_nut(machine.root()).drivers.empty());
  REQUIRE(::chown(process.c_str(), 112, 112) == 0);
  CHECK(look_for_nut(machine.root()).drivers.size() == 1);
}

TEST_CASE("a process counts as NUT's driver if it has a device open, whatever it calls itself") {
  const Machine machine;
  machine.process(5, "usbhid-ups", driver_line, driver_cgroup);
  const std::string folder = machine.root() + "/proc/5/fd";
  fs::create_directories(folder);
  fs::create_symlink("/dev/null", folder + "/0");
  CHECK(look_for_nut(machine.root()).drivers.empty());
  fs::create_symlink("/dev/bus/usb/001/002", folder + "/7");
  CHECK(look_for_nut(machine.root()).drivers.size() == 1);
}

TEST_CASE("upsmon concerns this machine by its MONITOR lines, or where they cannot be read") {
  const Machine machine;
  CHECK_FALSE(look_for_nut(machine.root()).monitors_this_machine);
  machine.file("/etc/nut/upsmon.conf", "MONITOR rack@nas.example 1 u p secondary\n");
  CHECK_FALSE(look_for_nut(machine.root()).monitors_this_machine);
  machine.file("/etc/nut/upsmon.conf", "MONITOR rack@localhost 1 u p primary\n");
  CHECK(look_for_nut(machine.root()).monitors_this_machine);
  fs::remove(machine.root() + "/etc/nut/upsmon.conf");
  fs::create_directory(machine.root() + "/etc/nut/upsmon.conf");
  CHECK(look_for_nut(machine.root()).monitors_this_machine);
}

TEST_CASE("Debian's MODE=none trap is found as its packages leave it") {
  const Machine machine;
  machine.debian("# comment\nMODE=none\n");
  const NutBeside nut = look_for_nut(machine.root());
  CHECK(nut.mode == conf::NutMode::none);
  CHECK(nut.halt_hook == "/lib/systemd/system-shutdown/nutshutdown");
  CHECK(nut.has_sections);
  CHECK(check_coexistence(machine.root()).warnings.size() == 1);
}

TEST_CASE("the halt hook counts only with all that it needs") {
  const Machine machine;
  machine.debian("MODE=none\n");
  const std::string hook = machine.root() + "/lib/systemd/system-shutdown/nutshutdown";

  // systemd runs what is executable there.
  REQUIRE(::chmod(hook.c_str(), 0644) == 0);
  CHECK(look_for_nut(machine.root()).halt_hook.empty());
  REQUIRE(::chmod(hook.c_str(), 0755) == 0);
  CHECK_FALSE(look_for_nut(machine.root()).halt_hook.empty());

  // NUT's own upsmon answers by its flag, not by nut.conf.
  machine.file("/sbin/upsmon", "\x7f\x45LF", true);
  CHECK(look_for_nut(machine.root()).halt_hook.empty());
  machine.file("/sbin/upsmon", "#!/bin/sh\n", true);

  fs::remove(machine.root() + "/sbin/upsdrvctl");
  CHECK(look_for_nut(machine.root()).halt_hook.empty());
}

TEST_CASE("a section that NUT leaves out has no power to be cut") {
  const Machine machine;
  machine.debian("MODE=none\n");
  machine.file("/etc/nut/ups.conf", "[cyberpower]\n desc = \"no driver\"\n");
  CHECK_FALSE(look_for_nut(machine.root()).has_sections);
  fs::remove(machine.root() + "/etc/nut/ups.conf");
  CHECK_FALSE(look_for_nut(machine.root()).has_sections);
}

TEST_CASE("a machine without /proc is looked at all the same") {
  const Machine machine;
  fs::remove(machine.root() + "/proc");
  const Coexistence result = check_coexistence(machine.root());
  CHECK(result.refusals.empty());
  CHECK(result.warnings.empty());
}
