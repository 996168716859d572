#ifndef UPSHID_STATUS_WATCH_MOMENT_H
#define UPSHID_STATUS_WATCH_MOMENT_H

#include <upshid/units.h>

#include <ctime>
#include <string>

namespace upshid::status {

// The time on both clocks: `boot` for durations, `local` for labels.
struct Moment {
  Instant boot;
  std::tm local{};
};

// "03:12:45".
std::string clock_time(const std::tm& local);
// "2026-11-24 03:12:45".
std::string date_and_time(const std::tm& local);
// "2026-11-24T03:12:45+00:00" (ISO 8601).
std::string timestamp(const std::tm& local);

// "45 s", "2 min 13 s", "1 h 12 min", "2 d 3 h": the two largest units.
std::string in_words(std::chrono::nanoseconds duration);

}  // namespace upshid::status

#endif
