#ifndef UPSHID_DAEMON_KEEPER_PROCESS_H
#define UPSHID_DAEMON_KEEPER_PROCESS_H

// What the processes do that stand between the monitor and a command. From fork() on, no locks or
// memory may be taken, because the monitor may have had threads (signal-safety(7)).

#include <sys/types.h>

#include "base/users.h"

namespace upshid::daemon {

struct Prepared {
  char* const* argv = nullptr;        // argv[0] is the path.
  char* const* shell_argv = nullptr;  // For a script without "#!", as a shell would do.
  char* const* environment = nullptr;
  const char* claim_path = nullptr;
  const char* end_path = nullptr;
  const char* output_path = nullptr;
  const base::User* user = nullptr;
};

// Takes its streams, and nothing else that the monitor had.
void enter(const Prepared& prepared);
// False if another keeper has it. If the claim cannot be written the command runs: twice is better
// than never.
bool claim(const char* path);
[[noreturn]] void run_command(const Prepared& prepared);
// `child` runs the command; -1: none does.
[[noreturn]] void wait_and_record(const Prepared& prepared, pid_t child);

}  // namespace upshid::daemon

#endif
