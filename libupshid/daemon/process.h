#ifndef UPSHID_DAEMON_PROCESS_H
#define UPSHID_DAEMON_PROCESS_H

// A process that is ours, or was a former monitor's.

#include <sys/types.h>
#include <upshid/units.h>

#include <chrono>
#include <optional>

#include "base/unique_fd.h"
#include "daemon/poll_set.h"

namespace upshid::daemon {

// When it was started, after the machine's start; nullopt where there is no such process.
std::optional<std::chrono::milliseconds> start_of(pid_t pid);

class Process {
 public:
  explicit Process(pid_t pid);

  pid_t pid() const { return pid_; }
  void want(PollSet& set, Instant now) const;
  // Whether it has ended. Then a child of ours is waited for and status() is known.
  bool has_ended();
  // An exit status, a signal as a negative number, or none: not a child of ours.
  std::optional<int> status() const { return status_; }

 private:
  pid_t pid_;
  base::UniqueFd fd_;  // A pidfd (Linux 5.3); without it one looks from time to time.
  std::optional<int> status_;
};

}  // namespace upshid::daemon

#endif
