#ifndef UPSHID_DAEMON_RESERVE_H
#define UPSHID_DAEMON_RESERVE_H

// What SHUTDOWNCMD needs, kept from the start: the machine may have no process, memory or
// descriptor left when it is to run. Two processes wait for it, the keeper and the command, with
// the memory for its command line.

#include <sys/types.h>

#include <vector>

#include "base/unique_fd.h"
#include "daemon/footprint.h"
#include "daemon/keeper.h"

namespace upshid::daemon {

class Reserve {
 public:
  Reserve();
  Reserve(const Reserve&) = delete;
  Reserve& operator=(const Reserve&) = delete;
  ~Reserve();

  // Takes what is missing, if there is enough.
  void refill();
  // Until refill() some descriptors are free.
  void release_descriptors() { descriptors_.clear(); }
  // As start_keeper(), but for the user of the monitor; -1: no process waits.
  pid_t start(const Kept& kept);

 private:
  struct Shared;

  Shared* shared_;
  CodePages code_;  // The processes that wait need none of it.
  std::vector<base::UniqueFd> descriptors_;
  base::UniqueFd go_;  // Writing to it starts the command; the processes exit when it is closed.
  pid_t keeper_ = -1;
};

}  // namespace upshid::daemon

#endif
