#ifndef UPSHID_UNITS_H
#define UPSHID_UNITS_H

/// \file
/// Time and physical units as types.

#include <upshid/export.h>

#include <chrono>
#include <cstdint>
#include <string_view>

namespace upshid {

/// Time since boot, including suspend (CLOCK_BOOTTIME). Setting the wall clock does not change it,
/// which matters on a Raspberry Pi: without a real-time clock, NTP sets its clock by years after
/// boot. The type has no now(): the library reads no clock; every instant is passed in.
struct BootClock {
  using rep = std::int64_t;
  using period = std::nano;
  using duration = std::chrono::nanoseconds;
  using time_point = std::chrono::time_point<BootClock, duration>;
  static constexpr bool is_steady = true;
};

using Instant = BootClock::time_point;

/// The unit of a variable's number.
enum class Unit : std::uint8_t {
  none,  ///< A bare number, a text or an enumeration.
  volt,
  ampere,
  watt,
  volt_ampere,
  hertz,
  percent,
  second,
  celsius,
  ampere_second,
};

/// "V", "A", "W", "VA", "Hz", "%", "s", "C", "As"; "" for none. Thread-safe.
UPSHID_EXPORT std::string_view symbol(Unit unit);

}  // namespace upshid

#endif
