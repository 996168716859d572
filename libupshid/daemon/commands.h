#ifndef UPSHID_DAEMON_COMMANDS_H
#define UPSHID_DAEMON_COMMANDS_H

// The commands that run, those of a former monitor among them.

#include <upshid/action.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "daemon/command_output.h"
#include "daemon/command_user.h"
#include "daemon/process.h"

namespace upshid::daemon {

class Commands {
 public:
  // Files go to `folder`, the state's.
  Commands(std::string folder, Log& log) : folder_(std::move(folder)), log_(log) {}

  void set_user(CommandUser user) { user_ = std::move(user); }

  // Removes what belongs to none of these: what an earlier start of the machine left.
  void keep_only(const std::vector<std::uint64_t>& ids) const;

  // Starts it, unless a former monitor did; the pid, or 0 where none could be started: then it is
  // among those that ended. So it is right for what a former monitor said it had started, too:
  // where its keeper has not come to its claim yet, ours tries for it as well, and one of them runs
  // the command.
  std::int64_t start(const monitor::RunCommand& run);

  void want(PollSet& set, Instant now) const;
  // Takes in what they wrote, and says which have ended.
  struct Ended {
    std::uint64_t id = 0;
    std::optional<int> status;
  };
  std::vector<Ended> take(const PollSet& set, Instant now);
  // Removes its files: only when the end has been saved, or a monitor that was killed before would
  // start it again.
  void forget(std::uint64_t id) const;

 private:
  struct Running {
    std::optional<Process> process;  // None: it could not be started, or it is over.
    std::optional<CommandOutput> output;
    std::optional<int> status;  // Of one without process.
  };

  std::string path(const char* kind, std::uint64_t id) const;
  Running& add(std::uint64_t id, const std::string& name);
  bool find_claimed(std::uint64_t id, Running& running) const;
  bool look(std::uint64_t id, Running& running) const;

  std::string folder_;
  Log& log_;
  CommandUser user_;
  std::map<std::uint64_t, Running> running_;
  std::vector<CommandOutput> left_behind_;  // Of commands that ended, while others write on.
};

// The environment of a command: ours without what systemd says to us, then `added`.
std::vector<std::string> command_environment(
    const std::vector<std::pair<std::string, std::string>>& added);

}  // namespace upshid::daemon

#endif
