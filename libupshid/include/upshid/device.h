#ifndef UPSHID_DEVICE_H
#define UPSHID_DEVICE_H

/// \file
/// Which UPSes are plugged into this machine.

#include <upshid/export.h>
#include <upshid/result.h>

#include <cstdint>
#include <string>
#include <vector>

namespace upshid {

/// Who a device is and where it hangs. All of it is known without opening the device.
struct DeviceInfo {
  std::uint16_t vendor_id = 0;
  std::uint16_t product_id = 0;
  std::uint16_t bcd_device = 0;  ///< Release in binary-coded decimal: 0x0200 is 2.00.
  std::string manufacturer;      ///< USB string, as the device spells it; may be empty.
  std::string product;           ///< Likewise; some have a leading space.
  std::string serial;            ///< Likewise; many CyberPower units have none or all zeros.
  std::string bus_path;          ///< Linux's port path, e.g. "1-1.2"; stays the same over a replug.
  unsigned bus_number = 0;       ///< With device_number the pair that lsusb prints.
  unsigned device_number = 0;
  std::uint8_t interface_number = 0;
  std::string hidraw_node;  ///< "/dev/hidraw0"; empty where the kernel has none.
  std::string usb_node;     ///< "/dev/bus/usb/001/004".
  /// The kernel's driver of the interface: "usbhid"; "usbfs" while a program has taken it.
  std::string driver;
  std::vector<std::uint8_t> report_descriptor;  ///< As the kernel read it; empty where unknown.

  /// "0764:0501".
  UPSHID_EXPORT std::string id() const;
  /// One line for people: "0764:0501 CPS EC850LCD, serial 0123, port 1-1.2, /dev/hidraw0".
  UPSHID_EXPORT std::string line() const;
};

/// The HID Power Devices plugged in: every HID interface with an application collection on usage
/// page 0x84, whoever made it. Opens nothing and needs no rights; sorted by bus path. One without a
/// HID driver of the kernel is not among them: nothing but asking it tells what it is, which
/// Ups::open() does. Errors: io when the kernel's device tree cannot be read. No device is an empty
/// list, not an error. Thread-safe.
UPSHID_EXPORT Result<std::vector<DeviceInfo>> list_devices();

/// Resets the port that the device hangs on, as if it were pulled out and plugged in again but with
/// its names and numbers kept; for a unit that has stopped answering. The kernel's driver stays
/// bound. Needs the right to write to its usb_node. It takes a good part of a second, and the unit
/// may come back as another one or not at all: then it is disconnected. Errors: permission,
/// disconnected, not_found (no node), io. Thread-safe.
UPSHID_EXPORT Result<void> reset_port(const DeviceInfo& device);

}  // namespace upshid

#endif
