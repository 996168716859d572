#ifndef UPSHID_DAEMON_KEEPER_H
#define UPSHID_DAEMON_KEEPER_H

// A small process between the monitor and a command. It is what makes a command run once and its
// end known although the monitor may be killed at any instant:
// - before the command is started the keeper claims it, by a file that only one can make;
// - when the command has ended, the keeper writes down how, for a monitor that is not its parent.

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "daemon/command_user.h"

namespace upshid::daemon {

struct Kept {
  std::vector<std::string> argv;         // argv[0] is the path.
  std::vector<std::string> environment;  // "NAME=value"
  std::string claim_path;
  std::string end_path;
  int output = -1;          // Becomes standard output and standard error.
  const CommandUser* user;  // nullptr: as the monitor.
};

// Starts it; the keeper's pid, or -1 with errno.
pid_t start_keeper(const Kept& kept);

// Who claimed a command.
struct Claim {
  pid_t pid = 0;
  std::chrono::milliseconds at{};  // Since the machine's start.
};
std::optional<Claim> read_claim(const std::string& path);
// Does that keeper still live? Its pid may be another's by now.
bool lives(const Claim& claim);

// How a command ended, as Monitor::ended() takes it. nullopt: nobody wrote it down.
std::optional<int> read_end(const std::string& path);

}  // namespace upshid::daemon

#endif
