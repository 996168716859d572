#include <fmt/format.h>
#include <upshid/hid.h>

#include <array>

namespace upshid::hid {

namespace {

constexpr std::uint32_t si_linear =
    1;  // The unit systems are in the lowest nibble (HID 1.11 §6.2.2.7).

// A nibble of the unit item as a signed exponent.
int exponent_of(std::uint32_t unit, unsigned nibble) {
  const auto value = static_cast<int>(unit >> (4 * nibble) & 0xf);
  return value < 8 ? value : value - 16;
}

// The dimensions of nibbles 1 to 6: length, mass, time, temperature, current, luminous intensity.
using BaseUnits = std::array<std::string_view, 6>;
constexpr BaseUnits base_units[] = {
    {"cm", "g", "s", "K", "A", "cd"},
    {"rad", "g", "s", "K", "A", "cd"},
    {"in", "slug", "s", "degF", "A", "cd"},
    {"deg", "slug", "s", "degF", "A", "cd"},
};

std::string_view known_name(std::uint32_t unit) {
  switch (unit) {
    case 0x00f0d121:
      return "V";
    case 0x0000d121:
      return "W";
    case 0x00001001:
      return "s";
    case 0x0000f001:
      return "Hz";
    case 0x00100001:
      return "A";
    case 0x00010001:
      return "K";
    case 0x00101001:
      return "As";
    default:
      return {};
  }
}

}  // namespace

int si_exponent(std::uint32_t unit) {
  if ((unit & 0xf) != si_linear) return 0;
  // Centimetre to metre, gram to kilogram; all other base units are those of SI.
  return -2 * exponent_of(unit, 1) - 3 * exponent_of(unit, 2);
}

std::string unit_name(std::uint32_t unit) {
  const std::string_view known = known_name(unit);
  if (!known.empty()) return std::string(known);
  const std::uint32_t system = unit & 0xf;
  if (system == 0) return "";
  if (system > std::size(base_units)) return fmt::format("unit {:#x}", unit);
  std::string out;
  for (unsigned i = 0; i < 6; ++i) {
    const int exponent = exponent_of(unit, i + 1);
    if (exponent == 0) continue;
    if (!out.empty()) out += ' ';
    out += base_units[system - 1][i];
    if (exponent != 1) out += fmt::format("^{}", exponent);
  }
  return out;
}

}  // namespace upshid::hid
