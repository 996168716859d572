#ifndef UPSHID_TRANSPORT_USB_STRINGS_H
#define UPSHID_TRANSPORT_USB_STRINGS_H

// USB string descriptors by index (USB 2.0 §9.6.7): battery chemistry, firmware. hidapi's hidraw
// backend cannot read them; the usbfs node can, with the kernel's driver still bound, because the
// request goes to the device and not to an interface. Nothing is claimed or detached here.
//
// One ioctl of the kernel's, not libusb: before its 1.0.27, libusb_init() looks at every USB device
// unless the whole process is told not to. Beside 17 root hubs that took 210 ms or more for a first
// string that takes 3 this way, twice as long as all else in a cold read.

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

// The text of a string descriptor's bytes: UTF-16LE to UTF-8, an unpaired surrogate becomes U+FFFD,
// and a NUL ends the text as it does for the kernel. White space stays as the device sends it.
// Errors: io (not a string descriptor, or cut short) with `where` empty.
Result<std::string> decode_string_descriptor(std::span<const std::uint8_t> bytes);

// US English (0x0409) where the device offers it or offers nothing, else its first language.
// `bytes` is string descriptor 0.
std::uint16_t choose_language(std::span<const std::uint8_t> bytes);

constexpr std::chrono::milliseconds kStringTimeout{1000};  // USB 2.0 §9.2.6.4 grants 500 ms.

// Sends a request to the device; the number of bytes that came, or the negative errno.
using UsbAsk = std::function<int(const UsbRequest& request, std::span<std::uint8_t> buffer)>;

// The string of this index. `language` is what was chosen before; asked for and chosen where there
// is none. `place` begins errors. Errors: not_found (index 0, or the device stalls, which is how it
// says that it has no such string), timeout, disconnected, cancelled, io.
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
