#ifndef UPSHID_POLL_TIMEOUT_H
#define UPSHID_POLL_TIMEOUT_H

/// \file
/// How long a caller's loop may wait.

#include <upshid/units.h>

#include <chrono>

namespace upshid {

/// The timeout for poll() at `now` until `due`: in milliseconds, rounded up, at most a minute.
/// Thread-safe.
constexpr int poll_timeout(Instant due, Instant now) {
  constexpr std::chrono::milliseconds limit = std::chrono::minutes(1);
  if (due <= now) return 0;
  if (due >= now + limit) return static_cast<int>(limit.count());
  return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(due - now).count());
}

}  // namespace upshid

#endif
