#include "replay/differences.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace replay {

namespace {

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::string value_or_dash(const Variables& from, const std::string& name) {
  const auto at = from.find(name);
  return at == from.end() ? "-" : trimmed(at->second);
}

bool fits(const std::string& pattern, const std::string& text) {
  return pattern == "*" || pattern == text;
}

}  // namespace

Variables variables_of(const std::string& text) {
  std::istringstream in(text);
  Variables out;
  for (std::string line; std::getline(in, line);) {
    const auto colon = line.find(": ");
    if (colon != std::string::npos) out[line.substr(0, colon)] = line.substr(colon + 2);
  }
  return out;
}

Differences::Differences(const std::string& path) : path_(path) {
  std::ifstream in(path);
  REQUIRE(in);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (trimmed(line).empty() || line[0] == '#') continue;
    std::vector<std::string> parts;
    std::istringstream split(line);
    for (std::string part; std::getline(split, part, '|');) parts.push_back(trimmed(part));
    CAPTURE(line);
    REQUIRE(parts.size() == 4);
    REQUIRE_FALSE(parts[3].empty());
    Row& row = rows_.emplace_back();
    std::istringstream(parts[0]) >> row.device >> row.set >> row.variable;
    REQUIRE_FALSE(row.variable.empty());
    row.nut = parts[1];
    row.ours = parts[2];
    row.line = number;
  }
}

void Differences::compare(const std::string& device, int set, const Variables& nut,
                          const Variables& ours) {
  std::set<std::string> names;
  for (const auto& [name, value] : nut) names.insert(name);
  for (const auto& [name, value] : ours) names.insert(name);
  for (const std::string& name : names) {
    if (name.starts_with("driver.")) continue;
    const std::string theirs = value_or_dash(nut, name);
    const std::string mine = value_or_dash(ours, name);
    if (theirs == mine) continue;
    const auto known = std::ranges::find_if(rows_, [&](const Row& row) {
      return fits(row.device, device) && fits(row.set, std::to_string(set)) &&
             fits(row.variable, name) && fits(row.nut, theirs) && fits(row.ours, mine);
    });
    if (known == rows_.end()) {
      FAIL_CHECK(fmt::format("{} {} {} | {} | {} |", device, set, name, theirs, mine));
    } else {
      known->used = true;
    }
  }
}

bool Differences::is_pending(const std::string& device) const {
  return std::ranges::any_of(
      rows_, [&](const Row& row) { return row.device == device && row.variable == "*"; });
}

void Differences::check_all_used() const {
  for (const Row& row : rows_) {
    if (!row.used) FAIL_CHECK(fmt::format("{}:{}: nothing differs so any more", path_, row.line));
  }
}

}  // namespace replay
