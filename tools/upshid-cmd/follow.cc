#include "upshid-cmd/follow.h"

#include <fmt/format.h>
#include <poll.h>
#include <upshid/poll_timeout.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

#include "base/boot_clock.h"

namespace upshid::cmd {

namespace {

using std::chrono::seconds;

constexpr std::string_view variable = "ups.test.result";

// An EC850LCD is on battery 1 to 2 s after the command; some report it only then.
constexpr seconds max_start{15};
// A deep test runs until the battery is low.
constexpr seconds max_test{std::chrono::hours{6}};
constexpr std::chrono::milliseconds pace{1000};

// Until there is a report, a signal, or `until` is reached.
void wait_until(const Ups& ups, Instant until, const cli::EndSignals& signals) {
  const int timeout = std::clamp(poll_timeout(until, base::boot_time_now()), 1, 1000);
  std::array<pollfd, 2> fds{pollfd{ups.fd(), POLLIN, 0}, pollfd{signals.fd(), POLLIN, 0}};
  (void)::poll(fds.data(), fds.size(), timeout);
}

std::optional<std::string> shown(const Ups& ups) {
  const Variable* found = ups.snapshot().find(variable);
  if (found == nullptr) return std::nullopt;
  return found->value;
}

cli::Answer ended_with(const std::string& result, BatteryTest test) {
  const bool passed = test == BatteryTest::passed;
  return {result + "\n", passed ? cli::ExitStatus::ok : cli::ExitStatus::test_failed};
}

}  // namespace

std::string test_result(Ups& ups) {
  const auto snapshot = ups.read();
  if (!snapshot) return "";
  const Variable* found = snapshot->find(variable);
  return found == nullptr ? "" : found->value;
}

cli::Answer follow_test(Ups& ups, const std::string& before, const cli::Control& control) {
  ups.set_pace({pace, pace, pace});
  const Instant begin = base::boot_time_now();
  bool has_run = false;
  for (;;) {
    const Instant now = base::boot_time_now();
    const auto news = ups.dispatch(now);
    if (control.signals().came()) return {};
    if (!news) return control.fail(news.error(), "INSTCMD");
    const auto result = shown(ups);
    const bool runs = ups.snapshot().battery_test() == BatteryTest::in_progress;
    has_run |= runs;
    // A changed result is also that of the test, even if it was never seen running.
    if (result && !runs && (has_run || *result != before))
      return ended_with(*result, ups.snapshot().battery_test());
    if (!has_run && now - begin > max_start) {
      control.say(
          fmt::format("the UPS accepted the command but reported no test within {} s: {} is {}",
                      max_start.count(), variable, result.value_or("not there")));
      return {{}, cli::ExitStatus::unconfirmed};
    }
    if (now - begin > max_test) {
      control.say(fmt::format("the test has not finished within {} hours",
                              std::chrono::duration_cast<std::chrono::hours>(max_test).count()));
      return {{}, cli::ExitStatus::unconfirmed};
    }
    wait_until(ups, std::min(ups.next_deadline(), now + pace), control.signals());
  }
}

}  // namespace upshid::cmd
