#ifndef UPSHID_TRANSPORT_ACCESS_H
#define UPSHID_TRANSPORT_ACCESS_H

// Why a device node cannot be opened, and the remedy: "permission denied" alone does not help
// anyone (NUT issues 140, 1456, 2447).

#include <upshid/device.h>
#include <upshid/error.h>

#include <string>
#include <vector>

#include "transport/enumerate.h"

namespace upshid::transport {

inline constexpr const char* rule_name = "62-upshid.rules";

// Directories of udev rules; the first that has a file applies (udev(7)).
std::vector<std::string> udev_rule_folders();

// The facts for the error message.
struct NodeFacts {
  bool node_exists = false;
  std::string owner;  // Names, or numbers if there is no name.
  std::string group;
  unsigned mode = 0;  // Permission bits.
  std::string user;   // The effective user.
  bool is_root = false;
  bool in_group = false;       // Whether the user is in the node's group.
  bool device_listed = false;  // Whether the device is still in sysfs.
  std::string rule_file;       // The installed rule; empty if there is none.
  std::vector<std::string> rule_folders;
};

// Never fails: what cannot be determined stays empty.
NodeFacts look_at_node(const DeviceInfo& device, const std::string& node, const Roots& roots,
                       std::vector<std::string> rule_folders);

// The error for errno `error` from opening `node`: permission, with the remedy; disconnected if the
// device is no longer listed; not_found if only the node is missing; otherwise io.
Error open_error(const DeviceInfo& device, const std::string& node, int error,
                 const NodeFacts& facts);

// Both steps, on the directories of the system.
Error open_error(const DeviceInfo& device, const std::string& node, int error,
                 const Roots& roots = {});

}  // namespace upshid::transport

#endif
