#ifndef UPSHID_SIM_DURATION_H
#define UPSHID_SIM_DURATION_H

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace upshid::sim {

// "200ms", "1.5s", "2min", "1h", or "0". Not negative, at most a year; nullopt for anything else.
std::optional<std::chrono::nanoseconds> parse_duration(std::string_view text);
// "200ms", "1.5s": as parse_duration() reads it, to the microsecond.
std::string text_of(std::chrono::nanoseconds duration);

}  // namespace upshid::sim

#endif
