#include "replay/differences.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/file.h"
#include "base/line_reader.h"
#include "base/text.h"

namespace replay {

namespace {

using upshid::base::LineReader;

std::string value_or_dash(const Variables& from, const std::string& name) {
  const auto at = from.find(name);
  return at == from.end() ? "-" : std::string(upshid::base::trim(at->second));
}

bool fits(const std::string& pattern, const std::string& text) {
  return pattern == "*" || pattern == text;
}

}  // namespace

Variables variables_of(const std::string& text) {
  Variables out;
  for (const std::string_view line : upshid::base::split(text, '\n')) {
    const auto colon = line.find(": ");
    if (colon != std::string_view::npos)
      out.insert_or_assign(std::string(line.substr(0, colon)), std::string(line.substr(colon + 2)));
  }
  return out;
}

Differences::Differences(const std::string& path) : path_(path) {
  const auto text = upshid::base::read_file(path);
  REQUIRE(text);
  LineReader lines(*text, path, upshid::Code::malformed_config, LineReader::Comments::whole_lines);
  while (lines.next()) {
    CAPTURE(lines.line());
    std::vector<std::string> parts;
    for (const auto part : upshid::base::split(lines.line(), '|'))
      parts.emplace_back(upshid::base::trim(part));
    REQUIRE(parts.size() == 4);
    REQUIRE_FALSE(parts[3].empty());
    const auto words = upshid::base::words(parts[0]);
    REQUIRE(words.size() >= 3);
    rows_.push_back({std::string(words[0]), std::string(words[1]), std::string(words[2]), parts[1],
                     parts[2], lines.number()});
  }
}

void Differences::compare(const std::string& device, const std::string& set, const Variables& nut,
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
      return fits(row.device, device) && fits(row.set, set) && fits(row.variable, name) &&
             fits(row.nut, theirs) && fits(row.ours, mine);
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
