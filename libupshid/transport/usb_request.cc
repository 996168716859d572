#include "transport/usb_request.h"

#include <algorithm>
#include <map>
#include <vector>

namespace upshid::transport {

namespace {

constexpr std::uint8_t get_descriptor = 0x06;
constexpr std::uint8_t string_descriptor_type = 0x03;
constexpr std::uint8_t hid_descriptor_type = 0x21;
constexpr std::uint8_t report_descriptor_type = 0x22;

std::uint16_t report_value(hid::ReportType type, std::uint8_t id) {
  return static_cast<std::uint16_t>(static_cast<unsigned>(type) << 8 | id);
}

constexpr std::uint8_t low(std::uint16_t value) {
  return static_cast<std::uint8_t>(value & 0xff);
}
constexpr std::uint8_t high(std::uint16_t value) {
  return static_cast<std::uint8_t>(value >> 8);
}

// The global items that decide on a report's length (HID 1.11 §6.2.2.7).
struct Globals {
  std::uint64_t size = 0;
  std::uint64_t count = 0;
  std::uint32_t id = 0;
};

}  // namespace

UsbRequest get_report_request(hid::ReportType type, std::uint8_t id, std::uint8_t interface) {
  return {0xa1, 0x01, report_value(type, id), interface};
}

UsbRequest set_report_request(hid::ReportType type, std::uint8_t id, std::uint8_t interface) {
  return {0x21, 0x09, report_value(type, id), interface};
}

UsbRequest report_descriptor_request(std::uint8_t interface) {
  return {0x81, get_descriptor, report_descriptor_type << 8, interface};
}

UsbRequest string_request(std::uint8_t index, std::uint16_t language) {
  return {0x80, get_descriptor, static_cast<std::uint16_t>(string_descriptor_type << 8 | index),
          language};
}

std::array<std::uint8_t, 8> setup_packet(const UsbRequest& request, std::uint16_t length) {
  return {request.type,       request.request,     low(request.value), high(request.value),
          low(request.index), high(request.index), low(length),        high(length)};
}

std::optional<std::uint16_t> report_descriptor_length(std::span<const std::uint8_t> descriptors) {
  while (descriptors.size() >= 2) {
    const std::size_t length = descriptors[0];
    if (length < 2 || length > descriptors.size()) return std::nullopt;
    if (descriptors[1] == hid_descriptor_type && length >= 6) {
      const std::span<const std::uint8_t> hid = descriptors.first(length);
      for (std::size_t i = 0; i < hid[5] && 6 + 3 * i + 3 <= length; ++i) {
        const auto entry = hid.subspan(6 + 3 * i, 3);
        if (entry[0] == report_descriptor_type) {
          return static_cast<std::uint16_t>(entry[1] | entry[2] << 8);
        }
      }
    }
    descriptors = descriptors.subspan(length);
  }
  return std::nullopt;
}

std::size_t max_input_report(std::span<const std::uint8_t> bytes, std::size_t limit) {
  Globals now;
  std::vector<Globals> pushed;
  std::map<std::uint32_t, std::uint64_t> bits;
  while (!bytes.empty()) {
    const std::uint8_t prefix = bytes[0];
    // HID 1.11 §6.2.2.3 defines no long items.
    const bool is_long = prefix == 0xfe;
    if (is_long && bytes.size() < 2) break;
    const std::size_t header = is_long ? 3 : 1;
    const std::size_t data = is_long ? bytes[1] : (prefix & 3U) == 3 ? 4 : prefix & 3U;
    if (bytes.size() < header + data) break;
    std::uint32_t value = 0;
    for (std::size_t i = 0; !is_long && i < data; ++i) {
      value |= static_cast<std::uint32_t>(bytes[header + i]) << (8 * i);
    }
    switch (is_long ? 0U : prefix & 0xfcU) {
      case 0x74:
        now.size = value;
        break;
      case 0x94:
        now.count = value;
        break;
      case 0x84:
        now.id = value;
        break;
      case 0xa4:
        if (pushed.size() < limit) pushed.push_back(now);
        break;
      case 0xb4:
        if (!pushed.empty()) {
          now = pushed.back();
          pushed.pop_back();
        }
        break;
      case 0x80:
        // Both factors have 32 bits, so the product fits; the sum is limited.
        bits[now.id] = std::min<std::uint64_t>(bits[now.id] + now.size * now.count, 8 * limit);
        break;
      default:
        break;
    }
    bytes = bytes.subspan(header + data);
  }
  std::size_t longest = 0;
  for (const auto& [id, count] : bits) {
    const std::size_t report = static_cast<std::size_t>((count + 7) / 8) + (id != 0 ? 1 : 0);
    if (count != 0) longest = std::max(longest, report);
  }
  return std::min(longest, limit);
}

}  // namespace upshid::transport
