#ifndef UPSHID_TESTS_FUZZ_MONITOR_PLAY_H
#define UPSHID_TESTS_FUZZ_MONITOR_PLAY_H

#include <cstdint>
#include <span>
#include <string>

namespace upshid::monitor {

// The bytes are settings and an outage: two monitors live through it, one of which is killed and
// restored after each step. Returns what does not hold, or nothing.
std::string play(std::span<const std::uint8_t> bytes);

}  // namespace upshid::monitor

#endif
