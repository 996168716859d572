#include "upshid-monitor/signals.h"

#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace upshid::daemon {

Signals::Signals() {
  // Who started us may have ignored it; then no child could be waited for.
  struct sigaction plain {};
  plain.sa_handler = SIG_DFL;
  (void)::sigaction(SIGCHLD, &plain, nullptr);
  sigset_t set;
  ::sigemptyset(&set);
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) ::sigaddset(&set, number);
  (void)::sigprocmask(SIG_BLOCK, &set, nullptr);
  fd_.reset(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
}

Signals::Came Signals::take(const PollSet& set) const {
  Came came;
  if (!set.is_ready(fd_.get())) return came;
  signalfd_siginfo info{};
  while (::read(fd_.get(), &info, sizeof(info)) == static_cast<ssize_t>(sizeof(info))) {
    (info.ssi_signo == static_cast<std::uint32_t>(SIGHUP) ? came.reload : came.end) = true;
  }
  return came;
}

}  // namespace upshid::daemon
