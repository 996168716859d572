#include "base/duration.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdint>

#include "base/text.h"

namespace upshid::base {

namespace {

struct Suffix {
  std::string_view text;
  double seconds;
};

// Longer ones first: "ms" also ends in "s".
constexpr std::array suffixes =
    std::to_array<Suffix>({{"min", 60}, {"ms", 0.001}, {"us", 0.000001}, {"s", 1}, {"h", 3600}});

constexpr double max_seconds = 366 * 86400.0;

struct Part {
  std::int64_t milliseconds;
  std::string_view unit;
};

constexpr std::array parts =
    std::to_array<Part>({{86'400'000, "d"}, {3'600'000, "h"}, {60'000, "min"}});

}  // namespace

std::string duration_text(std::chrono::milliseconds time) {
  std::int64_t rest = std::abs(time.count());
  std::string out;
  for (const Part& part : parts) {
    const std::int64_t count = rest / part.milliseconds;
    rest %= part.milliseconds;
    if (count > 0) out += fmt::format("{}{} {}", out.empty() ? "" : " ", count, part.unit);
  }
  if (rest == 0 && !out.empty()) return out;
  return out + fmt::format("{}{:g} s", out.empty() ? "" : " ", static_cast<double>(rest) / 1000);
}

std::optional<std::chrono::nanoseconds> parse_duration(std::string_view text) {
  if (text == "0") return std::chrono::nanoseconds(0);
  for (const Suffix& suffix : suffixes) {
    if (!text.ends_with(suffix.text)) continue;
    text.remove_suffix(suffix.text.size());
    const auto number = parse_number(text);
    if (!number || *number < 0 || *number * suffix.seconds > max_seconds) return std::nullopt;
    return std::chrono::microseconds(std::llround(*number * suffix.seconds * 1e6));
  }
  return std::nullopt;
}

std::string duration_word(std::chrono::nanoseconds duration) {
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
  if (us % 1000000 == 0) return fmt::format("{}s", us / 1000000);
  if (us % 1000 == 0) return fmt::format("{}ms", us / 1000);
  return fmt::format("{}us", us);
}

}  // namespace upshid::base
