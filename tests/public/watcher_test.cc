#include <doctest/doctest.h>
#include <poll.h>
#include <upshid/upshid.h>

#include <algorithm>

namespace {

using namespace upshid;
using Kind = WatchChange::Kind;

// A clock that only the test turns.
struct Clock {
  Instant now{};
  OpenOptions options() {
    OpenOptions out;
    out.clock = [this] { return now; };
    return out;
  }
};

bool is_readable(int fd) {
  pollfd one{fd, POLLIN, 0};
  return ::poll(&one, 1, 0) > 0;
}

// What has changed after each dispatch() that is due within `time`.
std::vector<WatchChange> run_for(Watcher& watcher, Clock& clock, std::chrono::seconds time) {
  std::vector<WatchChange> out;
  const Instant end = clock.now + time;
  while (watcher.next_deadline() <= end) {
    clock.now = std::max(clock.now, watcher.next_deadline());
    for (WatchChange& change : watcher.dispatch(clock.now)) out.push_back(std::move(change));
  }
  clock.now = end;
  return out;
}

TEST_CASE("a watcher opens each UPS and reports its first reading") {
  Clock clock;
  Watcher watcher({{"a", "virtual:CP850PFCLCDa", {}, {}}, {"b", "virtual:EC850LCD", {}, {}}},
                  clock.options());
  CHECK(watcher.fd() >= 0);
  CHECK(watcher.find("a") == nullptr);
  const auto first = watcher.dispatch(clock.now);
  REQUIRE(first.size() == 2);
  CHECK(first[0].kind == Kind::opened);
  CHECK(first[1].kind == Kind::read);
  CHECK(first[1].ups == "a");
  // One UPS at a time, so that its news does not wait for the next one.
  CHECK(watcher.find("b") == nullptr);
  CHECK(watcher.next_deadline() <= clock.now);
  REQUIRE(watcher.dispatch(clock.now).size() == 2);
  REQUIRE(watcher.find("b") != nullptr);
  CHECK(watcher.find("b")->snapshot().find("ups.status")->value == "OL");
  CHECK(watcher.find("c") == nullptr);
}

TEST_CASE("a UPS that cannot be opened is tried again ever less often, and holds up no other") {
  Clock clock;
  Watcher watcher({{"gone", "virtual:none", {}, {}}, {"a", "virtual:EC850LCD", {}, {}}},
                  clock.options());
  const auto changes = run_for(watcher, clock, std::chrono::seconds(120));
  const auto attempts = std::ranges::count_if(
      changes, [](const WatchChange& change) { return change.kind == Kind::unreachable; });
  CHECK(attempts > 5);
  CHECK(attempts < 20);
  const auto first = std::ranges::find_if(
      changes, [](const WatchChange& change) { return change.kind == Kind::unreachable; });
  CHECK(first->error.code == Code::not_found);
  CHECK_FALSE(first->is_repeated);
  const auto repeated =
      std::ranges::count_if(changes, [](const WatchChange& change) { return change.is_repeated; });
  CHECK(repeated == attempts - 1);
  CHECK(watcher.find("a") != nullptr);
}

TEST_CASE("a loss of line power is a change of the UPS that lost it") {
  Clock clock;
  Watcher watcher({{"a", "virtual:CP850PFCLCDa", {}, {}},
                   {"b", "virtual:CP850PFCLCDa,mains=off,charge=90,load=20", {}, {}}},
                  clock.options());
  const auto changes = run_for(watcher, clock, std::chrono::minutes(2));
  CHECK(std::ranges::all_of(changes,
                            [](const WatchChange& change) { return change.kind != Kind::lost; }));
  CHECK(watcher.find("a")->snapshot().find("ups.status")->value == "OL");
  CHECK(watcher.find("b")->snapshot().find("ups.status")->value.find("OB") == 0);
}

TEST_CASE("the descriptor stays the same when UPSes are closed and opened again") {
  Clock clock;
  Watcher watcher({{"a", "virtual:CP850PFCLCDa", {}, {}}}, clock.options());
  run_for(watcher, clock, std::chrono::seconds(5));
  const int fd = watcher.fd();
  CHECK_FALSE(is_readable(fd));
  watcher.open_again(clock.now);
  CHECK(watcher.find("a") == nullptr);
  const auto changes = watcher.dispatch(clock.now);
  REQUIRE_FALSE(changes.empty());
  CHECK(changes.front().kind == Kind::opened);
  Watcher moved = std::move(watcher);
  CHECK(moved.fd() == fd);
  CHECK(moved.find("a") != nullptr);
}

}  // namespace
