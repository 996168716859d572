#include "nut/table.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "power/usages.h"
#include "shipped_table.h"

using namespace upshid;
using namespace upshid::nut;

namespace {

std::string error_of(std::string_view text) {
  const auto table = parse_table(text, "t");
  REQUIRE_FALSE(table);
  return table.error().text();
}

}  // namespace

TEST_CASE("the shipped table has the dialects, and every usage on every path is a usage") {
  for (const char* name : {"cyberpower", "apc", "eaton", "openups", "liebert", "standard"}) {
    CHECK(shipped_table().dialect(name) != nullptr);
  }
  CHECK(shipped_table().dialect("klingon") == nullptr);
  for (const Dialect& dialect : shipped_table().dialects) {
    for (const Row& row : dialect.rows) {
      CAPTURE(row.line);
      for (const auto part : base::split(row.path, '.')) {
        const bool index = part.starts_with('[') && part.ends_with(']');
        CHECK((index || power::usage_named(part)));
      }
      CHECK((row.name.empty() == row.condition.has_value()));
    }
  }
}

TEST_CASE("every dialect can say whether line power is present") {
  for (const Dialect& dialect : shipped_table().dialects) {
    CAPTURE(dialect.name);
    const auto& rows = table_of(dialect.name)->dialects.at(0).rows;
    CHECK(std::ranges::any_of(rows,
                              [](const Row& row) { return row.condition == Condition::online; }));
  }
}

TEST_CASE("a row's columns and extras are read") {
  const Table t =
      parse_table("[d]\nups.load UPS.Output.PercentLoad .1 % scale=0.5 max=9 suffix=!\n", "t")
          .value();
  const Row& row = t.dialects.at(0).rows.at(0);
  CHECK(row.decimals == 1);
  CHECK(row.unit == Unit::percent);
  CHECK(row.scale == 0.5);
  CHECK(row.max == 9);
  CHECK(row.suffix == "!");
}

TEST_CASE("each malformed line says where it is and what was expected") {
  CHECK(error_of("ups.load X .0\n") == "t:1:1: expected a [section] before the first row");
  CHECK(error_of("[d]\nups.load X\n") == "t:2:1: expected NAME PATH HOW [UNIT] [KEY=VALUE]...");
  CHECK(error_of("[d]\n@sunny X bit\n") == "t:2:1: expected the name of a condition after '@'");
  CHECK(error_of("[d]\n@online X .0\n") ==
        "t:2:11: expected bit, not-bit, nonzero, set-on:N,N or bits:N=N");
  CHECK(error_of("[d]\nups.load X bit\n") ==
        "t:2:12: expected a way to write the value, such as .1 or string");
  CHECK(error_of("[d]\nups.load X .0 parsec\n") ==
        "t:2:15: expected a unit (V A W VA Hz % s C As) or KEY=VALUE");
  CHECK(error_of("[d]\nups.load X .0 max=many\n") ==
        "t:2:15: expected scale=NUMBER, max=NUMBER, suffix=TEXT, rw=NUMBER or choices=N,N");
  CHECK(error_of("[d]\na.b X lookup:none\n") == "t:2:1: no section [lookup none] or [curve none]");
  CHECK(error_of("[d]\na.b X setting:offdelay\n") == "t:2:15: expected setting:KEY=DEFAULT");
  CHECK(error_of("[lookup x]\none two\n") == "t:2:1: expected NUMBER WORDS");
  CHECK(error_of("[curve x]\n1 2\n1 3\n") == "t:3:1: expected a larger X than the point before");
  CHECK(error_of("[three words here]\n") ==
        "t:1:1: expected [DIALECT], [lookup NAME] or [curve NAME]");
}

TEST_CASE("one dialect is parsed without the others, and all of the lookups") {
  const Table* eaton = table_of("eaton");
  REQUIRE(eaton != nullptr);
  CHECK(eaton->dialects.size() == 1);
  CHECK(eaton->dialects[0].rows.size() == shipped_table().dialect("eaton")->rows.size());
  CHECK(eaton->lookups.size() == shipped_table().lookups.size());
  CHECK(table_of("eaton") == eaton);
  CHECK(table_of("klingon") == nullptr);
}
