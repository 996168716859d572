#ifndef UPSHID_BASE_DURATION_H
#define UPSHID_BASE_DURATION_H

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace upshid::base {

// For people: "0 s", "12.5 s", "5 min", "41 min 10 s", "1 h 2 min 5 s", "2 d". The sign is dropped.
std::string duration_text(std::chrono::milliseconds time);

// "200ms", "1.5s", "2min", "1h", or "0". From 0 to one year; nullopt for anything else.
std::optional<std::chrono::nanoseconds> parse_duration(std::string_view text);
// "200ms", "2s": as parse_duration() reads it, with microseconds.
std::string duration_word(std::chrono::nanoseconds duration);

}  // namespace upshid::base

#endif
