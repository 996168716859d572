#ifndef UPSHID_SIM_DESCRIPTORS_H
#define UPSHID_SIM_DESCRIPTORS_H

// The USB descriptors of a UPS (USB 2.0 §9.6, HID 1.11 §6.2.1), laid out as those of a CyberPower
// AE550: one configuration of 34 bytes, one HID interface, one interrupt endpoint of 8 bytes.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace upshid::sim {

using Bytes = std::vector<std::uint8_t>;

// The numbers are those of Linux's usb_device_speed, which USB/IP speaks.
enum class Speed : std::uint8_t { low = 1, full = 2 };

std::string_view name_of(Speed speed);
std::optional<Speed> speed_named(std::string_view name);

// The identity of the unit.
struct Identity {
  std::string name;  // of the profile or the directory
  std::uint16_t vendor_id = 0;
  std::uint16_t product_id = 0;
  std::uint16_t bcd_device = 0;
  Speed speed = Speed::full;
  std::uint8_t interval = 10;           // bInterval, in milliseconds
  std::uint8_t manufacturer_index = 0;  // of string descriptors; 0: none
  std::uint8_t product_index = 0;
  std::uint8_t serial_index = 0;
};

inline constexpr std::uint8_t packet_size = 8;  // of endpoint 0 and of the interrupt endpoint
inline constexpr std::uint8_t configuration_value = 1;

Bytes device_descriptor(const Identity& identity);
Bytes hid_descriptor(std::size_t report_descriptor_size);
Bytes configuration_descriptor(const Identity& identity, std::size_t report_descriptor_size);
// String descriptor 0: US English.
Bytes language_descriptor();
// UTF-8 to a string descriptor; at most 126 UTF-16 units; bytes that are not UTF-8 are left out.
Bytes string_descriptor(std::string_view text);

}  // namespace upshid::sim

#endif
