#ifndef UPSHID_DAEMON_LOG_H
#define UPSHID_DAEMON_LOG_H

// Logging to the journal, or to the syslog at /dev/log. Never waits: lines that are not accepted at
// once are counted, and the count is logged when lines are accepted again.

#include <upshid/action.h>
#include <upshid/severity.h>
#include <upshid/units.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "base/unique_fd.h"

namespace upshid::daemon {

// The identifier in `journalctl -t`. Users of NUT search for the first two.
inline constexpr std::string_view as_upsmon = "upsmon";      // Events of UPSes.
inline constexpr std::string_view as_upssched = "upssched";  // Timers and commands.
inline constexpr std::string_view as_self = "upshid-monitor";

std::string_view identifier_of(monitor::Source source);

class Log {
 public:
  // With `foreground` also to standard error; only there, if `socket` does not exist.
  explicit Log(bool foreground, std::string socket = "/dev/log");

  void line(Severity severity, std::string_view identifier, std::string_view text);
  void self(Severity severity, std::string_view text) { line(severity, as_self, text); }

 private:
  bool may_pass(Severity severity);
  void write(Severity severity, std::string_view identifier, std::string_view text);
  bool send(std::string_view message);
  bool connect();

  bool foreground_;
  std::string socket_path_;
  base::UniqueFd socket_;
  // Lines that may be written at once; increases with time.
  double tokens_;
  Instant refilled_at_;
  std::uint64_t left_out_ = 0;
};

}  // namespace upshid::daemon

#endif
