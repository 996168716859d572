#include "daemon/repeat_limit.h"

#include <doctest/doctest.h>

#include <string>

namespace upshid::daemon {
namespace {

using monitor::LogEntry;
using monitor::Notified;
using monitor::WallMessage;
using std::chrono::seconds;

Instant at(int second) {
  return Instant(seconds(second));
}

TEST_CASE("some of what repeats pass in a minute, and the others are reported at its end") {
  RepeatLimit limit(3);
  for (int i = 0; i < 3; ++i) CHECK(limit.passes(at(i), "a", "first"));
  CHECK_FALSE(limit.next_deadline());
  CHECK_FALSE(limit.passes(at(10), "a", "second"));
  CHECK_FALSE(limit.passes(at(20), "a", "third"));
  CHECK(limit.passes(at(20), "b", "of another kind"));
  CHECK(limit.next_deadline() == at(60));
  CHECK(limit.take(at(59)).empty());
  const auto held = limit.take(at(60));
  REQUIRE(held.size() == 1);
  CHECK(held.front().text == "third");
  CHECK(held.front().count == 2);
  CHECK_FALSE(limit.next_deadline());
  CHECK(limit.passes(at(60), "a", "again"));
}

TEST_CASE("what repeats is told by its kind and its names, not by its text") {
  const LogEntry first = Notified{{NotifyType::onbatt, "a@localhost", {}}, "one text", true};
  const LogEntry again = Notified{{NotifyType::onbatt, "a@localhost", {}}, "another", true};
  const LogEntry other = Notified{{NotifyType::onbatt, "b@localhost", {}}, "one text", true};
  REQUIRE(repeat_key(first));
  CHECK(repeat_key(first) == repeat_key(again));
  CHECK(repeat_key(first) != repeat_key(other));
  CHECK(repeat_key(first) != repeat_key(WallMessage{std::get<Notified>(first)}));
  const LogEntry started = monitor::TimerStarted{{"t", "a@localhost"}, seconds(30)};
  const LogEntry cancelled = monitor::TimerCancelled{{"t", "a@localhost"}};
  CHECK(repeat_key(started) != repeat_key(cancelled));
  CHECK(repeat_key(started) ==
        repeat_key(LogEntry(monitor::TimerStarted{{"t", "a@localhost"}, seconds(29)})));
}

TEST_CASE("nothing is held back of a shutdown, nor an error") {
  for (const NotifyType type : {NotifyType::lowbatt, NotifyType::fsd, NotifyType::shutdown}) {
    const Notified notified{{type, "a@localhost", {}}, "text", true};
    CHECK_FALSE(repeat_key(LogEntry(notified)));
    CHECK_FALSE(repeat_key(WallMessage{notified}));
  }
  CHECK_FALSE(repeat_key(LogEntry(monitor::ShutdownDecided{})));
  CHECK_FALSE(repeat_key(WallMessage{monitor::ShutdownDecided{}}));
  CHECK_FALSE(repeat_key(LogEntry(monitor::CommandSkipped{})));
  CHECK_FALSE(repeat_key(monitor::RunCommand{1, {"/sbin/shutdown"}, {}, true}));
  CHECK(repeat_key(monitor::RunCommand{1, {"/etc/nut/cmd", "onbatt"}, {}, false}));
}

}  // namespace
}  // namespace upshid::daemon
