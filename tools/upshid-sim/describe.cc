#include <fmt/format.h>

#include <array>
#include <string_view>

#include "upshid-sim/control_request.h"

namespace upshid::sim {

namespace {

struct Name {
  std::uint8_t number;
  std::string_view text;
};

// USB 2.0 table 9-4.
constexpr std::array standard_names = std::to_array<Name>({
    {0, "GET_STATUS"},
    {1, "CLEAR_FEATURE"},
    {3, "SET_FEATURE"},
    {5, "SET_ADDRESS"},
    {6, "GET_DESCRIPTOR"},
    {8, "GET_CONFIGURATION"},
    {9, "SET_CONFIGURATION"},
    {10, "GET_INTERFACE"},
    {11, "SET_INTERFACE"},
});

// HID 1.11 §7.2.
constexpr std::array hid_names = std::to_array<Name>({
    {1, "GET_REPORT"},
    {2, "GET_IDLE"},
    {3, "GET_PROTOCOL"},
    {9, "SET_REPORT"},
    {10, "SET_IDLE"},
    {11, "SET_PROTOCOL"},
});

constexpr std::array descriptor_names = std::to_array<Name>({
    {1, "device"},
    {2, "configuration"},
    {3, "string"},
    {6, "qualifier"},
    {0x21, "hid"},
    {0x22, "report"},
});

constexpr std::array report_names = std::to_array<Name>({
    {1, "input"},
    {2, "output"},
    {3, "feature"},
});

template <std::size_t Size>
std::string named(const std::array<Name, Size>& names, std::uint8_t number) {
  for (const Name& name : names) {
    if (name.number == number) return std::string(name.text);
  }
  return fmt::format("0x{:02x}", number);
}

}  // namespace

std::string describe(const Setup& setup) {
  const bool is_hid = (setup.request_type & 0x60U) == 0x20;
  const bool is_vendor = (setup.request_type & 0x60U) > 0x20;
  if (is_vendor) {
    return fmt::format("request 0x{:02x} 0x{:02x} 0x{:04x} 0x{:04x} {}", setup.request_type,
                       setup.request, setup.value, setup.index, setup.length);
  }
  if (is_hid) {
    const std::string name = named(hid_names, setup.request);
    if (!name.ends_with("REPORT")) return fmt::format("{} 0x{:04x}", name, setup.value);
    return fmt::format("{} {} 0x{:02x} {}", name, named(report_names, setup.value_high()),
                       setup.value_low(), setup.length);
  }
  const std::string name = named(standard_names, setup.request);
  if (setup.request != 6) return fmt::format("{} {}", name, setup.value);
  return fmt::format("{} {} {} {}", name, named(descriptor_names, setup.value_high()),
                     setup.value_low(), setup.length);
}

}  // namespace upshid::sim
