#include "upshid-sim/hex.h"

#include "base/text.h"

namespace upshid::sim {

std::optional<std::vector<std::uint8_t>> parse_hex_bytes(std::string_view text) {
  std::vector<std::uint8_t> out;
  for (std::string_view word : base::words(text)) {
    if (word.size() % 2 != 0) return std::nullopt;
    for (; !word.empty(); word.remove_prefix(2)) {
      const auto byte = base::parse_hex(word.substr(0, 2));
      if (!byte) return std::nullopt;
      out.push_back(static_cast<std::uint8_t>(*byte));
    }
  }
  return out;
}

}  // namespace upshid::sim
