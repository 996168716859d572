#ifndef UPSHID_TRANSPORT_ENUMERATE_H
#define UPSHID_TRANSPORT_ENUMERATE_H

#include <upshid/device.h>
#include <upshid/result.h>

#include <string>
#include <string_view>
#include <vector>

namespace upshid::transport {

// Where the kernel shows its devices; tests give a folder of their own.
struct Roots {
  std::string sys = "/sys";
  std::string dev = "/dev";
};

// Every USB HID interface the kernel knows, with its report descriptor: whether it is a UPS is for
// the caller to see in there. One without a HID driver has no descriptor, and on a kernel without
// hidraw none has a hidraw node; both are listed all the same. Sorted by bus path, then interface
// number.
//
// Reads text files of sysfs and opens no device node, so it needs no rights and disturbs nobody.
// Not hid_enumerate(), on purpose: that goes through libudev, took 24 to 33 ms where this took 7 to
// 12 on the same (emulated) machine, and leaves out interfaces without a hidraw node.
//
// Errors: io when sysfs cannot be read. A machine without USB has an empty list, and so has a
// chroot or container without sysfs: see sysfs_is_mounted().
Result<std::vector<DeviceInfo>> list_hid_usb(const Roots& roots = {});

// Whether the kernel's devices can be seen at all.
bool sysfs_is_mounted(const Roots& roots = {});

// Whether port path `a` comes before `b`: numbers by value, so that 1-1.2 is before 1-1.10.
bool bus_path_less(std::string_view a, std::string_view b);

}  // namespace upshid::transport

#endif
