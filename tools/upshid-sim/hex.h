#ifndef UPSHID_SIM_HEX_H
#define UPSHID_SIM_HEX_H

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace upshid::sim {

// "0b12" or "0b 12": pairs of hexadecimal digits, optionally separated by white space. nullopt for
// anything else.
std::optional<std::vector<std::uint8_t>> parse_hex_bytes(std::string_view text);

}  // namespace upshid::sim

#endif
