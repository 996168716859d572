#ifndef UPSHID_MONITOR_SELFTESTS_H
#define UPSHID_MONITOR_SELFTESTS_H

// The battery's test, as often as SELFTEST of upshid.conf says. When each UPS was tested last is
// kept over restarts of the machine. How a test ended is told by the UPS, and from there an event.

#include <upshid/units.h>

#include <chrono>
#include <deque>
#include <map>
#include <string>

#include "conf/upshid_conf.h"
#include "daemon/log.h"
#include "daemon/poll_set.h"
#include "watch/ups_watch.h"

namespace upshid::daemon {

using WallTime = std::chrono::sys_seconds;

class Selftests {
 public:
  // What it remembers is in `folder`; empty: it ends with the program.
  Selftests(std::string folder, Log& log);

  void configure(conf::SelftestSchedule schedule, conf::SelftestKind kind);

  // Starts what is due. A UPS that is met for the first time is tested when the time has gone by
  // once; so it is when the wall clock was in the future. Nothing is started unless `may_start`:
  // not while this machine is being shut down.
  void attend(Instant now, WallTime wall, bool may_start, std::deque<watch::UpsWatch>& watches);
  void want(PollSet& set) const;

 private:
  void note(const watch::UpsWatch& watch, const Result<void>& started, WallTime wall);
  std::string path() const { return folder_ + "/selftests"; }
  void load();
  void save();

  std::string folder_;
  Log& log_;
  conf::SelftestSchedule schedule_ = conf::SelftestSchedule::never;
  conf::SelftestKind kind_ = conf::SelftestKind::quick;
  std::map<std::string, WallTime> last_;
  Instant look_at_{};
};

}  // namespace upshid::daemon

#endif
