#ifndef UPSHID_TRANSPORT_ENUMERATE_H
#define UPSHID_TRANSPORT_ENUMERATE_H

#include <upshid/device.h>
#include <upshid/result.h>

#include <string>
#include <string_view>
#include <vector>

namespace upshid::transport {

// Where sysfs is; tests use another directory.
struct Roots {
  std::string sys = "/sys";
  std::string dev = "/dev";
};

// Every USB HID interface, with its report descriptor, by which the caller recognizes UPSes. An
// interface without a HID driver has no descriptor; on a kernel without hidraw, none has a hidraw
// node. Both are listed. Sorted by bus path, then by interface number.
//
// Reads sysfs and opens no device node, so it needs no permission and disturbs no other program.
// It does not use hid_enumerate(), which uses libudev, takes 24 to 33 ms instead of 7 to 12 (on the
// same emulated machine), and omits interfaces without a hidraw node.
//
// Errors: io if sysfs cannot be read. Without USB the list is empty, and also in a chroot or
// container without sysfs: see sysfs_is_mounted().
Result<std::vector<DeviceInfo>> list_hid_usb(const Roots& roots = {});

// False: no device can be listed.
bool sysfs_is_mounted(const Roots& roots = {});

// Whether port path `a` is before `b`, comparing numbers by value: 1-1.2 is before 1-1.10.
bool bus_path_less(std::string_view a, std::string_view b);

}  // namespace upshid::transport

#endif
