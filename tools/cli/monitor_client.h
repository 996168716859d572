#ifndef UPSHID_CLI_MONITOR_CLIENT_H
#define UPSHID_CLI_MONITOR_CLIENT_H

// The other end of upshid-monitor's control socket. A client sends one line of words, quoted as in
// NUT's files; the monitor answers with lines, then "OK" or "ERROR status text", and closes.
//
//   status                            ups NAME ...      key and value, see upshid-monitor(8)
//   list                              timer NAME SECONDS-LEFT UPSNAME NOTIFYTYPE
//   start NAME SECONDS, cancel NAME   what was done
//   event TYPE UPS [really] [dry-run] what was done, one line an action
//   fsd, reload                       what was done

#include <upshid/result.h>

#include <string>
#include <string_view>
#include <vector>

namespace upshid::cli {

inline constexpr std::string_view default_monitor_socket = "/run/upshid/monitor.sock";

// The most that a request may have, its newline included.
inline constexpr std::size_t max_monitor_request = 4096;

// Words as a line that NUT's lexer reads back as these words, without newline. Errors:
// invalid_argument for a word that it would not: control characters, bytes beyond ASCII, more than
// 512 bytes or 32 words.
Result<std::string> quoted_line(const std::vector<std::string>& words);

// Asks, and gives the answer's lines without the last. Errors: not_found (no monitor listens
// there), permission, io, timeout, invalid_argument; what the monitor refused comes with the code
// whose exit_status_of() is the monitor's number, and with `where` empty.
Result<std::vector<std::string>> ask_monitor(const std::string& path,
                                             const std::vector<std::string>& words);

}  // namespace upshid::cli

#endif
