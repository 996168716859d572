#ifndef UPSHID_TRANSPORT_ACCESS_H
#define UPSHID_TRANSPORT_ACCESS_H

// Why a device node would not open, in words that end the search: "permission denied" alone is what
// sends people to forums (NUT issues 140, 1456, 2447).

#include <upshid/device.h>
#include <upshid/error.h>

#include <string>
#include <vector>

#include "transport/enumerate.h"

namespace upshid::transport {

inline constexpr const char* kRuleName = "62-upshid.rules";

// Where udev looks for rules, first found wins (udev(7)).
std::vector<std::string> udev_rule_folders();

// All that the words below are made of.
struct NodeFacts {
  bool node_exists = false;
  std::string owner;  // Names, or numbers where the system knows no name.
  std::string group;
  unsigned mode = 0;  // Permission bits.
  std::string user;   // Who we are: the effective user.
  bool is_root = false;
  bool in_group = false;       // Whether the node's group is one of ours.
  bool device_listed = false;  // Whether sysfs still has the device.
  std::string rule_file;       // The installed rule, empty where there is none.
  std::vector<std::string> rule_folders;
};

// Looks, and never fails: what cannot be found out stays empty.
NodeFacts look_at_node(const DeviceInfo& device, const std::string& node, const Roots& roots,
                       std::vector<std::string> rule_folders);

// The error for `error` from opening `node`: permission with what to do about it, disconnected
// where the device is gone, not_found where only the node is missing; else io.
Error open_error(const DeviceInfo& device, const std::string& node, int error,
                 const NodeFacts& facts);

// Both steps, on the system's own folders.
Error open_error(const DeviceInfo& device, const std::string& node, int error,
                 const Roots& roots = {});

}  // namespace upshid::transport

#endif
