#ifndef UPSHID_CLI_TIME_LIMIT_H
#define UPSHID_CLI_TIME_LIMIT_H

// --timeout SECONDS.

#include <upshid/result.h>

#include <chrono>
#include <string>
#include <string_view>

#include "base/unique_fd.h"
#include "cli/end_signals.h"

namespace upshid::cli {

inline constexpr std::chrono::milliseconds default_time_limit{10'000};

// Errors: invalid_argument.
Result<void> take_time_limit(std::string_view seconds, std::chrono::milliseconds& into);

template <auto member, class Options>
Result<void> store_time_limit(Options& options, std::string_view seconds) {
  return take_time_limit(seconds, options.*member);
}

// Ends the requests to a device that does not answer.
class TimeLimit {
 public:
  // Begins now. `signals` must outlive it.
  TimeLimit(std::chrono::milliseconds whole, const EndSignals& signals);

  // For OpenOptions::cancel_fd: readable once the time is over or a signal was received.
  int fd() const { return both_.get(); }
  bool is_over() const;
  // "no answer within 10 s (--timeout)".
  std::string text() const;

  // Of what is left of the whole, an equal share begins now for each of so many UPSes.
  void share(std::size_t upses);
  void lift();

 private:
  void arm(std::chrono::nanoseconds time);

  std::chrono::milliseconds whole_;
  std::chrono::nanoseconds end_;  // CLOCK_BOOTTIME.
  base::UniqueFd timer_;
  base::UniqueFd both_;
};

}  // namespace upshid::cli

#endif
