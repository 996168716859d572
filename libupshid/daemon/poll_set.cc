#include "daemon/poll_set.h"

#include <algorithm>
#include <cerrno>

namespace upshid::daemon {

namespace {

// poll() uses a clock that stops during suspend, so its waits are limited.
constexpr std::chrono::seconds max_wait{60};

}  // namespace

void PollSet::clear() {
  polled_.clear();
  deadline_ = Instant::max();
}

void PollSet::want(int fd, short events) {
  if (fd >= 0) polled_.push_back({fd, events, 0});
}

void PollSet::wake_at(Instant at) {
  deadline_ = std::min(deadline_, at);
}

int PollSet::wait(Instant now) {
  using std::chrono::nanoseconds;
  const auto left = std::clamp(deadline_ - now, nanoseconds::zero(), nanoseconds(max_wait));
  const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
  timespec timeout{};
  timeout.tv_sec = static_cast<std::time_t>(seconds.count());
  timeout.tv_nsec = static_cast<long>((left - seconds).count());
  if (::ppoll(polled_.data(), polled_.size(), &timeout, nullptr) >= 0) return 0;
  const int error = errno;
  for (pollfd& one : polled_) one.revents = 0;
  return error == EINTR ? 0 : error;
}

bool PollSet::is_ready(int fd) const {
  return std::any_of(polled_.begin(), polled_.end(),
                     [fd](const pollfd& one) { return one.fd == fd && one.revents != 0; });
}

}  // namespace upshid::daemon
