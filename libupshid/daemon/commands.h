#ifndef UPSHID_DAEMON_COMMANDS_H
#define UPSHID_DAEMON_COMMANDS_H

// The running commands, including those of a former monitor.

#include <upshid/action.h>

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/users.h"
#include "daemon/command_output.h"
#include "daemon/process.h"
#include "daemon/reserve.h"

namespace upshid::daemon {

class Commands {
 public:
  // `folder`: the state directory, for its files.
  explicit Commands(std::string folder, Log& log, std::size_t max_running = 256)
      : folder_(std::move(folder)), log_(log), max_running_(max_running) {}

  // The user of all commands except SHUTDOWNCMD; nullopt: the user of the monitor.
  void set_user(std::optional<base::User> user) { user_ = std::move(user); }

  // Removes the files of all other commands, left from before a boot. What still writes to one of
  // them, in the background, is read further.
  void keep_only(const std::vector<std::uint64_t>& ids, Instant now);

  // Starts it, unless a former monitor did. Returns the pid, or 0 if it could not be started: then
  // take() reports it as exited. If too many are running it waits until one exits; SHUTDOWNCMD
  // never does. This is also right for a command that a former monitor has
  // started: if its keeper has not claimed it yet, ours tries as well, and one of them runs the
  // command.
  std::int64_t start(const monitor::RunCommand& run);
  std::size_t running() const { return running_.size(); }
  bool waits(std::uint64_t id) const;

  void want(PollSet& set, Instant now) const;
  // Logs their output, and returns those that have exited.
  struct Ended {
    std::uint64_t id = 0;
    std::optional<int> status;
  };
  std::vector<Ended> take(const PollSet& set, Instant now);
  // Removes its files. Only after its exit was saved: a monitor that is killed before would start
  // it again.
  void forget(std::uint64_t id) const;

  Reserve& reserve() { return reserve_; }

 private:
  struct Running {
    std::optional<Process> process;  // None: it could not be started, or has exited.
    std::optional<CommandOutput> output;
    std::optional<int> status;  // Without a process.
  };

  std::string path(const char* kind, std::uint64_t id) const;
  Running& add(const monitor::RunCommand& run);
  void start_postponed();
  bool find_claimed(std::uint64_t id, Running& running) const;
  bool look(std::uint64_t id, Running& running) const;
  void read_left_behind(const PollSet& set, Instant now);

  std::string folder_;
  Log& log_;
  std::size_t max_running_;
  std::optional<base::User> user_;
  std::map<std::uint64_t, Running> running_;
  std::deque<monitor::RunCommand> postponed_;
  Reserve reserve_;
  // Of commands that exited, while other processes write: what is read, and those for which there
  // is no room yet.
  std::map<std::uint64_t, CommandOutput> left_behind_;
  std::deque<std::uint64_t> waiting_;
  bool lacks_output_ = false;
};

// The environment of a command: that of the monitor, without systemd's variables, and `added`.
std::vector<std::string> command_environment(
    const std::vector<std::pair<std::string, std::string>>& added);

}  // namespace upshid::daemon

#endif
