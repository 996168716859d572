#include "check/nut_beside.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "base/file.h"
#include "base/text.h"
#include "conf/ups_conf.h"
#include "conf/upsmon_conf.h"

namespace upshid::check {

namespace {

namespace fs = std::filesystem;

// SYS_UID_MAX of login.defs.
constexpr uid_t last_system_user = 999;

// Any user may run a program named usbhid-ups, which must not leave this machine unprotected. NUT's
// drivers belong to root, to a system user, or to the user of this program.
bool is_trusted(const std::string& process) {
  struct stat facts {};
  if (::stat(process.c_str(), &facts) != 0) return false;
  return facts.st_uid <= last_system_user || facts.st_uid == ::geteuid();
}

// Whether it has a device open for writing, which its permissions allow to root and NUT's group:
// the name alone may be anyone's, and a usbfs node may be read by all. nullopt: not known, because
// this user may not look.
std::optional<bool> holds_device(const std::string& process) {
  std::error_code error;
  for (fs::directory_iterator at(process + "/fd", error), end; !error && at != end;
       at.increment(error)) {
    std::error_code unknown;
    const std::string target = fs::read_symlink(at->path(), unknown).string();
    // Root in a service without CAP_SYS_PTRACE.
    if (unknown == std::errc::permission_denied) return std::nullopt;
    struct stat facts {};
    // The mode of these links is that of the descriptor (proc(5)).
    if ((target.starts_with("/dev/bus/usb/") || target.starts_with("/dev/hidraw")) &&
        ::lstat(at->path().c_str(), &facts) == 0 && (facts.st_mode & S_IWUSR) != 0)
      return true;
  }
  return error ? std::nullopt : std::optional(false);
}

// `upsmon -c fsd`, by a link to upshid-monitor.
bool is_ours(const std::string& process) {
  std::error_code unknown;
  return fs::read_symlink(process + "/exe", unknown).filename().string().starts_with("upshid-");
}

std::string text_of(const std::string& path) {
  auto text = base::read_file(path);
  return text ? std::move(*text) : std::string();
}

// /proc/PID/cmdline is words that end with a NUL. usbhid-ups takes its section as "-a name".
std::string section_of(const std::string& command_line) {
  const auto words = base::split(command_line, '\0');
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] == "-a") return std::string(words[i + 1]);
  }
  return {};
}

// /proc/PID/cgroup is lines of "hierarchy:controllers:path"; the service is a folder of the path.
std::string unit_of(const std::string& cgroup) {
  for (const std::string_view line : base::split(cgroup, '\n')) {
    for (const std::string_view folder : base::split(line, '/')) {
      if (folder.ends_with(".service") && !folder.starts_with("user@")) return std::string(folder);
    }
  }
  return {};
}

void look_at_processes(const std::string& root, NutBeside& nut) {
  std::error_code error;
  for (fs::directory_iterator at(root + "/proc", error), end; !error && at != end;
       at.increment(error)) {
    const auto pid = base::parse_integer(at->path().filename().string());
    if (!pid || *pid <= 0 || *pid > 0x7fffffff) continue;
    const std::string process = at->path().string();
    const std::string name(base::trim(text_of(process + "/comm")));
    const bool is_driver = name == "usbhid-ups";
    if ((!is_driver && name != "upsmon") || !is_trusted(process) || is_ours(process)) continue;
    if (is_driver && !holds_device(process).value_or(true)) continue;
    auto& group = is_driver ? nut.drivers : nut.monitors;
    group.push_back({static_cast<int>(*pid), section_of(text_of(process + "/cmdline")),
                     unit_of(text_of(process + "/cgroup"))});
  }
  const auto by_pid = [](const NutProcess& a, const NutProcess& b) { return a.pid < b.pid; };
  std::sort(nut.drivers.begin(), nut.drivers.end(), by_pid);
  std::sort(nut.monitors.begin(), nut.monitors.end(), by_pid);
}

// An interface in use by a program has the driver usbfs. Interface class 03 is HID.
std::vector<std::string> taken_interfaces(const std::string& root) {
  std::vector<std::string> taken;
  std::error_code error;
  for (fs::directory_iterator at(root + "/sys/bus/usb/devices", error), end; !error && at != end;
       at.increment(error)) {
    const std::string interface = at->path().string();
    std::error_code unbound;
    const fs::path driver = fs::read_symlink(interface + "/driver", unbound);
    if (unbound || driver.filename() != "usbfs") continue;
    if (base::trim(text_of(interface + "/bInterfaceClass")) == "03")
      taken.push_back(at->path().filename().string());
  }
  std::sort(taken.begin(), taken.end());
  return taken;
}

bool has_local_monitor(const std::string& confdir) {
  const auto upsmon = conf::load_upsmon_conf(confdir);
  return !upsmon || std::any_of(upsmon->monitors.begin(), upsmon->monitors.end(),
                                [](const conf::Monitor& monitor) { return monitor.is_local; });
}

bool is_executable(const std::string& path) {
  struct stat facts {};
  return ::stat(path.c_str(), &facts) == 0 && S_ISREG(facts.st_mode) && (facts.st_mode & 0111) != 0;
}

// The hook asks `upsmon -K` whether NUT's flag is set. Only Debian's upsmon is a script that asks
// nut.conf first; NUT's own, a binary, answers by the flag alone.
std::string find_halt_hook(const std::string& root) {
  const std::string upsmon = root + "/sbin/upsmon";
  if (!is_executable(upsmon) || !is_executable(root + "/sbin/upsdrvctl")) return {};
  if (!text_of(upsmon).starts_with("#!")) return {};
  constexpr std::array<const char*, 2> hooks{"/lib/systemd/system-shutdown/nutshutdown",
                                             "/usr/lib/systemd/system-shutdown/nutshutdown"};
  const auto hook = std::find_if(hooks.begin(), hooks.end(),
                                 [&root](const char* path) { return is_executable(root + path); });
  return hook == hooks.end() ? std::string() : *hook;
}

// upsdrvctl starts sections with both, and ignores others.
bool has_driver(const conf::UpsSection& section) {
  return section.find("driver") != nullptr && section.find("port") != nullptr;
}

}  // namespace

NutBeside look_for_nut(const std::string& root) {
  NutBeside nut;
  look_at_processes(root, nut);
  nut.taken = taken_interfaces(root);
  const std::string confdir = root + "/etc/nut";
  nut.monitors_this_machine = has_local_monitor(confdir);
  nut.halt_hook = find_halt_hook(root);
  if (const auto conf = conf::load_nut_conf(confdir)) nut.mode = conf->mode;
  if (const auto conf = conf::load_ups_conf(confdir)) {
    nut.has_sections = std::any_of(conf->sections.begin(), conf->sections.end(), has_driver);
  }
  return nut;
}

}  // namespace upshid::check
