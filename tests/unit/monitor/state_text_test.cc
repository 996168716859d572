#include "monitor/state_text.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

namespace upshid::monitor {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

SavedState full_state() {
  SavedState saved;
  saved.saved_at = Instant(seconds(500));
  State& state = saved.state;
  state.next_id = 12;
  state.hold_until = Instant(seconds(600));
  UpsState& ups = state.upses["cyber power=%\n\x7f\xff"];
  ups.line = Line::battery;
  ups.alarm = "Fan failure! Overheat!";
  ups.status = Status::parse("LB RB BOOST TEST");
  ups.low_acted = ups.commbad_notified = true;
  ups.measured_at = Instant(milliseconds(1));
  ups.charge = 55;
  ups.runtime = seconds(1234);
  ups.lost_at = Instant(milliseconds(2));
  ups.nocomm_at = Instant(milliseconds(3));
  ups.battery_since = Instant(milliseconds(4));
  ups.onbatt_held = Instant(milliseconds(4));
  ups.oblb_since = Instant(milliseconds(5));
  ups.off_since = Instant(milliseconds(6));
  ups.over_since = Instant(milliseconds(16));
  ups.replbatt_notified = Instant(milliseconds(7));
  state.upses["other"];
  const std::vector<TimerOrigin> origins = {{NotifyType::onbatt, "a@localhost", "UPS a"},
                                            {std::nullopt, "", ""}};
  state.timers.push_back({"early", Instant(seconds(900)), true, origins});
  state.scripts.push_back({11, ScriptKind::plan, ScriptStage::running, "stop", "a@localhost",
                           "LOWBATT", "low", true, origins, 4711});
  state.scripts.push_back(
      {3, ScriptKind::shutdown, ScriptStage::requested, "", "", "", "", false, {}, 0});
  state.done = {{"stop", "a@localhost"}, {"", ""}};
  state.shutdown = {Phase::commanded,
                    Instant(seconds(100)),
                    Instant(seconds(200)),
                    Instant(seconds(205)),
                    Instant(seconds(201)),
                    true,
                    true};
  return saved;
}

std::string error_of(const std::string& text) {
  const auto parsed = parse_state(text);
  return parsed ? "" : parsed.error().text();
}

std::string with(const std::string& line) {
  return "upshid-monitor-state 2\nmonitor saved=9 next=5 hold=0\n" + line +
         "\nshutdown phase=none decided=0 commanded=0 exited=0\nend\n";
}

TEST_CASE("what was written is read back, every field of it") {
  const SavedState saved = full_state();
  const auto parsed = parse_state(state_text(saved));
  REQUIRE_MESSAGE(parsed, error_of(state_text(saved)));
  CHECK(parsed->saved_at == saved.saved_at);
  CHECK((parsed->state == saved.state));
  CHECK(state_text(*parsed) == state_text(saved));
}

TEST_CASE("an empty state is read back") {
  const auto parsed = parse_state(state_text({}));
  REQUIRE(parsed);
  CHECK((parsed->state == State{}));
}

TEST_CASE("a text that was cut off is refused, wherever it was cut") {
  const std::string text = state_text(full_state());
  for (std::size_t length = 0; length < text.size(); ++length)
    CHECK_FALSE_MESSAGE(parse_state(text.substr(0, length)), length);
}

TEST_CASE("a byte that changed gives an error or a state, and no harm") {
  const std::string text = state_text(full_state());
  std::minstd_rand random(7);  // NOLINT: the same each time
  for (int i = 0; i < 3000; ++i) {
    std::string changed = text;
    for (auto n = random() % 3 + 1; n > 0; --n)
      changed[random() % changed.size()] = static_cast<char>(random() % 256);
    const auto parsed = parse_state(changed);
    if (parsed) CHECK(parse_state(state_text(*parsed)));
  }
}

TEST_CASE("each fault is named with its line") {
  CHECK(error_of("") == "state:1: expected \"upshid-monitor-state 2\"");
  CHECK(error_of("upshid-monitor-state 1\nend\n") ==
        "state:1: expected \"upshid-monitor-state 2\"");
  CHECK(error_of("upshid-monitor-state 2\nend\n") ==
        "state:2: no record of the shutdown, expected one");
  CHECK(error_of(with("done argument=a ups=b") + "x\n") ==
        "state:6: more text, expected nothing after \"end\"");
  CHECK(error_of(with("")) == "state:3: an empty line, expected a record");
  CHECK(error_of(with("what is=this")) == "state:3: \"what\", expected no such record here");
  CHECK(error_of(with("done argument ups=b")) == "state:3: \"argument\", expected key=value");
  CHECK(error_of(with("done argument=%4 ups=b")) == "state:3: \"argument=%4\", expected key=value");
  CHECK(error_of(with("done argument=%zz ups=")) ==
        "state:3: \"argument=%zz\", expected key=value");
  CHECK(error_of(with("done argument=a argument=b")) ==
        "state:3: argument twice, expected it once");
  CHECK(error_of(with("done argument=a")) == "state:3: no ups in done, expected one");
  CHECK(error_of(with("done argument=a ups=b more=c")) ==
        "state:3: more in done, expected no such key");
  CHECK(error_of(with("timer name=t due=-1 shared=0")) ==
        "state:3: due=-1 in timer, expected 0 to 3162240000000");
  CHECK(error_of(with("timer name=t due=1 shared=2")) ==
        "state:3: shared=2 in timer, expected 0 to 1");
  CHECK(error_of(with("timer name=t due=1 shared=0")) ==
        "state:5: timer t without origin, expected one");
  CHECK(error_of(with("origin type=ONBATT ups=a message=m")) ==
        "state:3: \"origin\", expected no such record here");
  CHECK(error_of(with("script id=1 kind=plan stage=asked argument=a ups=u types=t message=m once=0 "
                      "pid=0")) == "state:5: script 1 without origin, expected one");
  CHECK(error_of(with("script id=5 kind=notify stage=asked argument=a ups=u types=t message=m "
                      "once=0 pid=0")) ==
        "state:5: script 5, expected a number of its own below 5");
  CHECK(error_of(with("script id=1 kind=what stage=asked argument=a ups=u types=t message=m once=0 "
                      "pid=0")) ==
        "state:3: kind=what in script, expected one of plan, notify, shutdown");
}

TEST_CASE("an origin stands behind its timer or command, nowhere else") {
  const std::string origin = "origin type=ONBATT ups=a message=b";
  const std::string timer = "timer name=t due=5 shared=0\n" + origin + "\n";
  REQUIRE(error_of(with(timer + origin)).empty());
  const std::string all = state_text(full_state());
  const auto begin = all.find("\nups ") + 1;
  for (const std::string& record :
       {std::string("monitor saved=9 next=5 hold=0"), std::string("done argument=a ups=b"),
        all.substr(begin, all.find('\n', begin) - begin)}) {
    CAPTURE(record);
    CHECK(error_of(with(timer + record)).empty());
    CHECK_FALSE(error_of(with(timer + record + "\n" + origin)).empty());
  }
}

TEST_CASE("a text of more than 16 MiB is not looked at") {
  const auto parsed = parse_state(std::string((std::size_t{16} << 20) + 1, 'x'));
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().code == Code::budget_exceeded);
  CHECK(parsed.error().text() == "state: 16777217 bytes, expected at most 16777216");
}

}  // namespace
}  // namespace upshid::monitor
