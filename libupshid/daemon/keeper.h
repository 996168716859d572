#ifndef UPSHID_DAEMON_KEEPER_H
#define UPSHID_DAEMON_KEEPER_H

// A small process between the monitor and a command. It makes sure that the command runs once and
// its exit status is known although the monitor may be killed at any instant:
// - before it starts the command, it claims it by a file that only one process can create;
// - when the command has exited, it saves the status for a monitor that is not its parent.

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/users.h"

namespace upshid::daemon {

struct Kept {
  std::vector<std::string> argv;         // argv[0] is the path.
  std::vector<std::string> environment;  // "NAME=value"
  std::string claim_path;
  std::string end_path;
  std::string output_path;           // A FIFO; becomes standard output and standard error.
  const base::User* user = nullptr;  // nullptr: that of the monitor.
};

// Starts it; the keeper's pid, or -1 with errno.
pid_t start_keeper(const Kept& kept);
// What runs a script without "#!", as a shell would do.
std::vector<std::string> shell_line(const Kept& kept);

// Who claimed a command.
struct Claim {
  pid_t pid = 0;
  std::chrono::milliseconds at{};  // Since boot.
};
std::optional<Claim> read_claim(const std::string& path);
// Whether that keeper still runs. Another process may have its pid now.
bool lives(const Claim& claim);

// The status of a command for Monitor::ended(). nullopt: none was saved.
std::optional<int> read_end(const std::string& path);

}  // namespace upshid::daemon

#endif
