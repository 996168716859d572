#include "upshid-sim/scenario.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "base/file.h"
#include "unit/sim/bench.h"
#include "virtual/spec.h"

namespace upshid::tests {

namespace {

using sim::parse_scenario;

std::string refused(std::string_view text) {
  const auto lines = parse_scenario(text, "x.scenario");
  REQUIRE_FALSE(lines);
  CHECK(lines.error().code == Code::malformed_config);
  return lines.error().text();
}

// Plays it to its end, and some time more.
struct Played {
  explicit Played(const std::string& text, std::string_view unit = "CP850PFCLCDa") : bench(unit) {
    sim::Player player(
        parse_scenario(text, "x.scenario").value(), bench.simulation,
        [this](Instant when, std::string_view, std::string_view said) {
          log.push_back(base::duration_word(when - Instant{}) + " " + std::string(said));
        });
    while (!player.at_end()) {
      const Instant due = *player.next_deadline();
      bench.run_for(due - bench.now);
      if (auto result = player.advance(bench.now); !result) {
        error = result.error().text();
        return;
      }
      for (const auto& [ticket, reply] : bench.simulation.take_replies()) {
        CHECK(ticket == sim::scenario_ticket);
        CHECK(player.judge(reply).has_value());
      }
    }
    bench.run_for(seconds(2));
  }
  Bench bench;
  std::vector<std::string> log;
  std::string error;
};

}  // namespace

TEST_CASE("A scenario is lines of a time and a command") {
  const auto lines =
      parse_scenario("# An outage.\n\n5s mains off   # now\n\t5s  load 80\n1min mains on\n", "f");
  REQUIRE(lines);
  REQUIRE(lines->size() == 3);
  CHECK((*lines)[0].at == seconds(5));
  CHECK((*lines)[0].command == sim::Command(sim::verb::Mains{false, {}}));
  CHECK((*lines)[0].text == "mains off");
  CHECK((*lines)[0].where == "f:3");
  CHECK((*lines)[1].text == "load 80");
  CHECK((*lines)[2].at == seconds(60));
  CHECK(parse_scenario("", "f").value().empty());
}

TEST_CASE("A scenario's errors point at the word") {
  CHECK(refused("5s mains off\n  soon mains on\n") ==
        "x.scenario:2:3: \"soon\": expected a time such as 5s, 200ms or 2min");
  CHECK(refused("5s mains off\n4s mains on\n") ==
        "x.scenario:2:1: 4s is earlier than 5s of the line above");
  CHECK(refused("5s  mains of\n") ==
        "x.scenario:1:5: mains: found \"of\", expected on, off or volts from 0 to 1000");
  CHECK(refused("5s") == "x.scenario:1:3: expected a verb such as `mains off`");
}

TEST_CASE("Commands are given at their times, counted from the plugging") {
  Played played("1s mains off\n1s load 40\n3500ms drop 200ms\n10s mains on\n");
  CHECK(played.error.empty());
  CHECK(played.log == std::vector<std::string>{"1s scenario x.scenario:1: mains off",
                                               "1s scenario x.scenario:2: load 40",
                                               "3500ms scenario x.scenario:3: drop 200ms",
                                               "10s scenario x.scenario:4: mains on"});
  CHECK(played.bench.tell("status").find("mains: on\n") != std::string::npos);
}

TEST_CASE("A command that cannot be carried out ends the scenario with its line") {
  Played played("1s unplug\n2s unplug\n3s plug\n");
  CHECK(played.error == "x.scenario:2: it is not plugged in");
  CHECK(played.log.size() == 2);
}

TEST_CASE("The examples play to their end on every profile") {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(UPSHID_EXAMPLES "/sim")) {
    if (entry.path().extension() != ".scenario") continue;
    ++count;
    const auto text = base::read_file(entry.path().string());
    REQUIRE(text);
    for (const std::string& profile : virtual_ups::profile_names()) {
      const Played played(*text, profile);
      CHECK_MESSAGE(played.error.empty(), entry.path().string());
    }
  }
  CHECK(count >= 5);
}

}  // namespace upshid::tests
