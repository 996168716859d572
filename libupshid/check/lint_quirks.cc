#include "check/lint_quirks.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/file.h"
#include "base/text.h"
#include "nut/table.h"
#include "power/usages.h"
#include "quirks/rules.h"

namespace upshid::check {

namespace {

bool is_known(std::string_view path) {
  return std::ranges::all_of(base::split(path, '.'), [](std::string_view part) {
    return (part.starts_with('[') && part.ends_with(']')) || power::usage_named(part);
  });
}

Complaint about(const quirks::Row& row, ComplaintCode code, Severity severity, std::string what) {
  return {row.file, row.line, 1, code, severity, fmt::format("[{}]: {}", row.name, what)};
}

void lint_action(const quirks::Row& row, const quirks::Action& action, Complaints& out) {
  if (action.verb == quirks::Verb::dialect && nut::table_of(action.word) == nullptr) {
    out.push_back(
        about(row, ComplaintCode::unknown_name, Severity::error,
              fmt::format("found Dialect={}, expected a section of variables.table; no UPS that "
                          "this matches could be opened",
                          action.word)));
  }
  for (const std::string& path : action.paths) {
    if (is_known(path)) continue;
    out.push_back(about(row, ComplaintCode::no_effect, Severity::warning,
                        fmt::format("no usage has the name of a part of {}", path)));
  }
}

}  // namespace

QuirksFile lint_quirks(const std::string& path) {
  QuirksFile out;
  const auto text = base::read_file(path);
  if (!text) {
    Error reason = text.error();
    reason.where.clear();
    out.complaints.push_back(
        {path, 0, 0, ComplaintCode::unreadable, Severity::error, reason.text()});
    return out;
  }
  const auto parsed = quirks::parse_quirks(*text, path);
  if (parsed.error) {
    out.complaints.push_back(*parsed.error);
    return out;
  }
  const quirks::Rules shipped = quirks::shipped_rules();
  for (const quirks::Row& row : parsed.rows) {
    const bool replaces =
        std::ranges::find(shipped.rows, row.name, &quirks::Row::name) != shipped.rows.end();
    for (const quirks::Action& action : row.actions) lint_action(row, action, out.complaints);
    if (row.actions.empty() && !replaces) {
      out.complaints.push_back(about(row, ComplaintCode::no_effect, Severity::warning,
                                     "it has no verbs, and there is no shipped row to disable"));
    }
    out.sections.push_back({row.name, replaces, row.actions.empty()});
  }
  if (has_error(out.complaints)) out.sections.clear();
  return out;
}

}  // namespace upshid::check
