#include "nut/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>

#include "base/text.h"

namespace upshid::nut {

namespace {

Written written_number(const Row& row, double value, int decimals) {
  if (row.max && value > *row.max) value = *row.max;
  const std::string text = base::fixed(value, decimals);
  // The number is what the text says, so that both outputs agree.
  return {text + std::string(row.suffix), base::parse_number(text)};
}

// Of an unsigned field with at least so many.
bool has_all_bits(const hid::Field& field, std::int64_t logical, std::uint32_t min_bits) {
  if (field.is_signed() || field.bit_size < min_bits || field.bit_size > 32) return false;
  return logical == (std::int64_t{1} << field.bit_size) - 1;
}

// nullopt for a time that the calendar of this machine does not have.
std::optional<Written> clock_text(std::int64_t seconds, const char* form) {
  const auto time = static_cast<std::time_t>(seconds);
  std::tm local{};
  if (time != seconds || ::localtime_r(&time, &local) == nullptr) return std::nullopt;
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), form, &local);
  return Written{std::string(text.data(), size), std::nullopt};
}

}  // namespace

std::string packed_date(std::int64_t packed) {
  if (packed == 0) return "not set";
  // An arithmetic shift (C++20) keeps dates before 1980, which are negative.
  return fmt::format("{:04}/{:02}/{:02}", 1980 + (packed >> 9), (packed >> 5) & 0x0f,
                     packed & 0x1f);
}

std::string apc_date(std::int64_t digits) {
  if (digits == 0) return "not set";
  const auto decimal = [digits](int shift) {
    return ((digits >> (shift + 4)) & 0xf) * 10 + ((digits >> shift) & 0xf);
  };
  const std::int64_t year = decimal(0);
  return fmt::format("{:04}/{:02}/{:02}", year + (year >= 70 ? 1900 : 2000), decimal(16),
                     decimal(8));
}

double to_celsius(double value) {
  return value >= 273 && value <= 373 ? value - 273.15 : value;
}

double interpolate(const Curve& curve, double x) {
  const auto& points = curve.points;
  if (points.empty()) return x;
  const auto above = std::ranges::lower_bound(points, x, {}, &std::pair<double, double>::first);
  if (above == points.begin()) return points.front().second;
  if (above == points.end()) return points.back().second;
  const auto below = above - 1;
  const double part = (x - below->first) / (above->first - below->first);
  return below->second + part * (above->second - below->second);
}

std::optional<Written> write(const Table& table, const Row& row, double value,
                             std::int64_t logical) {
  switch (row.how) {
    case How::decimal:
      return written_number(row, value * row.scale, row.decimals);
    case How::celsius:
      return written_number(row, to_celsius(value), 1);
    case How::date:
      return Written{packed_date(logical), std::nullopt};
    case How::apc_date:
      return Written{apc_date(logical), std::nullopt};
    case How::clock_date:
      return clock_text(logical, "%Y/%m/%d");
    case How::clock_time:
      return clock_text(logical, "%H:%M:%S");
    case How::clock_delay:
      return written_number(row, static_cast<double>(60 * (logical >> 8 & 0xff) + (logical & 0xff)),
                            0);
    case How::minutes:
      return written_number(
          row, static_cast<double>(60 * ((logical & 0xff) << 8 | (logical >> 8 & 0xff))), 0);
    case How::curve: {
      const double y = interpolate(*table.curve(row.argument), value * row.scale);
      return written_number(row, y, y == std::floor(y) ? 0 : 2);
    }
    case How::lookup: {
      const auto& words = table.lookup(row.argument)->words;
      const auto at =
          std::ranges::find(words, logical, &std::pair<std::int64_t, std::string_view>::first);
      if (at == words.end()) return std::nullopt;
      return Written{std::string(at->second), std::nullopt};
    }
    case How::string:
    case How::fixed_text:
    case How::setting:
    case How::estimate:
    case How::model:
    case How::model_string:
    case How::bit:
    case How::not_bit:
    case How::nonzero:
    case How::set_on:
    case How::bits:
      break;
  }
  return std::nullopt;
}

bool is_unknown(const Row& row, const hid::Field& field, std::int64_t logical) {
  if (row.how != How::decimal || (row.unit != Unit::second && row.unit != Unit::percent))
    return false;
  return has_all_bits(field, logical, 8);
}

bool is_idle_timer(const Row& row, const hid::Field& field, std::int64_t logical) {
  return row.name.starts_with("ups.timer.") && has_all_bits(field, logical, 16);
}

}  // namespace upshid::nut
