#ifndef UPSHID_DAEMON_LOG_H
#define UPSHID_DAEMON_LOG_H

// Lines to the journal, or to whatever syslog listens at /dev/log. Never waits: a line that the
// journal does not accept at once is counted, and the count is logged when it accepts lines again.

#include <upshid/action.h>
#include <upshid/severity.h>
#include <upshid/units.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "base/unique_fd.h"

namespace upshid::daemon {

// Whom `journalctl -t` shows a line as. Users of NUT look for the first two.
inline constexpr std::string_view as_upsmon = "upsmon";      // What happens to the UPSes.
inline constexpr std::string_view as_upssched = "upssched";  // Timers and commands.
inline constexpr std::string_view as_self = "upshid-monitor";

std::string_view identifier_of(monitor::Source source);

class Log {
 public:
  // With `foreground` to standard error too; there only, if nobody listens at `socket`.
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
  // A bucket of lines that may be written at once, refilled as time goes by.
  double tokens_;
  Instant refilled_at_;
  std::uint64_t left_out_ = 0;
};

}  // namespace upshid::daemon

#endif
