#ifndef UPSHID_MONITOR_SIGNALS_H
#define UPSHID_MONITOR_SIGNALS_H

#include "base/unique_fd.h"
#include "daemon/poll_set.h"

namespace upshid::daemon {

// SIGTERM, SIGINT and SIGHUP as something to wait for. Made before any thread is.
class Signals {
 public:
  Signals();

  // Readable while one waits to be taken.
  int fd() const { return fd_.get(); }
  void want(PollSet& set) const { set.want(fd_.get()); }
  struct Came {
    bool end = false;
    bool reload = false;
  };
  Came take(const PollSet& set) const;

 private:
  base::UniqueFd fd_;
};

}  // namespace upshid::daemon

#endif
