#include "cli/end_signals.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

namespace upshid::cli {

namespace {

// For the signal handler: lock-free atomics.
std::atomic<int> signal_that_came{0};
std::atomic<int> pipe_to_wake{-1};
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void note_signal(int signal) {
  const int error = errno;
  signal_that_came = signal;
  const char byte = 0;
  // If the pipe is full, it is readable.
  static_cast<void>(!::write(pipe_to_wake, &byte, 1));
  errno = error;
}

}  // namespace

EndSignals::EndSignals() {
  if (::pipe2(pipe_.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
  signal_that_came = 0;
  pipe_to_wake = pipe_[1];
  for (std::size_t i = 0; i < end_signals.size(); ++i) {
    static_cast<void>(::sigaction(end_signals[i], nullptr, &before_[i]));
    if (before_[i].sa_handler == SIG_IGN) continue;
    struct sigaction action {};
    action.sa_handler = note_signal;
    static_cast<void>(::sigaction(end_signals[i], &action, nullptr));
  }
}

EndSignals::~EndSignals() {
  if (pipe_[0] < 0) return;
  for (std::size_t i = 0; i < end_signals.size(); ++i) {
    static_cast<void>(::sigaction(end_signals[i], &before_[i], nullptr));
  }
  pipe_to_wake = -1;
  for (const int end : pipe_) ::close(end);
  if (came()) static_cast<void>(::raise(signal_that_came));
}

bool EndSignals::came() const {
  return signal_that_came != 0;
}

}  // namespace upshid::cli
