#ifndef UPSHID_NUT_REFRESH_H
#define UPSHID_NUT_REFRESH_H

// How soon a value is old. A watcher asks again for what moves, and never again for what cannot.

#include <cstdint>

#include "nut/table.h"

namespace upshid::nut {

// From the most urgent to the least.
enum class Refresh : std::uint8_t {
  state,     // decides whether to shut down: mains, discharging, low battery
  live,      // moves by itself: charge, runtime, load, voltages, the other conditions
  settings,  // a person may change it at the UPS or by a command: beeper, limits
  once,      // cannot change while plugged: nominal values, strings, dates
};

Refresh refresh_of(const Row& row);

}  // namespace upshid::nut

#endif
