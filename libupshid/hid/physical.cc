#include <fmt/format.h>
#include <upshid/hid.h>

#include <array>
#include <cmath>
#include <cstddef>

#include "hid/bits.h"

namespace upshid::hid {

namespace {

// The straight line from logical to physical, before the exponent: physical = (logical - from) *
// rise / run + to. By HID 1.11 §6.2.2.7 the physical range is the logical one if both its ends are
// 0; an empty range cannot be a scale either.
struct Line {
  double from = 0;
  double to = 0;
  double rise = 1;
  double run = 1;
};

Line line_of(const Field& field) {
  if (field.physical_min == field.physical_max || field.logical_min == field.logical_max) return {};
  return {static_cast<double>(field.logical_min), static_cast<double>(field.physical_min),
          static_cast<double>(field.physical_max - field.physical_min),
          static_cast<double>(field.logical_max - field.logical_min)};
}

int decimal_exponent(const Field& field) {
  return field.unit_exponent + si_exponent(field.unit);
}

// Powers up to 10^22 are exact in a double. Without pow(), the units of UPSes need no page of libm.
double power_of_ten(int exponent) {
  constexpr std::array<double, 23> exact{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                         1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                         1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  const auto index = static_cast<std::size_t>(exponent);
  return index < exact.size() ? exact[index] : std::pow(10.0, exponent);
}

// Divides by the positive power instead of multiplying with the negative one: 10^7 is exact in a
// double, 10^-7 is not, and 136 must become exactly 13.6.
double times_power_of_ten(double value, int exponent) {
  if (exponent < 0) return value / power_of_ten(-exponent);
  return value * power_of_ten(exponent);
}

}  // namespace

double to_physical(const Field& field, std::int64_t logical) {
  const Line line = line_of(field);
  const double scaled = (static_cast<double>(logical) - line.from) * line.rise / line.run + line.to;
  return times_power_of_ten(scaled, decimal_exponent(field));
}

Result<std::int64_t> to_logical(const Field& field, double physical) {
  if (field.bit_size == 0 || field.bit_size > 32) return no_such_size(field);
  const Line line = line_of(field);
  const double scaled = times_power_of_ten(physical, -decimal_exponent(field));
  const double logical = std::round((scaled - line.to) * line.run / line.rise + line.from);
  const LogicalLimits limits = logical_limits(field);
  // False for NaN.
  const bool fits =
      logical >= static_cast<double>(limits.min) && logical <= static_cast<double>(limits.max);
  if (!fits) return does_not_fit(field, fmt::format("{}", logical));
  return static_cast<std::int64_t>(logical);
}

}  // namespace upshid::hid
