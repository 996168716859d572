// Random settings and outages; fuzz_monitor plays the same without end.
#include "fuzz/monitor_play.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

namespace upshid::monitor {
namespace {

std::vector<std::uint8_t> bytes_of(unsigned seed) {
  std::minstd_rand random(seed);
  std::vector<std::uint8_t> out(60 + random() % 240);
  for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(random() >> 8U);
  return out;
}

TEST_CASE("in any outage a killed monitor does the same, and nothing is due in the past") {
  const char* const more = std::getenv("UPSHID_RANDOM_OUTAGES");
  const unsigned count = more == nullptr ? 100 : static_cast<unsigned>(std::atoi(more));
  for (unsigned seed = 1; seed <= count; ++seed) {
    const std::string fault = play(bytes_of(seed));
    CHECK_MESSAGE(fault.empty(), seed << ": " << fault);
  }
}

}  // namespace
}  // namespace upshid::monitor
