#include "daemon/wall.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

#include <array>
#include <cstring>

#include "conf/command_line.h"
#include "daemon/commands.h"

namespace upshid::daemon {

namespace {

// A stuck terminal blocks wall; the number of blocked ones is limited.
constexpr std::size_t max_running = 8;

// Fits the buffer of a pipe, so that writing does not wait for wall.
constexpr std::size_t max_message = 2000;

}  // namespace

void Wall::say(const std::string& text) {
  const auto program = conf::find_program("wall");
  if (!program || running_.size() >= max_running) {
    if (!complained_) {
      log_.self(Severity::notice, program
                                      ? "wall is not responding; logged-in users were not notified"
                                      : "wall is not installed; logged-in users were not notified");
    }
    complained_ = true;
    return;
  }
  std::array<int, 2> pipe_ends{-1, -1};
  if (::pipe2(pipe_ends.data(), O_CLOEXEC) != 0) return;
  const base::UniqueFd reader(pipe_ends[0]);
  const base::UniqueFd writer(pipe_ends[1]);
  const std::string line = text.substr(0, max_message) + "\n";
  // Through standard input, because an argument could name a file.
  static_cast<void>(!::write(writer.get(), line.data(), line.size()));

  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  if (::posix_spawn_file_actions_init(&actions) != 0) return;
  if (::posix_spawnattr_init(&attributes) != 0) {
    ::posix_spawn_file_actions_destroy(&actions);
    return;
  }
  ::posix_spawn_file_actions_adddup2(&actions, reader.get(), STDIN_FILENO);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  sigset_t none;
  ::sigemptyset(&none);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
  const std::vector<std::string> environment = command_environment({});
  std::vector<char*> pointers;
  pointers.reserve(environment.size() + 1);
  // NOLINTNEXTLINE: what is not written to is taken as char*.
  for (const std::string& entry : environment) pointers.push_back(const_cast<char*>(entry.c_str()));
  pointers.push_back(nullptr);
  std::string name = "wall";
  std::array<char*, 2> argv{name.data(), nullptr};
  pid_t pid = -1;
  const int error =
      ::posix_spawn(&pid, program->c_str(), &actions, &attributes, argv.data(), pointers.data());
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error == 0) running_.emplace_back(pid);
}

void Wall::want(PollSet& set, Instant now) const {
  for (const Process& process : running_) process.want(set, now);
}

void Wall::take() {
  std::erase_if(running_, [](Process& process) { return process.has_ended(); });
}

}  // namespace upshid::daemon
