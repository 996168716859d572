#ifndef UPSHID_DAEMON_PROCESS_H
#define UPSHID_DAEMON_PROCESS_H

// A child process of this monitor or of a former one.

#include <sys/types.h>
#include <upshid/units.h>

#include <chrono>
#include <optional>

#include "base/unique_fd.h"
#include "daemon/poll_set.h"

namespace upshid::daemon {

// Its start, since boot; nullopt if there is no such process.
std::optional<std::chrono::milliseconds> start_of(pid_t pid);

class Process {
 public:
  explicit Process(pid_t pid);

  pid_t pid() const { return pid_; }
  void want(PollSet& set, Instant now) const;
  // Whether it has exited. Then status() is known if it is a child of this process.
  bool has_ended();
  // The exit status, or the negative signal number; none if it is not a child of this process.
  std::optional<int> status() const { return status_; }

 private:
  pid_t pid_;
  base::UniqueFd fd_;  // A pidfd (Linux 5.3); without it, the process is polled.
  std::optional<int> status_;
};

}  // namespace upshid::daemon

#endif
