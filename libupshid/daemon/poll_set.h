#ifndef UPSHID_DAEMON_POLL_SET_H
#define UPSHID_DAEMON_POLL_SET_H

// What the main loop waits for: each part adds descriptors and a deadline, and checks them
// afterwards.

#include <poll.h>
#include <upshid/units.h>

#include <vector>

namespace upshid::daemon {

class PollSet {
 public:
  void clear();
  // -1 has no effect.
  void want(int fd, short events = POLLIN);
  void wake_at(Instant at);

  // Waits. Returns 0 or the errno; EINTR is not an error.
  int wait(Instant now);
  // Whether it was added, and is readable or has an error.
  bool is_ready(int fd) const;

 private:
  std::vector<pollfd> polled_;
  Instant deadline_ = Instant::max();
};

}  // namespace upshid::daemon

#endif
