// libupshid/nut/makers.md, which is made from the tables and the quirks.

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "nut/commands.h"
#include "quirks/rules.h"
#include "shipped_table.h"

using namespace upshid;
using namespace upshid::nut;

namespace {

constexpr const char* page = UPSHID_TEST_DATA "/../../../libupshid/nut/makers.md";
constexpr std::size_t width = 120;

// "LABEL: word, word, ..." in lines of the page's width.
std::string paragraph(std::string_view label, const std::set<std::string>& words) {
  if (words.empty()) return {};
  std::string out;
  std::string line = fmt::format("{}:", label);
  std::size_t left = words.size();
  for (const std::string& word : words) {
    const std::string next = fmt::format(" {}{}", word, --left == 0 ? "" : ",");
    if (line.size() + next.size() > width) {
      out += line + "\n";
      line = next.substr(1);
    } else {
      line += next;
    }
  }
  return out + line + "\n\n";
}

std::string ids(const quirks::Match& match) {
  std::vector<std::string> out;
  for (const auto vendor : match.vendors) {
    if (match.products.empty()) out.push_back(fmt::format("{:04x}", vendor));
    for (const auto product : match.products)
      out.push_back(fmt::format("{:04x}:{:04x}", vendor, product));
  }
  if (!match.names.empty()) out.push_back(fmt::format("named {}", fmt::join(match.names, ", ")));
  return fmt::format("{}", fmt::join(out, " "));
}

bool selects(const quirks::Row& row, std::string_view dialect) {
  return std::ranges::any_of(row.actions, [dialect](const quirks::Action& action) {
    return action.verb == quirks::Verb::dialect && action.word == dialect;
  });
}

std::string section(const Dialect& dialect) {
  std::string out = fmt::format("## {}\n\n", dialect.name);
  for (const quirks::Row& row : quirks::shipped_rules().rows) {
    if (selects(row, dialect.name))
      out += fmt::format("- {}\n  {};\n  tested with {}\n", ids(row.match), row.source, row.test);
  }
  out += dialect.name == "standard"
             ? "- all others; their commands and settings need --force (upshid-cmd(8))\n\n"
             : "\n";
  std::set<std::string> read;
  std::set<std::string> set;
  std::set<std::string> conditions;
  for (const Row& row : table_of(dialect.name)->dialects.front().rows) {
    if (row.condition) conditions.emplace(name_of(*row.condition));
    if (!row.condition) read.emplace(row.name);
    if (row.max_length) set.emplace(row.name);
  }
  std::set<std::string> commands;
  if (const CommandDialect* own = command_table().dialect(dialect.name)) {
    for (const CommandRow& row : own->rows) commands.emplace(row.name);
  }
  return out + paragraph("Read", read) + paragraph("Status and alarms", conditions) +
         paragraph("Settings", set) + paragraph("Commands", commands);
}

std::string made() {
  std::string out =
      "# What upshid knows of each maker's units\n\n"
      "Of this, a unit has what its report descriptor declares. Commands that consist of others, "
      "such as\n"
      "`shutdown.return`, are in commands.table, corrections of single models in shipped.quirks. "
      "This page is made\n"
      "from those two and variables.table by tests/unit/nut/makers_test.cc.\n\n";
  for (const Dialect& dialect : shipped_table().dialects) out += section(dialect);
  out.resize(out.find_last_not_of('\n') + 1);
  return out + "\n";
}

}  // namespace

TEST_CASE("the page of makers says what the tables say; UPSHID_REWRITE_EXPECTED writes it") {
  const std::string now = made();
  if (std::getenv("UPSHID_REWRITE_EXPECTED") != nullptr) std::ofstream(page) << now;
  std::ifstream in(page);
  std::stringstream kept;
  kept << in.rdbuf();
  CHECK(kept.str() == now);
}
