#include "transport/usb_strings.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/usb/ch9.h>
#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "base/utf8.h"
#include "transport/access.h"
#include "transport/fault.h"

namespace upshid::transport {

namespace {

constexpr std::uint16_t us_english = 0x0409;

constexpr bool is_high_surrogate(char32_t unit) {
  return unit >= 0xd800 && unit < 0xdc00;
}
constexpr bool is_low_surrogate(char32_t unit) {
  return unit >= 0xdc00 && unit < 0xe000;
}

// The UTF-16 units after the two bytes of header; `bytes` may be longer than the descriptor.
class Units {
 public:
  explicit Units(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < 2) return;
    const std::size_t length = std::min<std::size_t>(bytes[0], bytes.size());
    if (length > 2) payload_ = bytes.subspan(2, length - 2);
  }
  std::size_t size() const { return payload_.size() / 2; }
  std::uint16_t operator[](std::size_t i) const {
    return static_cast<std::uint16_t>(payload_[2 * i] | payload_[2 * i + 1] << 8);
  }

 private:
  std::span<const std::uint8_t> payload_;
};

}  // namespace

Result<std::string> decode_string_descriptor(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < 2) {
    return Error{Code::io, "",
                 fmt::format("received {} bytes; a string descriptor has at least 2", bytes.size()),
                 0};
  }
  if (bytes[1] != USB_DT_STRING) {
    return Error{Code::io, "",
                 fmt::format("received a descriptor of type 0x{:02x}; a string descriptor is 0x03",
                             bytes[1]),
                 0};
  }
  if (bytes[0] > bytes.size()) {
    return Error{Code::io, "",
                 fmt::format("the string descriptor declares {} bytes, but {} were received",
                             bytes[0], bytes.size()),
                 0};
  }
  const Units units(bytes);
  std::string text;
  for (std::size_t i = 0; i < units.size(); ++i) {
    char32_t code_point = units[i];
    if (code_point == 0) break;
    if (is_high_surrogate(code_point) && i + 1 < units.size() && is_low_surrogate(units[i + 1])) {
      code_point = 0x10000 + ((code_point - 0xd800) << 10) + (units[++i] - 0xdc00U);
    } else if (is_high_surrogate(code_point) || is_low_surrogate(code_point)) {
      code_point = base::replacement_character;
    }
    base::append_utf8(text, code_point);
  }
  return base::printable(text);
}

std::uint16_t choose_language(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < 2 || bytes[1] != USB_DT_STRING) return us_english;
  const Units languages(bytes);
  for (std::size_t i = 0; i < languages.size(); ++i) {
    if (languages[i] == us_english) return us_english;
  }
  return languages.size() > 0 && languages[0] != 0 ? languages[0] : us_english;
}

Result<std::string> fetch_string(const std::string& place, std::uint8_t index,
                                 std::optional<std::uint16_t>& language, const UsbAsk& ask) {
  const std::string where = fmt::format("{}, string {}", place, index);
  // Index 0 is the list of languages; in a descriptor's string field it means "none" (USB 2.0
  // §9.6.7).
  if (index == 0) return Error{Code::not_found, where, "index 0 means no string", 0};

  std::array<std::uint8_t, 255> buffer{};
  const auto first = [&buffer](int count) {
    return std::span<const std::uint8_t>(buffer).first(count > 0 ? static_cast<std::size_t>(count)
                                                                 : 0);
  };
  if (!language) {
    const int got = ask(string_request(0, 0), buffer);
    // A device without the list may still have strings; unless it is disconnected.
    if (got == -ENODEV || got == -ESHUTDOWN || got == -ECANCELED)
      return transfer_error(where, -got);
    language = choose_language(first(got));
  }
  const int got = ask(string_request(index, *language), buffer);
  if (got == -EPIPE) {
    return Error{Code::not_found, where, "the device has no such string", EPIPE};
  }
  if (got < 0) return transfer_error(where, -got);
  auto text = decode_string_descriptor(first(got));
  if (!text) {
    Error error = std::move(text).error();
    error.where = where;
    return error;
  }
  return text;
}

Result<UsbStrings> UsbStrings::open(const DeviceInfo& device, const Roots& roots) {
  UsbStrings strings;
  strings.place_ = node_place(device, device.usb_node);
  if (device.usb_node.empty()) {
    return Error{Code::not_found, node_place(device, "port " + device.bus_path),
                 "the kernel has no usbfs node for this device", 0};
  }
  // For writing too: usbfs lets readers see descriptors but send no request.
  strings.node_ = base::UniqueFd(::open(device.usb_node.c_str(), O_RDWR | O_CLOEXEC));
  if (!strings.node_) return open_error(device, device.usb_node, errno, roots);
  return strings;
}

Result<std::string> UsbStrings::get(std::uint8_t index) {
  const auto ask = [this](const UsbRequest& request, std::span<std::uint8_t> buffer) {
    usbdevfs_ctrltransfer transfer{};
    transfer.bRequestType = request.type;
    transfer.bRequest = request.request;
    transfer.wValue = request.value;
    transfer.wIndex = request.index;
    transfer.wLength = static_cast<std::uint16_t>(buffer.size());
    transfer.timeout = string_timeout.count();
    transfer.data = buffer.data();
    const int got = ::ioctl(node_.get(), USBDEVFS_CONTROL, &transfer);
    return got < 0 ? -errno : got;
  };
  return fetch_string(place_, index, language_, ask);
}

}  // namespace upshid::transport
