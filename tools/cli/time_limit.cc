#include "cli/time_limit.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>

#include <algorithm>

#include "base/boot_clock.h"
#include "base/duration.h"
#include "base/text.h"
#include "cli/option_table.h"

namespace upshid::cli {

Result<void> take_time_limit(std::string_view seconds, std::chrono::milliseconds& into) {
  constexpr double max = 86'400;
  const auto value = base::parse_number(seconds);
  if (!value || !(*value >= 0.001 && *value <= max)) {
    return usage_error(
        fmt::format("--timeout: found \"{}\", expected seconds from 0.001 to {}", seconds, max));
  }
  into = std::chrono::milliseconds(static_cast<std::int64_t>(*value * 1000));
  return {};
}

TimeLimit::TimeLimit(std::chrono::milliseconds whole, const EndSignals& signals)
    : whole_(whole),
      end_(base::boot_time_now().time_since_epoch() + whole),
      timer_(::timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC)),
      both_(::epoll_create1(EPOLL_CLOEXEC)) {
  for (const int fd : {timer_.get(), signals.fd()}) {
    epoll_event event{};
    event.events = EPOLLIN;
    (void)::epoll_ctl(both_.get(), EPOLL_CTL_ADD, fd, &event);
  }
  arm(whole);
}

bool TimeLimit::is_over() const {
  pollfd ready{timer_.get(), POLLIN, 0};
  return ::poll(&ready, 1, 0) > 0;
}

std::string TimeLimit::text() const {
  return fmt::format("no answer within {} (--timeout)", base::duration_text(whole_));
}

void TimeLimit::share(std::size_t upses) {
  const auto left = end_ - base::boot_time_now().time_since_epoch();
  // 0 would lift it.
  arm(std::max(left / static_cast<std::int64_t>(upses), std::chrono::nanoseconds(1)));
}

void TimeLimit::lift() {
  arm({});
}

void TimeLimit::arm(std::chrono::nanoseconds time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  itimerspec spec{};
  spec.it_value.tv_sec = static_cast<std::time_t>(seconds.count());
  spec.it_value.tv_nsec = static_cast<long>((time - seconds).count());
  (void)::timerfd_settime(timer_.get(), 0, &spec, nullptr);
}

}  // namespace upshid::cli
