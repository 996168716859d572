#include "daemon/keeper.h"

#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string_view>

#include "base/text.h"
#include "daemon/process.h"

namespace upshid::daemon {

namespace {

// Exit statuses of a shell for commands that cannot be run (POSIX XCU 2.8.2).
constexpr int not_executable = 126;
constexpr int not_found = 127;

// All that is needed after fork(): from there on no locks or memory may be taken, because the
// monitor may have had threads (signal-safety(7)).
struct Prepared {
  std::vector<char*> argv;
  std::vector<char*> shell_argv;  // For a script without "#!", as a shell would do.
  std::vector<char*> environment;
  const char* claim_path = nullptr;
  const char* end_path = nullptr;
  int output = -1;
  int null = -1;
  const base::User* user = nullptr;
};

std::vector<char*> pointers(const std::vector<std::string>& strings) {
  std::vector<char*> out;
  out.reserve(strings.size() + 1);
  // NOLINTNEXTLINE: execve() takes what it does not write to as char*.
  for (const std::string& text : strings) out.push_back(const_cast<char*>(text.c_str()));
  out.push_back(nullptr);
  return out;
}

void close_all_from(unsigned first) {
#ifdef SYS_close_range
  if (::syscall(SYS_close_range, first, ~0U, 0) == 0) return;
#endif
  for (int fd = static_cast<int>(first); fd < 4096; ++fd) ::close(fd);
}

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

// False if another keeper has it. If the link cannot be written the command runs: twice is better
// than never.
bool claim(const char* path) {
  timespec now{};
  ::clock_gettime(CLOCK_BOOTTIME, &now);
  const std::int64_t ms = std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
  return write_link(path, ::getpid(), ms) != EEXIST;
}

[[noreturn]] void run_command(const Prepared& prepared) {
  if (const base::User* user = prepared.user) {
    if (::setgroups(user->groups.size(), user->groups.data()) != 0 || ::setgid(user->gid) != 0 ||
        ::setuid(user->uid) != 0) {
      say("cannot switch to the user for commands; not run\n");
      ::_exit(not_executable);
    }
  }
  ::execve(prepared.argv[0], prepared.argv.data(), prepared.environment.data());
  if (errno == ENOEXEC)
    ::execve("/bin/sh", prepared.shell_argv.data(), prepared.environment.data());
  const int error = errno;
  say(prepared.argv[0]);
  say(": cannot run: ");
  const char* const reason = ::strerrordesc_np(error);
  say(reason == nullptr ? "unknown error" : reason);
  say("\n");
  ::_exit(error == ENOENT ? not_found : not_executable);
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

[[noreturn]] void keep(const Prepared& prepared) {
  if (::dup2(prepared.null, STDIN_FILENO) < 0 || ::dup2(prepared.output, STDOUT_FILENO) < 0 ||
      ::dup2(prepared.output, STDERR_FILENO) < 0) {
    ::_exit(not_executable);
  }
  close_all_from(3);
  reset_signals();
  // In its own session, signals of the monitor's terminal do not reach it.
  (void)::setsid();
  // So that its working directory keeps no file system mounted.
  static_cast<void>(!::chdir("/"));
  (void)::prctl(PR_SET_NAME, "upshid-command");
  if (!claim(prepared.claim_path)) ::_exit(EXIT_SUCCESS);
  const pid_t child = ::fork();
  if (child == 0) run_command(prepared);
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

std::optional<std::string> read_link(const std::string& path) {
  std::array<char, 64> text{};
  const ssize_t n = ::readlink(path.c_str(), text.data(), text.size());
  if (n <= 0 || static_cast<std::size_t>(n) == text.size()) return std::nullopt;
  return std::string(text.data(), static_cast<std::size_t>(n));
}

}  // namespace

pid_t start_keeper(const Kept& kept) {
  std::vector<std::string> shell{"/bin/sh"};
  shell.insert(shell.end(), kept.argv.begin(), kept.argv.end());
  const base::UniqueFd null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  Prepared prepared;
  prepared.argv = pointers(kept.argv);
  prepared.shell_argv = pointers(shell);
  prepared.environment = pointers(kept.environment);
  prepared.claim_path = kept.claim_path.c_str();
  prepared.end_path = kept.end_path.c_str();
  prepared.output = kept.output;
  prepared.null = null.get();
  prepared.user = kept.user;
  const pid_t pid = ::fork();
  if (pid == 0) keep(prepared);
  return pid;
}

std::optional<Claim> read_claim(const std::string& path) {
  const auto text = read_link(path);
  if (!text) return std::nullopt;
  const auto parts = base::split(*text, ':');
  if (parts.size() != 2) return std::nullopt;
  const auto pid = base::parse_integer(parts[0]);
  const auto at = base::parse_integer(parts[1]);
  if (!pid || !at || *pid <= 1 || *pid > INT_MAX) return std::nullopt;
  return Claim{static_cast<pid_t>(*pid), std::chrono::milliseconds(*at)};
}

bool lives(const Claim& claim) {
  const auto start = start_of(claim.pid);
  // The claim is later than the start, which the kernel rounds to ticks of up to 10 ms.
  return start && *start <= claim.at + std::chrono::milliseconds(10);
}

std::optional<int> read_end(const std::string& path) {
  const auto text = read_link(path);
  if (!text) return std::nullopt;
  const auto status = base::parse_integer(*text);
  if (!status || *status < -255 || *status > 255) return std::nullopt;
  return static_cast<int>(*status);
}

}  // namespace upshid::daemon
