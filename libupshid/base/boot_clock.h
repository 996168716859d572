#ifndef UPSHID_BASE_BOOT_CLOCK_H
#define UPSHID_BASE_BOOT_CLOCK_H

#include <upshid/units.h>

#include <ctime>

namespace upshid::base {

// The clock of the programs; the library reads none.
inline Instant boot_time_now() {
  timespec now{};
  ::clock_gettime(CLOCK_BOOTTIME, &now);
  return Instant(std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec));
}

}  // namespace upshid::base

#endif
