#include "check/command_cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace upshid::check {

namespace {

// What a word expands to: the parameter of "$1", "${CMD}", "${1:-none}", in quotes or not. Empty
// where it is more or something else.
std::string_view parameter_of(std::string_view word) {
  if (word.size() > 2 && word.front() == '"' && word.back() == '"') {
    word.remove_prefix(1);
    word.remove_suffix(1);
  }
  if (!word.starts_with('$')) return {};
  word.remove_prefix(1);
  const bool has_braces = word.starts_with('{') && word.ends_with('}');
  if (has_braces) {
    word.remove_prefix(1);
    word.remove_suffix(1);
  }
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  const auto end = std::find_if_not(word.begin(), word.end(), is_letter);
  const auto name = word.substr(0, static_cast<std::size_t>(end - word.begin()));
  const auto rest = word.substr(name.size());
  // "${1:-none}" is $1 where there is one, and CMDSCRIPT always has it.
  const bool has_default = has_braces && (rest.starts_with(":-") || rest.starts_with('-') ||
                                          rest.starts_with(":?") || rest.starts_with('?'));
  if (!rest.empty() && !has_default) return {};
  // "$12" is "${1}2" (POSIX XCU 2.6.2).
  const bool is_number = !name.empty() && name.front() >= '0' && name.front() <= '9';
  if (is_number && name.size() > 1 && !has_braces) return {};
  return name;
}

bool is_number(std::string_view name) {
  return name.front() >= '0' && name.front() <= '9';
}

// Variables that hold the command: it is all that is ever assigned to them, but for texts that
// stand for a missing one.
std::set<std::string, std::less<>> names_of_command(const ShellScript& script,
                                                    const std::string& position) {
  std::set<std::string, std::less<>> names;
  std::set<std::string, std::less<>> others;
  for (const ShellAssignment& assignment : script.assignments) {
    const std::string_view from = parameter_of(assignment.value.raw);
    if (from == position || names.find(from) != names.end()) {
      names.insert(assignment.name);
    } else if (assignment.value.expands) {
      others.insert(assignment.name);
    }
  }
  for (const std::string& other : others) names.erase(other);
  return names;
}

bool only_tells(std::string_view command) {
  constexpr std::array tellers{"echo", "printf", "logger", "exit", "return", ":",
                               "true", "false",  "wall",   "cat",  "break",  "shift"};
  return std::find(tellers.begin(), tellers.end(), command) != tellers.end();
}

}  // namespace

bool matches_pattern(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  // Where to go on when a '*' has to take one character more.
  std::optional<std::size_t> star;
  std::size_t taken = 0;
  while (t < text.size()) {
    const bool is_escape = p + 1 < pattern.size() && pattern[p] == '\\';
    const bool is_star = p < pattern.size() && pattern[p] == '*';
    const char expected = p < pattern.size() ? pattern[p + (is_escape ? 1 : 0)] : '\0';
    const bool fits =
        p < pattern.size() && ((pattern[p] == '?' && !is_escape) || expected == text[t]);
    if (is_star) {
      star = ++p;
      taken = t;
    } else if (fits) {
      p += is_escape ? 2 : 1;
      ++t;
    } else if (star) {
      p = *star;
      t = ++taken;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

CommandCases::CommandCases(const ShellScript& script, std::size_t position) : script_(script) {
  if (!script.error.empty()) {
    doubt_ = fmt::format("cannot be parsed beyond line {}: {}", script.error_at.line, script.error);
    return;
  }
  const std::string number = fmt::format("{}", position);
  const auto names = names_of_command(script, number);
  for (const CaseStatement& statement : script.cases) {
    const std::string_view from = parameter_of(statement.subject.raw);
    if (from.empty()) continue;
    // After a shift it is another argument.
    const auto before =
        script.commands.begin() + static_cast<std::ptrdiff_t>(statement.first_command);
    const bool is_shifted =
        is_number(from) && std::any_of(script.commands.begin(), before, [](const ShellWord& word) {
          return word.text == "shift" || word.text == "set";
        });
    if ((from == number && !is_shifted) || names.find(from) != names.end())
      cases_.push_back(&statement);
  }
  if (cases_.empty()) doubt_ = fmt::format("no \"case \"${}\" in ... esac\" found", position);
}

Knows CommandCases::judge_default(const CaseBranch& branch) const {
  const auto at = [this](std::size_t i) {
    return script_.commands.begin() + static_cast<std::ptrdiff_t>(i);
  };
  const bool tells = std::all_of(at(branch.first_command), at(branch.end_command),
                                 [](const ShellWord& word) { return only_tells(word.text); });
  return tells ? Knows::tells : Knows::other;
}

Known CommandCases::find_in(const CaseStatement& statement, std::string_view command) const {
  std::optional<Known> doubtful;
  for (const CaseBranch& branch : statement.branches) {
    for (const ShellWord& label : branch.labels) {
      if (label.pattern == "*") return doubtful.value_or(Known{judge_default(branch), label.at});
      if (label.expands || label.has_bracket) {
        if (!doubtful) doubtful = {Knows::unproved, label.at};
      } else if (label.globs ? matches_pattern(label.pattern, command) : label.text == command) {
        return {label.globs ? Knows::by_pattern : Knows::by_name, label.at};
      }
    }
  }
  return doubtful.value_or(Known{Knows::nothing, statement.subject.at});
}

Known CommandCases::find(std::string_view command) const {
  // The more that is known, the less the value.
  constexpr std::array order{Knows::by_name, Knows::by_pattern, Knows::unproved,
                             Knows::other,   Knows::tells,      Knows::nothing};
  const auto rank = [&order](Knows how) { return std::find(order.begin(), order.end(), how); };
  Known best{Knows::nothing, {}};
  for (const CaseStatement* statement : cases_) {
    const Known known = find_in(*statement, command);
    if (statement == cases_.front() || rank(known.how) < rank(best.how)) best = known;
  }
  return best;
}

std::vector<CaseLabel> CommandCases::labels() const {
  std::vector<CaseLabel> out;
  for (const CaseStatement* statement : cases_) {
    for (const CaseBranch& branch : statement->branches) {
      for (const ShellWord& label : branch.labels) {
        if (!label.expands && !label.globs) out.push_back({label.text, label.at});
      }
    }
  }
  return out;
}

}  // namespace upshid::check
