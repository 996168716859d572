#ifndef UPSHID_DAEMON_POLL_SET_H
#define UPSHID_DAEMON_POLL_SET_H

// What the loop waits for: each part says which descriptors and until when, and asks afterwards.

#include <poll.h>
#include <upshid/units.h>

#include <vector>

namespace upshid::daemon {

class PollSet {
 public:
  void clear();
  // -1 is none.
  void want(int fd, short events = POLLIN);
  void wake_at(Instant at);

  // Waits. 0, or the errno; EINTR is none.
  int wait(Instant now);
  // Whether it was wanted, and something is to be had from it, be it an error.
  bool is_ready(int fd) const;

 private:
  std::vector<pollfd> polled_;
  Instant deadline_ = Instant::max();
};

}  // namespace upshid::daemon

#endif
