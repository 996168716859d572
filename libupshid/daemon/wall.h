#ifndef UPSHID_DAEMON_WALL_H
#define UPSHID_DAEMON_WALL_H

#include <string>
#include <vector>

#include "daemon/log.h"
#include "daemon/process.h"

namespace upshid::daemon {

// Notifies logged-in users through the program wall.
class Wall {
 public:
  explicit Wall(Log& log) : log_(log) {}

  void say(const std::string& text);
  void want(PollSet& set, Instant now) const;
  void take();

 private:
  Log& log_;
  bool complained_ = false;
  std::vector<Process> running_;
};

}  // namespace upshid::daemon

#endif
