// Signals that end a program wait until the UPS is closed. Each case is a child of its own, which
// may die.

#include "cli/end_signals.h"

#include <doctest/doctest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

using upshid::cli::EndSignals;

namespace {

// How a child ends that does this: its exit status, or 128 + the signal that killed it.
int ending_of(const std::function<int()>& act) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(act());
  int state = 0;
  REQUIRE(::waitpid(child, &state, 0) == child);
  return WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
}

bool is_readable(int fd) {
  pollfd ready{fd, POLLIN, 0};
  return ::poll(&ready, 1, 0) == 1;
}

}  // namespace

TEST_CASE("a signal is held back until the end, and then kills") {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    CAPTURE(signal);
    CHECK(ending_of([signal] {
            (void)std::signal(signal, SIG_DFL);
            {
              const EndSignals signals;
              if (signals.came() || is_readable(signals.fd())) return 1;
              (void)::raise(signal);
              (void)::raise(signal);
              if (!signals.came() || !is_readable(signals.fd())) return 2;
            }
            return 3;
          }) == 128 + signal);
  }
}

TEST_CASE("without a signal nothing happens, and afterwards signals are what they were") {
  CHECK(ending_of([] {
          (void)std::signal(SIGTERM, SIG_DFL);
          {
            const EndSignals signals;
            if (signals.came()) return 1;
          }
          (void)::raise(SIGTERM);
          return 0;
        }) == 128 + SIGTERM);
  CHECK(ending_of([] {
          { const EndSignals signals; }
          return 0;
        }) == 0);
}

TEST_CASE("an ignored signal stays ignored") {
  CHECK(ending_of([] {
          (void)std::signal(SIGHUP, SIG_IGN);
          const EndSignals signals;
          (void)::raise(SIGHUP);
          return signals.came() ? 1 : 0;
        }) == 0);
}
