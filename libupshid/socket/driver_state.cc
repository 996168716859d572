#include "socket/driver_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "conf/lexer.h"

namespace upshid::socket {

namespace {

// ADDRANGE has whole numbers.
std::optional<std::pair<std::int64_t, std::int64_t>> whole(
    const std::optional<std::pair<double, double>>& range) {
  constexpr double limit = 2147483647;
  if (!range || std::abs(range->first) > limit || std::abs(range->second) > limit)
    return std::nullopt;
  return std::pair(static_cast<std::int64_t>(std::ceil(range->first)),
                   static_cast<std::int64_t>(std::floor(range->second)));
}

void make_writable(DriverVariable& variable, const Setting& setting) {
  variable.is_writable = true;
  variable.max_length = setting.max_length;
  if (setting.is_enumeration)
    variable.choices = setting.choices;
  else if (setting.choices.empty())
    variable.range = whole(setting.range);
}

std::string value_line(const DriverVariable& variable) {
  return fmt::format("SETINFO {} {}\n", variable.name, in_quotes(variable.value));
}

// upsd forgets what comes before the first SETINFO.
std::string lines_of(const DriverVariable& variable) {
  std::string out = value_line(variable);
  if (!variable.is_writable) return out;
  for (const std::string& choice : variable.choices)
    out += fmt::format("ADDENUM {} {}\n", variable.name, in_quotes(choice));
  if (variable.range) {
    out += fmt::format("ADDRANGE {} {} {}\n", variable.name, variable.range->first,
                       variable.range->second);
  }
  out += fmt::format("SETFLAGS {} RW {}\n", variable.name, variable.range ? "NUMBER" : "STRING");
  if (variable.max_length > 0)
    out += fmt::format("SETAUX {} {}\n", variable.name, variable.max_length);
  return out;
}

bool differs_in_value_only(const DriverVariable& a, DriverVariable b) {
  b.value = a.value;
  return a == b;
}

std::string_view freshness(const DriverState& state) {
  return state.is_stale ? "DATASTALE\n" : "DATAOK\n";
}

constexpr std::string_view done = "DUMPDONE\n";

}  // namespace

const DriverVariable* DriverState::find(std::string_view name) const {
  const auto found = std::ranges::find(variables, name, &DriverVariable::name);
  return found == variables.end() ? nullptr : &*found;
}

DriverState driver_state_of(const Ups& ups) {
  DriverState out;
  const Snapshot& snapshot = ups.snapshot();
  for (const Variable& variable : snapshot.variables())
    out.variables.push_back({variable.name, variable.value, {}, {}, {}, {}});
  for (const Setting& setting : ups.settings()) {
    const auto found = std::ranges::find(out.variables, setting.name, &DriverVariable::name);
    if (found != out.variables.end()) make_writable(*found, setting);
  }
  for (const InstantCommand& command : ups.commands()) out.commands.push_back(command.name);
  out.is_stale = snapshot.stale();
  return out;
}

std::string dump_of(const DriverState& state) {
  std::string out;
  for (const DriverVariable& variable : state.variables) out += lines_of(variable);
  for (const std::string& command : state.commands) out += fmt::format("ADDCMD {}\n", command);
  out += freshness(state);
  return out += done;
}

std::string dump_of(const DriverState& state, std::string_view variable) {
  std::string out;
  if (const DriverVariable* found = state.find(variable)) out += lines_of(*found);
  return out += done;
}

std::string difference(const DriverState& before, const DriverState& after) {
  std::string out;
  for (const DriverVariable& old : before.variables) {
    if (after.find(old.name) == nullptr) out += fmt::format("DELINFO {}\n", old.name);
  }
  for (const DriverVariable& variable : after.variables) {
    const DriverVariable* old = before.find(variable.name);
    if (old != nullptr && *old == variable) continue;
    if (old != nullptr && differs_in_value_only(*old, variable)) {
      out += value_line(variable);
      continue;
    }
    if (old != nullptr) out += fmt::format("DELINFO {}\n", variable.name);
    out += lines_of(variable);
  }
  const auto lacks = [](const std::vector<std::string>& list, const std::string& name) {
    return std::ranges::find(list, name) == list.end();
  };
  for (const std::string& command : before.commands) {
    if (lacks(after.commands, command)) out += fmt::format("DELCMD {}\n", command);
  }
  for (const std::string& command : after.commands) {
    if (lacks(before.commands, command)) out += fmt::format("ADDCMD {}\n", command);
  }
  if (before.is_stale != after.is_stale) out += freshness(after);
  return out;
}

std::string in_quotes(std::string_view word) {
  std::string out = "\"";
  for (const char c : word.substr(0, conf::max_word_length)) {
    if (c == '"' || c == '\\' || c == '#') out += '\\';
    out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return out += '"';
}

}  // namespace upshid::socket
