#ifndef UPSHID_DEVICE_H
#define UPSHID_DEVICE_H

/// \file
/// The UPSes that are plugged into this machine.

#include <upshid/export.h>
#include <upshid/result.h>

#include <cstdint>
#include <string>
#include <vector>

namespace upshid {

/// The identity and the place of a device. Nothing here needs the device to be opened.
struct DeviceInfo {
  std::uint16_t vendor_id = 0;
  std::uint16_t product_id = 0;
  std::uint16_t bcd_device = 0;  ///< Release in binary-coded decimal: 0x0200 is 2.00.
  std::string manufacturer;      ///< USB string, as the device spells it; may be empty.
  std::string product;           ///< Likewise; some have a leading space.
  std::string serial;            ///< Likewise; many CyberPower units have none or all zeros.
  std::string bus_path;          ///< Linux's port path, such as "1-1.2"; survives a replug.
  unsigned bus_number = 0;       ///< "Bus" in lsusb; device_number is "Device".
  unsigned device_number = 0;
  std::uint8_t interface_number = 0;
  std::string hidraw_node;  ///< "/dev/hidraw0"; empty if the kernel has none.
  std::string usb_node;     ///< "/dev/bus/usb/001/004".
  /// The kernel's driver of the interface: "usbhid"; "usbfs" while a program uses it over libusb.
  std::string driver;
  std::vector<std::uint8_t> report_descriptor;  ///< As the kernel read it; empty if unknown.

  /// "0764:0501".
  UPSHID_EXPORT std::string id() const;
  /// One line for people: "0764:0501 CPS EC850LCD, serial 0123, port 1-1.2, /dev/hidraw0".
  UPSHID_EXPORT std::string line() const;
};

/// The HID Power Devices that are plugged in: every HID interface with an application collection on
/// usage page 0x84, of any vendor, sorted by bus path. Opens no device and needs no permission. An
/// interface without one of the kernel's HID drivers is not listed: its type is known only after
/// opening it, which Ups::open() does. Errors: io if the kernel's device tree cannot be read. No
/// device is an empty list, not an error. Thread-safe.
UPSHID_EXPORT Result<std::vector<DeviceInfo>> list_devices();

/// Resets the USB port of the device, as if it were unplugged and plugged in again, but keeping its
/// names and numbers; for a unit that has stopped answering. The kernel's driver stays bound. Needs
/// write permission for usb_node. Blocks for up to a second. If the unit comes back as another
/// device, or not at all, the error is disconnected. Errors: permission, disconnected, not_found
/// (no node), io. Thread-safe.
UPSHID_EXPORT Result<void> reset_port(const DeviceInfo& device);

}  // namespace upshid

#endif
