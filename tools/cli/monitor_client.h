#ifndef UPSHID_CLI_MONITOR_CLIENT_H
#define UPSHID_CLI_MONITOR_CLIENT_H

// The other end of upshid-monitor's control socket. A client sends one line of words, quoted as in
// NUT's files; the monitor answers with lines, then "OK" or "REFUSED WORD text", and closes.
//
//   status                            ups NAME ...      key and value, see upshid-monitor(8)
//   list                              timer NAME SECONDS-LEFT UPSNAME NOTIFYTYPE
//   start NAME SECONDS [force], cancel NAME   what was done, one line an action: WORD text
//   event TYPE UPS [really] [dry-run] the same
//   plan TYPE UPS MESSAGE             the same: the AT lines alone, for upssched
//   fsd, reload, stop                 the same

#include <upshid/result.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exit_status.h"

namespace upshid::cli {

inline constexpr std::string_view default_monitor_socket = "/run/upshid/monitor.sock";

// Beside the commands that a monitor starts, the directory of its socket: theirs is the monitor
// that started them.
inline constexpr const char* statedir_variable = "UPSHID_STATEDIR";

// The socket of the monitor with this --statedir; empty: that of the environment, else the usual.
std::string monitor_socket(const std::string& statedir);

// The most that a request may have, its newline included.
inline constexpr std::size_t max_monitor_request = 4096;

// Why the monitor did not do what was requested. The words of the protocol never change.
enum class Refused : unsigned char {
  usage,          // No such request.
  needs_really,   // It may shut down machines, and lacks the word.
  unknown_ups,    // It is not watched.
  unknown_timer,  // None of this name is running; start: no AT line has it, and "force" is lacking.
  configuration,  // It cannot be used.
  applied,        // The monitor applies the AT lines itself, when it sees the event.
  permission,     // Not for this client.
  busy,           // Too many clients.
  too_many,       // Timers or commands.
  other,          // A word of a newer monitor.
};
std::string_view word_of(Refused why);
ExitStatus exit_status_of(Refused why);

struct Refusal {
  Refused why = Refused::other;
  std::string text;
};
// The last line of the answer.
std::string line_of(const Refusal& refusal);

struct MonitorAnswer {
  std::vector<std::string> lines;
  std::optional<Refusal> refusal;
};

// A line on what was done: what kind of action, and text for people.
struct DoneLine {
  std::string word;
  std::string text;
};
DoneLine done_line(std::string_view line);

// The word with '?' for each character that quoted_line() would not take, and not too long for it.
std::string quotable(std::string word);

// Words as a line that NUT's lexer reads back as these words, without newline. Errors:
// invalid_argument for a word that it would not: control characters, bytes beyond ASCII, more than
// 512 bytes or 32 words.
Result<std::string> quoted_line(const std::vector<std::string>& words);

// Sends a request, and returns the answer's lines without the last. Errors: not_found (no monitor
// is running), permission, io, timeout, invalid_argument.
Result<MonitorAnswer> ask_monitor(const std::string& path, const std::vector<std::string>& words);

}  // namespace upshid::cli

#endif
