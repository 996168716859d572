#include "nut/delay.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace upshid::nut {

namespace {

// Far below any device's resolution, far above rounding errors.
constexpr double tolerance = 1e-6;

bool is_declared(const hid::Field& field, std::int64_t logical) {
  return logical >= field.logical_min && logical <= field.logical_max;
}

Error out_of_range(const hid::Field& field, double seconds) {
  return {Code::invalid_argument,
          {},
          fmt::format("found {}, expected 0 s to {}", seconds_text(seconds),
                      seconds_text(hid::to_physical(field, field.logical_max))),
          0};
}

}  // namespace

std::string seconds_text(double seconds) {
  return fmt::format("{} s", base::fixed(seconds, seconds == std::floor(seconds) ? 0 : 1));
}

Result<double> parse_seconds(std::string_view text) {
  const auto seconds = base::parse_number(text);
  if (!seconds) {
    return Error{
        Code::invalid_argument, {}, fmt::format("found \"{}\", expected seconds", text), 0};
  }
  return *seconds;
}

Result<Delay> encode_delay(const hid::Field& field, double step, double seconds) {
  if (seconds < 0) {
    if (!field.is_signed() || !is_declared(field, -1)) {
      return Error{Code::unsupported, {}, "the device cannot store \"none\" for this delay", 0};
    }
    return Delay{-1, -1};
  }
  const double wanted = std::ceil(seconds / step - tolerance) * step;
  auto logical = hid::to_logical(field, wanted);
  if (!logical) return out_of_range(field, seconds);
  // Rounding to nearest is not enough if the unit of the field is coarser than the step.
  if (hid::to_physical(field, *logical) < wanted - tolerance) ++*logical;
  const double counted = hid::to_physical(field, *logical);
  const bool is_understood =
      seconds == 0 ? std::abs(counted) < tolerance : counted >= seconds - tolerance;
  if (!is_understood) {
    return Error{Code::unsupported, {}, "the device cannot store this delay", 0};
  }
  if (!is_declared(field, *logical)) return out_of_range(field, seconds);
  return Delay{*logical, counted};
}

Result<Delay> encode_clock(double seconds, std::int64_t flag) {
  constexpr double max_seconds = 255 * 60 + 59;
  if (!(seconds >= 0 && seconds <= max_seconds)) {
    return Error{Code::invalid_argument,
                 {},
                 fmt::format("found {}, expected 0 s to {}", seconds_text(seconds),
                             seconds_text(max_seconds)),
                 0};
  }
  const auto whole = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(seconds)));
  return Delay{whole / 60 * 256 + whole % 60 + flag, static_cast<double>(whole)};
}

}  // namespace upshid::nut
