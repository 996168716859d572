#ifndef UPSHID_MONITOR_ACTION_H
#define UPSHID_MONITOR_ACTION_H

// What the monitor wants done. The caller does it, in order, after it saved the state.

#include <upshid/severity.h>

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace upshid::monitor {

// To the journal.
struct LogLine {
  Severity severity = Severity::info;
  std::string text;
};

// To all who are logged in.
struct WallMessage {
  std::string text;
};

// Start a process, do not wait for it; say started() and ended().
struct RunCommand {
  std::uint64_t id = 0;
  // NOTIFYCMD and SHUTDOWNCMD may be more than a program's path; the caller, who can look at the
  // file system, decides whether the first word needs a shell.
  std::vector<std::string> argv;
  std::vector<std::pair<std::string, std::string>> environment;  // Added to the caller's.
  bool is_shutdown = false;  // SHUTDOWNCMD: with the rights that it needs.
};

struct WritePowerdownFlag {
  std::string path;
};

struct RemovePowerdownFlag {
  std::string path;
};

// SHUTDOWNCMD did its work: end, as SHUTDOWNEXIT says.
struct Exit {};

using Action =
    std::variant<LogLine, WallMessage, RunCommand, WritePowerdownFlag, RemovePowerdownFlag, Exit>;
using Actions = std::vector<Action>;

}  // namespace upshid::monitor

#endif
