#include "daemon/keeper_process.h"

#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <optional>

#include "base/close_from.h"

namespace upshid::daemon {

namespace {

// Exit statuses of a shell for commands that cannot be run (POSIX XCU 2.8.2).
constexpr int not_executable = 126;
constexpr int not_found = 127;

void say(const char* text) {
  static_cast<void>(!::write(STDERR_FILENO, text, std::strlen(text)));
}

// A symbolic link is created with its content in one step.
int write_link(const char* path, std::int64_t first, std::optional<std::int64_t> second) {
  std::array<char, 64> text{};
  char* const end = text.data() + text.size() - 1;
  char* at = std::to_chars(text.data(), end, first).ptr;
  if (second) {
    *at++ = ':';
    at = std::to_chars(at, end, *second).ptr;
  }
  *at = '\0';
  return ::symlink(text.data(), path) == 0 ? 0 : errno;
}

// The command does not inherit blocked or ignored signals.
void reset_signals() {
  struct sigaction plain {};
  plain.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; ++number) (void)::sigaction(number, &plain, nullptr);
  sigset_t none;
  ::sigemptyset(&none);
  (void)::sigprocmask(SIG_SETMASK, &none, nullptr);
}

}  // namespace

void enter(const Prepared& prepared) {
  base::close_from(3);
  // Opened here, where descriptors are free, whatever the monitor has open. Without them the
  // command runs all the same.
  const int null = ::open("/dev/null", O_RDONLY);
  const int output = ::open(prepared.output_path, O_RDWR | O_NOFOLLOW);
  (void)::dup2(null, STDIN_FILENO);
  (void)::dup2(output < 0 ? STDERR_FILENO : output, STDOUT_FILENO);
  (void)::dup2(STDOUT_FILENO, STDERR_FILENO);
  base::close_from(3);
  reset_signals();
  // In its own session, signals of the monitor's terminal do not reach it.
  (void)::setsid();
  // So that its working directory keeps no file system mounted.
  static_cast<void>(!::chdir("/"));
  (void)::prctl(PR_SET_NAME, "upshid-command");
}

bool claim(const char* path) {
  timespec now{};
  ::clock_gettime(CLOCK_BOOTTIME, &now);
  const std::int64_t ms = std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
  return write_link(path, ::getpid(), ms) != EEXIST;
}

void run_command(const Prepared& prepared) {
  if (const base::User* user = prepared.user) {
    if (::setgroups(user->groups.size(), user->groups.data()) != 0 || ::setgid(user->gid) != 0 ||
        ::setuid(user->uid) != 0) {
      say("cannot switch to the user for commands; not run\n");
      ::_exit(not_executable);
    }
  }
  ::execve(prepared.argv[0], prepared.argv, prepared.environment);
  if (errno == ENOEXEC) ::execve("/bin/sh", prepared.shell_argv, prepared.environment);
  const int error = errno;
  say(prepared.argv[0]);
  say(": cannot run: ");
  const char* const reason = ::strerrordesc_np(error);
  say(reason == nullptr ? "unknown error" : reason);
  say("\n");
  ::_exit(error == ENOENT ? not_found : not_executable);
}

void wait_and_record(const Prepared& prepared, pid_t child) {
  int state = 0;
  int status = not_executable;
  if (child > 0) {
    while (::waitpid(child, &state, 0) < 0 && errno == EINTR) {
    }
    status = WIFEXITED(state) ? WEXITSTATUS(state) : -WTERMSIG(state);
  } else {
    say("cannot start a process; not run\n");
  }
  (void)write_link(prepared.end_path, status, std::nullopt);
  ::_exit(status < 0 ? 128 - status : status);
}

}  // namespace upshid::daemon
