#ifndef UPSHID_SIM_VHCI_H
#define UPSHID_SIM_VHCI_H

// Linux's virtual USB host controller (drivers/usb/usbip/vhci_sysfs.c): a socket whose descriptor
// is written to its `attach` file becomes a device on one of its ports.

#include <upshid/result.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "upshid-sim/descriptors.h"

namespace upshid::sim {

struct VhciPort {
  unsigned number = 0;  // over all controllers
  bool super_speed = false;
  bool free = false;
  friend bool operator==(const VhciPort&, const VhciPort&) = default;
};

// A status file: a heading and one line per port.
std::vector<VhciPort> parse_vhci_status(std::string_view text);

class Vhci {
 public:
  // `sysfs` is where sysfs is mounted.
  explicit Vhci(std::string sysfs = "/sys");

  // The wanted port, or any free one that is not for SuperSpeed. Errors:
  // unsupported (no vhci_hcd), invalid_argument (no such port), io with EBUSY (none is free).
  Result<unsigned> find_port(std::optional<unsigned> wanted) const;
  // Passes the socket to the kernel, which keeps a reference. Errors: permission; io, with
  // EBUSY while the port is in use.
  Result<void> attach(unsigned port, int socket, Speed speed) const;

 private:
  Result<std::vector<VhciPort>> ports() const;

  std::string folder_;
};

}  // namespace upshid::sim

#endif
