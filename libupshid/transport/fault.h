#ifndef UPSHID_TRANSPORT_FAULT_H
#define UPSHID_TRANSPORT_FAULT_H

// The meaning of errno for a USB transfer on Linux (Documentation/driver-api/usb/error-codes.rst,
// drivers/hid/hidraw.c, drivers/hid/usbhid/hid-core.c).

#include <upshid/device.h>
#include <upshid/error.h>
#include <upshid/hid.h>

#include <cstdint>
#include <string>

namespace upshid::transport {

// EPROTO, EILSEQ and ETIME are `io`: they occur while a device is being unplugged, but also with a
// noisy cable, and only the kernel's hub driver can distinguish the two. EIO is `io` as well: from
// hidraw's ioctls it does not mean that the device is disconnected (from read() it does, see
// Hidapi::read_interrupt()).
Code code_of_errno(int error);

// The error of one transfer.
Error transfer_error(std::string where, int error);

// "0764:0501 /dev/hidraw0, feature report 0x0b": node_place() and the report.
std::string report_place(const std::string& node, hid::ReportType type, std::uint8_t id);

// "0764:0501 /dev/hidraw0": a device's node in errors.
std::string node_place(const DeviceInfo& device, const std::string& node);

}  // namespace upshid::transport

#endif
