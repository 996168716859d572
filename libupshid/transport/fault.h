#ifndef UPSHID_TRANSPORT_FAULT_H
#define UPSHID_TRANSPORT_FAULT_H

// What Linux's error numbers mean for a USB transfer (Documentation/driver-api/usb/error-codes.rst,
// drivers/hid/hidraw.c, drivers/hid/usbhid/hid-core.c).

#include <upshid/device.h>
#include <upshid/error.h>
#include <upshid/hid.h>

#include <cstdint>
#include <string>

namespace upshid::transport {

// EPROTO, EILSEQ and ETIME stay `io`: a device that is being pulled out answers so for an instant,
// but so does a noisy cable, and only the kernel's hub driver can tell. EIO stays `io` too: on
// hidraw's ioctls it says nothing of the device being gone (read() is different, see
// Hidapi::read_interrupt()).
Code code_of_errno(int error);

// The error of one transfer, in words.
Error transfer_error(std::string where, int error);

// "0764:0501 /dev/hidraw0, feature report 0x0b", where the first part is node_place().
std::string report_place(const std::string& node, hid::ReportType type, std::uint8_t id);

// "0764:0501 /dev/hidraw0": how errors call a device's node.
std::string node_place(const DeviceInfo& device, const std::string& node);

}  // namespace upshid::transport

#endif
