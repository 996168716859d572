#ifndef UPSHID_CHECK_MONITOR_ANSWER_H
#define UPSHID_CHECK_MONITOR_ANSWER_H

// The answers of upshid-monitor to `status` and `list`, upshid-monitor(8), with types.

#include <upshid/result.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/duration.h"

namespace upshid::check {

struct RunningTimer {
  std::string name;
  std::chrono::seconds left{};
  std::string upses;  // UPSNAME of its command; empty: started by hand.
  std::string types;  // NOTIFYTYPE.
};

struct UpsStatus {
  std::string name;
  std::string system;
  std::int64_t power_value = 0;
  std::string status;  // ups.status; empty: never read.
  std::chrono::seconds since{};
  std::string power;  // "mains", "battery", "unknown".
  bool heard = false;
  std::optional<std::int64_t> charge;           // Percent.
  std::optional<std::chrono::seconds> runtime;  // Left.
  std::string alarm;
  std::string device;  // What it is, or why it is not open.
};

struct MonitorStatus {
  std::int64_t pid = 0;
  std::string version;
  bool dry_run = false;
  std::string shutdown;  // "none", or its phase.
  std::int64_t commands = 0;
  std::string confdir;
  std::string configuration;  // watch::digest_of(); empty: an older monitor.
  std::vector<UpsStatus> upses;
};

// Unknown keys, of a newer monitor, are ignored. Errors: malformed_config.
Result<std::vector<RunningTimer>> read_timers(const std::vector<std::string>& lines);
Result<MonitorStatus> read_status(const std::vector<std::string>& lines);

// A time in the past is "0 s".
inline std::string duration_text(std::chrono::seconds time) {
  return base::duration_text(std::max(time, std::chrono::seconds(0)));
}

}  // namespace upshid::check

#endif
