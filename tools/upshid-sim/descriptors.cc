#include "upshid-sim/descriptors.h"

#include <algorithm>

namespace upshid::sim {

namespace {

// bDescriptorType (USB 2.0 table 9-5, HID 1.11 §7.1).
enum Type : std::uint8_t {
  device = 1,
  configuration = 2,
  string_type = 3,
  interface = 4,
  endpoint = 5,
  hid = 0x21,
  report = 0x22,
};

constexpr std::uint8_t interrupt_in = 0x81;
constexpr std::size_t max_units = 126;

void append_le16(Bytes& out, std::size_t value) {
  out.push_back(static_cast<std::uint8_t>(value));
  out.push_back(static_cast<std::uint8_t>(value >> 8));
}

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t bytes = 1;
  bool valid = true;
};

// The first code point of a text that is not empty.
CodePoint first_code_point(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < length) return {0, 1, false};
  std::uint32_t value = lead & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xc0U) != 0x80) return {0, 1, false};
    value = value << 6 | (next & 0x3fU);
  }
  const bool surrogate = value >= 0xd800 && value < 0xe000;
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  return {value, length, !surrogate && !overlong && value <= 0x10ffff};
}

std::vector<std::uint16_t> to_utf16(std::string_view text) {
  std::vector<std::uint16_t> out;
  while (!text.empty()) {
    const CodePoint point = first_code_point(text);
    text.remove_prefix(point.bytes);
    if (!point.valid) continue;
    if (point.value < 0x10000) {
      out.push_back(static_cast<std::uint16_t>(point.value));
    } else {
      const std::uint32_t rest = point.value - 0x10000;
      out.push_back(static_cast<std::uint16_t>(0xd800 + (rest >> 10)));
      out.push_back(static_cast<std::uint16_t>(0xdc00 + (rest & 0x3ff)));
    }
  }
  return out;
}

}  // namespace

std::string_view name_of(Speed speed) {
  return speed == Speed::low ? "low" : "full";
}

std::optional<Speed> speed_named(std::string_view name) {
  if (name == "low") return Speed::low;
  if (name == "full") return Speed::full;
  return std::nullopt;
}

Bytes device_descriptor(const Identity& identity) {
  Bytes out{18, Type::device, 0x10, 0x01, 0, 0, 0, packet_size};  // bcdUSB 1.10
  append_le16(out, identity.vendor_id);
  append_le16(out, identity.product_id);
  append_le16(out, identity.bcd_device);
  out.insert(out.end(),
             {identity.manufacturer_index, identity.product_index, identity.serial_index, 1});
  return out;
}

Bytes hid_descriptor(std::size_t report_descriptor_size) {
  Bytes out{9, Type::hid, 0x10, 0x01, 33, 1, Type::report};  // bcdHID 1.10, country 33 (US)
  append_le16(out, report_descriptor_size);
  return out;
}

Bytes configuration_descriptor(const Identity& identity, std::size_t report_descriptor_size) {
  // Self-powered; 25 units of 2 mA.
  Bytes out{9, Type::configuration, 34, 0, 1, configuration_value, 0, 0xc0, 25};
  // One endpoint; class HID, no boot interface.
  const Bytes interface_bytes{9, Type::interface, 0, 0, 1, 3, 0, 0, 0};
  const Bytes hid_bytes = hid_descriptor(report_descriptor_size);
  const Bytes endpoint_bytes{7, Type::endpoint, interrupt_in, 3, packet_size, 0, identity.interval};
  out.insert(out.end(), interface_bytes.begin(), interface_bytes.end());
  out.insert(out.end(), hid_bytes.begin(), hid_bytes.end());
  out.insert(out.end(), endpoint_bytes.begin(), endpoint_bytes.end());
  return out;
}

Bytes language_descriptor() {
  return {4, Type::string_type, 0x09, 0x04};
}

Bytes string_descriptor(std::string_view text) {
  auto units = to_utf16(text);
  units.resize(std::min(units.size(), max_units));
  Bytes out{static_cast<std::uint8_t>(2 + 2 * units.size()), Type::string_type};
  for (const std::uint16_t unit : units) append_le16(out, unit);
  return out;
}

}  // namespace upshid::sim
