#include "daemon/process.h"

#include <fmt/format.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "base/file.h"
#include "base/text.h"

namespace upshid::daemon {

namespace {

constexpr std::chrono::milliseconds look_pace{500};

int open_pidfd(pid_t pid) {
#ifdef SYS_pidfd_open
  return static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
#else
  (void)pid;
  return -1;
#endif
}

}  // namespace

std::optional<std::chrono::milliseconds> start_of(pid_t pid) {
  const auto text = base::read_file(fmt::format("/proc/{}/stat", pid));
  if (!text) return std::nullopt;
  // The name, the second field, is in parentheses and may have any character in it (proc(5)).
  const std::size_t name_end = text->rfind(')');
  if (name_end == std::string::npos) return std::nullopt;
  const auto fields = base::words(std::string_view(*text).substr(name_end + 1));
  constexpr std::size_t state = 0;       // Field 3.
  constexpr std::size_t starttime = 19;  // Field 22, in clock ticks since the start.
  if (fields.size() <= starttime || fields[state] == "Z" || fields[state] == "X")
    return std::nullopt;
  const auto ticks = base::parse_integer(fields[starttime]);
  const std::int64_t per_second = ::sysconf(_SC_CLK_TCK);
  if (!ticks || per_second <= 0) return std::nullopt;
  return std::chrono::milliseconds(*ticks / per_second * 1000 +
                                   *ticks % per_second * 1000 / per_second);
}

Process::Process(pid_t pid) : pid_(pid), fd_(open_pidfd(pid)) {}

void Process::want(PollSet& set, Instant now) const {
  if (fd_) {
    set.want(fd_.get());
  } else {
    set.wake_at(now + look_pace);
  }
}

bool Process::has_ended() {
  int state = 0;
  const pid_t waited = ::waitpid(pid_, &state, WNOHANG);
  if (waited == pid_) {
    status_ = WIFEXITED(state) ? WEXITSTATUS(state) : -WTERMSIG(state);
    return true;
  }
  if (waited == 0) return false;
  if (!fd_) return ::kill(pid_, 0) != 0 && errno == ESRCH;
  pollfd ended{fd_.get(), POLLIN, 0};
  return ::poll(&ended, 1, 0) > 0;
}

}  // namespace upshid::daemon
