#include "nut/commands.h"

#include <doctest/doctest.h>

#include <set>

#include "base/text.h"
#include "nut/table.h"
#include "power/usages.h"
#include "shipped_table.h"

using namespace upshid;
using namespace upshid::nut;

namespace {

std::string error_of(std::string_view text) {
  const auto table = parse_commands(text, "t");
  REQUIRE_FALSE(table);
  return table.error().text();
}

}  // namespace

TEST_CASE("the shipped commands belong to dialects, and every usage on every path is a usage") {
  for (const CommandDialect& dialect : command_table().dialects) {
    CAPTURE(dialect.name);
    CHECK(shipped_table().dialect(dialect.name) != nullptr);
    for (const CommandRow& row : dialect.rows) {
      CAPTURE(row.line);
      for (const auto part : base::split(row.path, '.')) {
        const bool index = part.starts_with('[') && part.ends_with(']');
        CHECK((index || power::usage_named(part)));
      }
    }
  }
}

TEST_CASE("a delay's default is a variable that the same dialect has for the same path") {
  for (const CommandDialect& dialect : command_table().dialects) {
    for (const CommandRow& row : dialect.rows) {
      if (row.how != CommandRow::How::delay) continue;
      CAPTURE(row.line);
      bool found = false;
      for (const Row& variable : shipped_table().dialect(dialect.name)->rows) {
        found |= variable.name == row.variable && variable.path == row.path &&
                 variable.how == How::setting && variable.max_length.has_value();
      }
      CHECK(found);
    }
  }
}

TEST_CASE("every command and every variable that can be set has a description") {
  std::set<std::string_view> names;
  for (const CommandDialect& dialect : command_table().dialects) {
    for (const CommandRow& row : dialect.rows) names.insert(row.name);
  }
  for (const Sequence& sequence : command_table().sequences) names.insert(sequence.name);
  for (const Dialect& dialect : shipped_table().dialects) {
    for (const Row& row : dialect.rows) {
      if (row.max_length) names.insert(row.name);
    }
  }
  for (const std::string_view name : names) {
    CAPTURE(name);
    CHECK_FALSE(command_table().description(name).empty());
  }
  CHECK(names.size() == command_table().descriptions.size());
}

TEST_CASE("a row and a sequence are read") {
  const CommandTable t = parse_commands(
                             "[d]\n"
                             "a UPS.Output.Test raw:-1\n"
                             "b UPS.Output.Test delay:ups.delay.start  # why\n"
                             "[sequences]\n"
                             "c ?ups.start.auto=yes a b=0\n"
                             "e c | a\n"
                             "[descriptions]\n"
                             "a Two words\n",
                             "t")
                             .value();
  const CommandDialect& d = *t.dialect("d");
  CHECK(d.rows.at(0).how == CommandRow::How::raw);
  CHECK(d.rows.at(0).number == -1);
  CHECK(d.rows.at(1).how == CommandRow::How::delay);
  CHECK(d.rows.at(1).variable == "ups.delay.start");
  const Sequence& c = *t.sequence("c");
  REQUIRE(c.steps.size() == 3);
  CHECK(c.steps[0].optional);
  CHECK(c.steps[0].name == "ups.start.auto");
  CHECK(c.steps[0].value == "yes");
  CHECK_FALSE(c.steps[1].value.has_value());
  CHECK(c.steps[2].value == "0");
  CHECK_FALSE(c.is_choice);
  CHECK(t.sequence("e")->is_choice);
  CHECK(t.sequence("e")->steps.size() == 2);
  CHECK(t.description("a") == "Two words");
  CHECK(t.description("b").empty());
}

TEST_CASE("each malformed line of commands says where it is and what was expected") {
  CHECK(error_of("a P raw:1\n") == "t:1:1: expected a [section] before the first row");
  CHECK(error_of("[d\n") == "t:1:1: expected [DIALECT], [sequences] or [descriptions]");
  CHECK(error_of("[d]\na P\n") == "t:2:1: expected NAME PATH HOW");
  for (const char* how : {"raw", "raw:", "raw:x", "delay:1", "delay:", "set:1", "start:1.5"}) {
    CAPTURE(how);
    CHECK(error_of(std::string("[d]\na P ") + how + "\n") ==
          "t:2:5: expected raw:N, start:N, delay:VARIABLE or up-to:N");
  }
  CHECK(error_of("[d]\na P raw:1\n[sequences]\nb a a |\n") ==
        "t:4:7: expected STEP... or STEP | STEP...");
  CHECK(error_of("[d]\na P raw:1\n[sequences]\nb a |\n") ==
        "t:4:1: expected NAME STEP... or NAME STEP | STEP...");
  CHECK(error_of("[sequences]\nb a\n") == "t:2:1: no command a");
  CHECK(error_of("[descriptions]\na\n") == "t:2:1: expected NAME WORDS");
}
