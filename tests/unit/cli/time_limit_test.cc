#include "cli/time_limit.h"

#include <doctest/doctest.h>
#include <poll.h>

using namespace upshid;
using namespace upshid::cli;
using std::chrono::milliseconds;

namespace {

bool is_readable(const TimeLimit& limit, int wait) {
  pollfd ready{limit.fd(), POLLIN, 0};
  return ::poll(&ready, 1, wait) > 0;
}

}  // namespace

TEST_CASE("A time limit is over after its time, and begins anew for each share of it") {
  const EndSignals signals;
  TimeLimit limit(milliseconds(20), signals);
  CHECK_FALSE(limit.is_over());
  CHECK(is_readable(limit, 10'000));
  CHECK(limit.is_over());
  limit.lift();
  CHECK_FALSE(limit.is_over());
  CHECK_FALSE(is_readable(limit, 30));
  // Nothing is left.
  limit.share(2);
  CHECK(is_readable(limit, 10'000));
}

TEST_CASE("A time limit that is far away says its time") {
  const EndSignals signals;
  const TimeLimit limit(milliseconds(60'000), signals);
  CHECK_FALSE(is_readable(limit, 0));
  CHECK(limit.text() == "no answer within 1 min (--timeout)");
}

TEST_CASE("A time limit is a number of seconds") {
  milliseconds time{};
  CHECK(take_time_limit("2.5", time));
  CHECK(time == milliseconds(2'500));
  for (const char* wrong : {"", "x", "0", "-1", "1e9", "nan", "10s"}) {
    const auto refused = take_time_limit(wrong, time);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Code::invalid_argument);
  }
  CHECK(time == milliseconds(2'500));
}
