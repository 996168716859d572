#include "transport/access.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "transport/fault.h"

namespace upshid::transport {

namespace {

// Large enough for a group with hundreds of members; a larger one is shown by its number.
constexpr std::size_t name_buffer = 16384;

std::string user_name(uid_t uid) {
  std::array<char, name_buffer> buffer{};
  passwd entry{};
  passwd* found = nullptr;
  if (::getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) {
    return fmt::format("{}", uid);
  }
  return found->pw_name;
}

std::string group_name(gid_t gid) {
  std::array<char, name_buffer> buffer{};
  group entry{};
  group* found = nullptr;
  if (::getgrgid_r(gid, &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) {
    return fmt::format("{}", gid);
  }
  return found->gr_name;
}

bool process_has_group(gid_t gid) {
  if (::getegid() == gid) return true;
  const int count = ::getgroups(0, nullptr);
  if (count <= 0) return false;
  std::vector<gid_t> groups(static_cast<std::size_t>(count));
  const int got = ::getgroups(count, groups.data());
  if (got <= 0) return false;
  return std::find(groups.begin(), groups.begin() + got, gid) != groups.begin() + got;
}

std::string joined(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, ", "));
}

// The remedy for a denied permission, by its cause.
std::string remedy(const std::string& node, const NodeFacts& facts) {
  const bool group_may = (facts.mode & 0060U) == 0060U;
  if (facts.is_root || (group_may && facts.in_group)) {
    return "this mode permits access, so something else denies it: the device list of a container "
           "or a security module";
  }
  // Only a rule sets another group than root's, so it has been applied.
  if (group_may && facts.group != "root") {
    return fmt::format(
        "to get access, join group {0}: sudo usermod -a -G {0} {1}, then log in again", facts.group,
        facts.user);
  }
  const std::string apply = fmt::format(
      "sudo udevadm control --reload && sudo udevadm trigger --action=add --name-match={}", node);
  if (facts.rule_file.empty()) {
    return fmt::format("the udev rule {} is not installed in any of {}; install it, then run: {}",
                       rule_name, joined(facts.rule_folders), apply);
  }
  return fmt::format("the udev rule {} is installed but was not applied to this node; run: {}",
                     facts.rule_file, apply);
}

}  // namespace

std::vector<std::string> udev_rule_folders() {
  return {"/etc/udev/rules.d", "/run/udev/rules.d", "/usr/local/lib/udev/rules.d",
          "/usr/lib/udev/rules.d", "/lib/udev/rules.d"};
}

NodeFacts look_at_node(const DeviceInfo& device, const std::string& node, const Roots& roots,
                       std::vector<std::string> rule_folders) {
  NodeFacts facts;
  facts.user = user_name(::geteuid());
  facts.is_root = ::geteuid() == 0;
  struct stat status {};
  if (::stat(node.c_str(), &status) == 0) {
    facts.node_exists = true;
    facts.owner = user_name(status.st_uid);
    facts.group = group_name(status.st_gid);
    facts.mode = status.st_mode & 07777U;
    facts.in_group = process_has_group(status.st_gid);
  }
  const std::string listed = fmt::format("{}/bus/usb/devices/{}", roots.sys, device.bus_path);
  facts.device_listed = !device.bus_path.empty() && ::access(listed.c_str(), F_OK) == 0;
  for (const std::string& folder : rule_folders) {
    std::string file = fmt::format("{}/{}", folder, rule_name);
    if (::access(file.c_str(), F_OK) == 0) {
      facts.rule_file = std::move(file);
      break;
    }
  }
  facts.rule_folders = std::move(rule_folders);
  return facts;
}

Error open_error(const DeviceInfo& device, const std::string& node, int error,
                 const NodeFacts& facts) {
  std::string where = node_place(device, node);
  const Code code = code_of_errno(error);
  if (code == Code::permission && facts.node_exists) {
    return {code, std::move(where),
            fmt::format("permission denied for user {}: owner {}:{}, mode {:04o}; {}", facts.user,
                        facts.owner, facts.group, facts.mode, remedy(node, facts)),
            error};
  }
  if (code == Code::permission) {
    return {code, std::move(where),
            fmt::format("permission denied for user {}, also for its directory", facts.user),
            error};
  }
  if (code == Code::not_found && facts.device_listed) {
    return {
        code, std::move(where),
        "the device is plugged in, but this node is missing: is the host's /dev mapped into this "
        "container?",
        error};
  }
  if (code == Code::not_found || code == Code::disconnected) {
    return {Code::disconnected, std::move(where), "the device was disconnected after it was listed",
            error};
  }
  return {Code::io, std::move(where), "cannot open the device", error};
}

Error open_error(const DeviceInfo& device, const std::string& node, int error, const Roots& roots) {
  return open_error(device, node, error, look_at_node(device, node, roots, udev_rule_folders()));
}

}  // namespace upshid::transport
