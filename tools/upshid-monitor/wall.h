#ifndef UPSHID_MONITOR_WALL_H
#define UPSHID_MONITOR_WALL_H

#include <string>
#include <vector>

#include "upshid-monitor/log.h"
#include "upshid-monitor/process.h"

namespace upshid::daemon {

// Tells all who are logged in, by the program wall.
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
