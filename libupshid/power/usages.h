#ifndef UPSHID_POWER_USAGES_H
#define UPSHID_POWER_USAGES_H

// Names of usages: the Power Device page 0x84 and the Battery System page 0x85 as "Universal Serial
// Bus Usage Tables for HID Power Devices 1.1" (PDC 1.1) spells them, and vendor pages of UPSes.

#include <upshid/hid.h>

#include <optional>
#include <string>
#include <string_view>

namespace upshid::power {

inline constexpr std::uint16_t power_device_page = 0x84;
inline constexpr std::uint16_t battery_system_page = 0x85;
inline constexpr std::uint16_t cyberpower_page = 0xff01;
inline constexpr hid::Usage ups_usage{power_device_page, 0x04};

// "RemainingCapacity"; "" if it has no known name. A hid::UsageNamer.
std::string name_of(hid::Usage usage);

// The name, or else eight hexadecimal digits: page and ID.
std::string name_or_hex(hid::Usage usage);

// The reverse of name_or_hex(). VoltageOutOfRange is on both pages; here it means the one of page
// 0x84.
std::optional<hid::Usage> usage_named(std::string_view name);

}  // namespace upshid::power

#endif
