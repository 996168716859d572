#include <doctest/doctest.h>

#include "quirks/row.h"

using namespace upshid;
using namespace upshid::quirks;

namespace {

std::string error_of(std::string_view text) {
  const auto parsed = parse_quirks(text, "a.quirks");
  REQUIRE(parsed.error);
  CHECK(parsed.rows.empty());
  CHECK(parsed.error->severity == Severity::error);
  return parsed.error->text();
}

constexpr std::string_view whole =
    "# a comment\n"
    "[one]\n"
    "Source=a capture\n"
    "Test=a device\n"
    "MatchVendor=0764\n"
    "MatchProduct=0501 0601\n"
    "MatchName=UT* ST?\n"
    "Scale=UPS.Input.Frequency 0.1 near 50 60 within 5%\n"
    "OnlineDischarge=on_battery\n";

}  // namespace

TEST_CASE("a section is a quirk with its source, its test, what it matches and what it does") {
  const auto parsed = parse_quirks(whole, "a.quirks");
  CHECK_FALSE(parsed.error);
  const auto& rows = parsed.rows;
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].name == "one");
  CHECK(rows[0].source == "a capture");
  CHECK(rows[0].line == 2);
  CHECK(rows[0].match.products == std::vector<std::uint32_t>{0x501, 0x601});
  REQUIRE(rows[0].actions.size() == 2);
  CHECK(rows[0].actions[0].verb == Verb::scale_near);
  CHECK(rows[0].actions[0].numbers == std::vector<double>{0.1, 5, 50, 60});
  CHECK(rows[0].actions[1].policy == OnlineDischarge::on_battery);
}

TEST_CASE("each malformation says where it is and what was expected") {
  CHECK(error_of("Source=x\n") == "a.quirks:1:1: found an entry, expected a [section] before it");
  CHECK(error_of("[a b]\n") == "a.quirks:1:1: found \"[a b]\", expected [name]");
  CHECK(error_of("[a]\nnonsense\n") == "a.quirks:2:1: found \"nonsense\", expected KEY=VALUE");
  CHECK(error_of("[a]\nColour=red\n") ==
        "a.quirks:2:1: found the key \"Colour\", expected Source, Test, a Match key or a verb");
  CHECK(error_of("[a]\nMatchVendor=764\n") ==
        "a.quirks:2:13: found \"764\", expected four hexadecimal digits");
  CHECK(error_of("[a]\nGranularity=UPS.Output.DelayBeforeStartup 0\n") ==
        "a.quirks:2:13: Granularity: found \"UPS.Output.DelayBeforeStartup 0\", expected PATH "
        "SECONDS");
  CHECK(
      error_of("[a]\nStartDelay=UPS.Output.DelayBeforeStartup 60\n") ==
      "a.quirks:2:12: StartDelay: found \"UPS.Output.DelayBeforeStartup 60\", expected PATH 0, or "
      "PATH -1");
  CHECK(error_of("[a]\nUnitExponent=UPS.Output.Voltage 1 9\n") ==
        "a.quirks:2:14: UnitExponent: found \"UPS.Output.Voltage 1 9\", expected PATH WRONG RIGHT, "
        "each from -8 to 7");
  CHECK(error_of("[a]\nShutdownReturn=UPS.Output.Voltage\n") ==
        "a.quirks:2:16: ShutdownReturn: found \"UPS.Output.Voltage\", expected PATH VALUE");
  CHECK(error_of("[a]\nLogicalRange=UPS.Output.Voltage 9 1\n") ==
        "a.quirks:2:14: LogicalRange: found \"UPS.Output.Voltage 9 1\", expected PATH MIN MAX "
        "[if-range-of PATH]");
  CHECK(error_of("[a]\nDialect=apc\n") ==
        "a.quirks:1:1: [a] has no Source=, expected Source= and Test=");
  CHECK(error_of("[a]\n[b]\n[a]\n") ==
        "a.quirks:3:1: [a] is also at line 1, expected it once in a file");
}

TEST_CASE("a file cut off anywhere is refused or is a shorter file, never a crash") {
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    const auto parsed = parse_quirks(whole.substr(0, length), "cut");
    if (parsed.error) CHECK(parsed.error->line > 0);
  }
}

TEST_CASE("a star in a name stands for anything, nothing included") {
  CHECK(fits("UT*", "UT1500E"));
  CHECK(fits("UT*", "UT"));
  CHECK(fits("*LCD*", "EC850LCD"));
  CHECK(fits("a*b*c", "axxbxbc"));
  CHECK_FALSE(fits("UT*", "AUT"));
  CHECK_FALSE(fits("a*b", "abc"));
  CHECK_FALSE(fits("", "x"));
}
