// What Debian's NUT and the monitor ran in the same scenarios: the files of the check
// "differential". The same, or in differential.txt with the reason.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "skip.h"

namespace {

namespace fs = std::filesystem;

const fs::path results = fs::path(UPSHID_RESULTS) / "differential";
const fs::path scenarios = fs::path(UPSHID_TEST_DATA) / "scenarios";

// Things this near to each other have no order: NUT's processes run side by side, and emulation is
// slow.
constexpr double at_once = 4;
// NUT polls, and both wait for a processor that other scenarios use at the same time.
constexpr double latest = 20;

// A call of a command, since the mark before it.
struct Call {
  std::size_t segment = 0;
  std::string mark, what;
  double after = 0;
  bool is_matched = false;

  std::string text() const { return mark + ": " + what; }
};

struct Played {
  std::vector<Call> calls;
  std::vector<std::string> marks, complaints;
};

bool was_skipped() {
  if (!fs::exists(fs::path(UPSHID_RESULTS) / "skipped")) return false;
  upshid::test::skip("there can be no virtual machine here");
  return true;
}

std::vector<std::string> all_scenarios() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(scenarios)) {
    out.push_back(entry.path().filename().string());
  }
  std::ranges::sort(out);
  return out;
}

// Lines "TIME == MARK", "TIME !! COMPLAINT" of the scenario's player, "TIME CALL".
Played read(const fs::path& path) {
  CAPTURE(path.string());
  std::ifstream in(path);
  REQUIRE(in);
  Played out;
  double marked_at = 0;
  for (std::string line; std::getline(in, line);) {
    const auto blank = line.find(' ');
    REQUIRE(blank != std::string::npos);
    const double at = std::stod(line.substr(0, blank));
    const std::string what = line.substr(blank + 1);
    if (what.starts_with("== ")) {
      out.marks.push_back(what.substr(3));
      marked_at = at;
    } else if (what.starts_with("!! ")) {
      out.complaints.push_back(what.substr(3));
    } else {
      REQUIRE_FALSE(out.marks.empty());
      out.calls.push_back({out.marks.size(), out.marks.back(), what, at - marked_at});
    }
  }
  return out;
}

// Lines "SCENARIO KIND TEXT | reason". KIND is "<" for what NUT runs alone, ">" for the monitor,
// "~" for an order that is the monitor's.
class Differences {
 public:
  Differences() {
    std::ifstream in(fs::path(UPSHID_TEST_DATA) / "differential.txt");
    REQUIRE(in);
    int number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (line.empty() || line[0] == '#') continue;
      CAPTURE(line);
      const auto bar = line.find(" | ");
      REQUIRE(bar != std::string::npos);
      REQUIRE(line.size() > bar + 3);
      rows_.push_back({line.substr(0, bar), number, false});
    }
  }

  // Each row stands for one difference.
  void expect(const std::string& text) {
    const auto row = std::ranges::find_if(
        rows_, [&](const Row& other) { return !other.is_used && other.text == text; });
    if (row == rows_.end()) {
      FAIL_CHECK(text << " |");
    } else {
      row->is_used = true;
    }
  }

  void check_all_used() const {
    for (const Row& row : rows_) {
      if (!row.is_used)
        FAIL_CHECK(fmt::format("differential.txt:{}: nothing differs so any more", row.line));
    }
  }

 private:
  struct Row {
    std::string text;
    int line;
    bool is_used;
  };
  std::vector<Row> rows_;
};

struct Pair {
  const Call* nut;
  const Call* ours;
};

std::vector<Pair> match(Played& nut, Played& ours) {
  std::vector<Pair> out;
  for (Call& mine : ours.calls) {
    const auto theirs = std::ranges::find_if(nut.calls, [&](const Call& call) {
      return !call.is_matched && call.segment == mine.segment && call.what == mine.what;
    });
    if (theirs == nut.calls.end()) continue;
    theirs->is_matched = mine.is_matched = true;
    out.push_back({&*theirs, &mine});
  }
  return out;
}

void compare(const std::string& scenario, Played& nut, Played& ours, Differences& differences) {
  const std::vector<Pair> pairs = match(nut, ours);
  for (const Call& call : nut.calls) {
    if (!call.is_matched) differences.expect(fmt::format("{} < {}", scenario, call.text()));
  }
  for (const Call& call : ours.calls) {
    if (!call.is_matched) differences.expect(fmt::format("{} > {}", scenario, call.text()));
  }
  for (auto first = pairs.begin(); first != pairs.end(); ++first) {
    if (std::abs(first->nut->after - first->ours->after) > latest) {
      FAIL_CHECK(fmt::format("{}: {}: after {:.0f} s with NUT, {:.0f} s with the monitor", scenario,
                             first->ours->text(), first->nut->after, first->ours->after));
    }
    for (auto second = first + 1; second != pairs.end(); ++second) {
      if (first->ours->segment != second->ours->segment) continue;
      const double in_nut = second->nut->after - first->nut->after;
      const double in_ours = second->ours->after - first->ours->after;
      if (in_nut < 0 && std::max(-in_nut, in_ours) >= at_once) {
        differences.expect(
            fmt::format("{} ~ {}, then {}", scenario, first->ours->text(), second->ours->what));
      }
    }
  }
}

}  // namespace

TEST_CASE("each scenario was played to its end by both, and seen by both") {
  if (was_skipped()) return;
  for (const std::string& scenario : all_scenarios()) {
    CAPTURE(scenario);
    const Played nut = read(results / (scenario + ".nut"));
    const Played ours = read(results / (scenario + ".upshid"));
    CHECK(nut.complaints == std::vector<std::string>{});
    CHECK(ours.complaints == std::vector<std::string>{});
    CHECK(nut.marks == ours.marks);
  }
}

TEST_CASE("the monitor runs what Debian's NUT runs, in its order, but for the listed") {
  if (was_skipped()) return;
  Differences differences;
  std::size_t matched = 0;
  for (const std::string& scenario : all_scenarios()) {
    CAPTURE(scenario);
    Played nut = read(results / (scenario + ".nut"));
    Played ours = read(results / (scenario + ".upshid"));
    compare(scenario, nut, ours, differences);
    matched += static_cast<std::size_t>(std::ranges::count(ours.calls, true, &Call::is_matched));
  }
  // Two empty hands are equal, too.
  CHECK(matched >= all_scenarios().size());
  differences.check_all_used();
}
