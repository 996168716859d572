#ifndef UPSHID_NUT_REFRESH_H
#define UPSHID_NUT_REFRESH_H

// How often a value is read: measured values regularly, fixed ones once.

#include <cstdint>

#include "nut/table.h"

namespace upshid::nut {

// From the most urgent to the least.
enum class Refresh : std::uint8_t {
  state,     // decides on a shutdown: line power, discharging, low battery
  live,      // measured: charge, runtime, load, voltages, the other conditions
  settings,  // changed by a person or a command: beeper, limits
  once,      // fixed while plugged in: nominal values, strings, dates
};

Refresh refresh_of(const Row& row);

}  // namespace upshid::nut

#endif
