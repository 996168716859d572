#ifndef UPSHID_MONITOR_SERVICE_MANAGER_H
#define UPSHID_MONITOR_SERVICE_MANAGER_H

// Tells systemd how we are: sd_notify(3), in the few lines that the protocol needs. Without systemd
// nothing is told.

#include <upshid/units.h>

#include <optional>
#include <string>
#include <string_view>

#include "daemon/poll_set.h"

namespace upshid::daemon {

class ServiceManager {
 public:
  // From NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID.
  ServiceManager();

  bool is_present() const { return !socket_.empty(); }
  void ready() const;
  void reloading() const;
  void stopping() const;
  // One line for `systemctl status`. Told when it differs from the last.
  void status(const std::string& text);
  // Says that the loop turns, when that is due.
  void beat(Instant now);
  void want(PollSet& set) const;

 private:
  void send(std::string_view text) const;

  std::string socket_;
  std::optional<std::chrono::nanoseconds> pace_;  // Half the watchdog's patience.
  Instant next_beat_{};
  std::string status_;
};

}  // namespace upshid::daemon

#endif
