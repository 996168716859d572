#ifndef UPSHID_BASE_SLEEP_FOR_H
#define UPSHID_BASE_SLEEP_FOR_H

#include <cerrno>
#include <chrono>
#include <ctime>

namespace upshid::base {

// Sleeps for the whole time, even if signals interrupt it.
inline void sleep_for(std::chrono::milliseconds time) {
  timespec left{};
  left.tv_sec = static_cast<std::time_t>(time.count() / 1000);
  left.tv_nsec = static_cast<long>(time.count() % 1000 * 1'000'000);
  while (::clock_nanosleep(CLOCK_MONOTONIC, 0, &left, &left) == EINTR) {
  }
}

}  // namespace upshid::base

#endif
