#include <fcntl.h>
#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>
#include <upshid/device.h>

#include <cerrno>

#include "base/unique_fd.h"
#include "transport/access.h"
#include "transport/fault.h"

namespace upshid {

// An ioctl, because libusb's wrapper does nothing more and needs a context. The kernel notifies its
// drivers before and after (usb_reset_device(), drivers/usb/core/hub.c). If the descriptors have
// changed, the device is enumerated again, and this one is disconnected.
Result<void> reset_port(const DeviceInfo& device) {
  const std::string place = transport::node_place(device, device.usb_node);
  if (device.usb_node.empty()) {
    return Error{Code::not_found, transport::node_place(device, "port " + device.bus_path),
                 "the kernel has no usbfs node for this device", 0};
  }
  const base::UniqueFd node(::open(device.usb_node.c_str(), O_RDWR | O_CLOEXEC));
  if (!node) return transport::open_error(device, device.usb_node, errno);
  if (::ioctl(node.get(), USBDEVFS_RESET, nullptr) < 0) {
    return transport::transfer_error(place + ", port reset", errno);
  }
  return {};
}

}  // namespace upshid
