#include "upshid-sim/cycle.h"

#include <algorithm>
#include <array>

namespace upshid::sim {

std::vector<std::uint8_t> cycle_of(std::uint16_t vendor_id,
                                   std::span<const std::uint8_t> input_reports) {
  constexpr std::uint16_t cyberpower = 0x0764;
  constexpr std::array<std::uint8_t, 4> unasked{0x08, 0x0b, 0x19, 0x1d};
  const auto has = [&](std::uint8_t id) {
    return std::ranges::find(input_reports, id) != input_reports.end();
  };
  if (vendor_id != cyberpower || !has(0x08) || !has(0x0b)) {
    return {input_reports.begin(), input_reports.end()};
  }
  std::vector<std::uint8_t> out;
  std::ranges::copy_if(unasked, std::back_inserter(out), has);
  return out;
}

}  // namespace upshid::sim
