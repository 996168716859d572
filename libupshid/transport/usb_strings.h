#ifndef UPSHID_TRANSPORT_USB_STRINGS_H
#define UPSHID_TRANSPORT_USB_STRINGS_H

// USB string descriptors by index (USB 2.0 §9.6.7): battery chemistry, firmware. hidapi's hidraw
// backend cannot read them. The usbfs node can, with the kernel's driver bound, because the request
// is to the device and not to an interface. Nothing is claimed or detached.
//
// An ioctl instead of libusb: before 1.0.27, libusb_init() enumerates all USB devices unless this
// is disabled for the whole process. With 17 root hubs the first string then took 210 ms instead of
// 3, twice as long as all the rest of a cold read.

#include <upshid/device.h>
#include <upshid/result.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "base/unique_fd.h"
#include "transport/enumerate.h"
#include "transport/usb_request.h"

namespace upshid::transport {

// The text of a string descriptor: UTF-16LE to UTF-8; an unpaired surrogate becomes U+FFFD, and a
// NUL ends the text, as in the kernel. White space is kept. Errors: io (not a string descriptor, or
// truncated), with `where` empty.
Result<std::string> decode_string_descriptor(std::span<const std::uint8_t> bytes);

// US English (0x0409) if the device offers it or offers none, otherwise its first language.
// `bytes` is string descriptor 0.
std::uint16_t choose_language(std::span<const std::uint8_t> bytes);

constexpr std::chrono::milliseconds string_timeout{1000};  // USB 2.0 §9.2.6.4 grants 500 ms.

// Sends a request to the device; the number of bytes received, or the negative errno.
using UsbAsk = std::function<int(const UsbRequest& request, std::span<std::uint8_t> buffer)>;

// The string with this index. `language` is the language chosen before; if there is none, it is
// requested and chosen. `place` begins errors. Errors: not_found (index 0, or the device stalls, by
// which it reports that it has no such string), timeout, disconnected, cancelled, io.
Result<std::string> fetch_string(const std::string& place, std::uint8_t index,
                                 std::optional<std::uint16_t>& language, const UsbAsk& ask);

// A device's usbfs node, held open for the next string.
class UsbStrings {
 public:
  // Errors: permission, disconnected, not_found (no node), io.
  static Result<UsbStrings> open(const DeviceInfo& device, const Roots& roots = {});

  // Errors: as fetch_string().
  Result<std::string> get(std::uint8_t index);

 private:
  UsbStrings() = default;
  std::string place_;
  base::UniqueFd node_;
  std::optional<std::uint16_t> language_;
};

}  // namespace upshid::transport

#endif
