#ifndef UPSHID_TRANSPORT_USB_LONG_READ_H
#define UPSHID_TRANSPORT_USB_LONG_READ_H

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>

#include "transport/usb_request.h"

namespace upshid::transport {

// libusb refuses control transfers of more bytes (MAX_CTRL_BUFFER_LENGTH, libusb/os/linux_usbfs.h);
// the kernel does not.
inline constexpr std::size_t max_libusb_control = 4096;

// A control transfer from a usbfs node of which no other transfer is pending. Returns the number of
// bytes, or the negative errno: ECANCELED once `cancel_fd` (-1: none) is readable.
int read_long(int node, const UsbRequest& request, std::span<std::uint8_t> buffer, int cancel_fd,
              std::chrono::milliseconds limit);

}  // namespace upshid::transport

#endif
