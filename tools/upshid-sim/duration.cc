#include "upshid-sim/duration.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "base/text.h"

namespace upshid::sim {

namespace {

struct Suffix {
  std::string_view text;
  double seconds;
};

// Longer ones first: "ms" also ends in "s".
constexpr std::array suffixes =
    std::to_array<Suffix>({{"min", 60}, {"ms", 0.001}, {"us", 0.000001}, {"s", 1}, {"h", 3600}});

constexpr double longest = 366 * 86400.0;

}  // namespace

std::optional<std::chrono::nanoseconds> parse_duration(std::string_view text) {
  if (text == "0") return std::chrono::nanoseconds(0);
  for (const Suffix& suffix : suffixes) {
    if (!text.ends_with(suffix.text)) continue;
    text.remove_suffix(suffix.text.size());
    const auto number = base::parse_number(text);
    // Written so that "nan" is refused too.
    if (!number || !(*number >= 0 && *number * suffix.seconds <= longest)) return std::nullopt;
    return std::chrono::microseconds(std::llround(*number * suffix.seconds * 1e6));
  }
  return std::nullopt;
}

std::string text_of(std::chrono::nanoseconds duration) {
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
  if (us % 1000000 == 0) return fmt::format("{}s", us / 1000000);
  if (us % 1000 == 0) return fmt::format("{}ms", us / 1000);
  return fmt::format("{}us", us);
}

}  // namespace upshid::sim
