#include "check/shell_state.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/text.h"

namespace upshid::check {

namespace {

using Kind = ShellPart::Kind;

// A script may double a text again and again.
constexpr std::size_t max_text = 10'000;

// What the environment of a command has, whose value nobody knows before.
bool is_of_environment(std::string_view name) {
  constexpr std::array names{"UPSNAME", "NOTIFYMSG", "NOTIFYTYPE", "PATH", "HOME",   "USER",
                             "LOGNAME", "SHELL",     "LANG",       "PWD",  "OLDPWD", "HOSTNAME",
                             "RANDOM",  "SECONDS",   "LINENO",     "UID",  "EUID",   "PPID",
                             "OPTARG",  "OPTIND",    "REPLY",      "IFS",  "TZ",     "FUNCNAME"};
  constexpr std::array beginnings{"UPSHID_", "BASH", "LC_", "NUT", "INVOCATION_", "SYSTEMD_"};
  return std::find(names.begin(), names.end(), name) != names.end() ||
         std::any_of(beginnings.begin(), beginnings.end(),
                     [name](std::string_view begin) { return name.starts_with(begin); });
}

// Does one character fit the pattern at `at`? `at` is then after its sign.
bool fits(std::string_view pattern, std::size_t& at, char c) {
  const char sign = pattern[at++];
  if (sign == '?') return true;
  if (sign == '\\' && at < pattern.size()) return pattern[at++] == c;
  if (sign != '[') return sign == c;
  std::size_t i = at;
  const bool is_not = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (is_not) ++i;
  bool found = false;
  for (const std::size_t first = i; i < pattern.size() && (pattern[i] != ']' || i == first); ++i) {
    if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
    const bool is_range = i + 2 < pattern.size() && pattern[i + 1] == '-' && pattern[i + 2] != ']';
    found |= is_range ? pattern[i] <= c && c <= pattern[i + 2] : pattern[i] == c;
    if (is_range) i += 2;
  }
  if (i >= pattern.size()) return c == '[';
  at = i + 1;
  return found != is_not;
}

std::string changed_case(std::string text, std::string_view op) {
  const auto change = [&](char& c) {
    if (op.front() == ',') {
      c = base::to_lower(c);
    } else if (c >= 'a' && c <= 'z') {
      c = static_cast<char>(c - 'a' + 'A');
    }
  };
  if (op.size() == 2) {
    std::for_each(text.begin(), text.end(), change);
  } else if (!text.empty()) {
    change(text.front());
  }
  return text;
}

// "${name#pattern}" and its kin.
std::string trimmed(const std::string& text, std::string_view op, std::string_view pattern) {
  const bool from_begin = op.front() == '#';
  std::string out = text;
  for (std::size_t length = 0; length <= text.size(); ++length) {
    const std::size_t begin = from_begin ? 0 : text.size() - length;
    if (!matches_pattern(pattern, std::string_view(text).substr(begin, length))) continue;
    out = from_begin ? text.substr(length) : text.substr(0, begin);
    if (op.size() == 1) break;
  }
  return out;
}

}  // namespace

bool matches_pattern(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  // Where to go on when a '*' has to take one character more.
  std::optional<std::size_t> star;
  std::size_t taken = 0;
  while (t < text.size()) {
    std::size_t after = p;
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      taken = t;
    } else if (p < pattern.size() && fits(pattern, after, text[t])) {
      p = after;
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

std::optional<Value> ShellState::lookup(std::string_view name) const {
  if (name == "@" || name == "*") {
    Value out;
    for (const Value& argument : arguments) {
      if (out.text.size() > max_text) return unknown_value(true);
      out.text += (out.text.empty() ? "" : " ") + argument.text;
      out.is_known &= argument.is_known;
      out.is_named |= argument.is_named;
    }
    return out;
  }
  if (name == "#") return Value{std::to_string(arguments.size())};
  if (name == "0") return Value{script};
  std::size_t number = 0;
  const auto parsed = std::from_chars(name.data(), name.data() + name.size(), number);
  if (!name.empty() && parsed.ptr == name.data() + name.size()) {
    if (number > arguments.size()) return std::nullopt;
    return arguments[number - 1];
  }
  const auto found = variables.find(name);
  if (found != variables.end()) return found->second;
  const bool is_special =
      name.size() == 1 && std::string_view("?$!-_").find(name) != std::string_view::npos;
  if (is_special || is_of_environment(name)) return unknown_value(false);
  if (has_unknown_variables) return unknown_value(true);
  return std::nullopt;
}

Value ShellState::variable(std::string_view name) const {
  return lookup(name).value_or(Value{});
}

Value ShellState::parameter(const ShellPart& part, const Substitute& substitute) {
  const std::optional<Value> found = lookup(part.text);
  const Value value = found.value_or(Value{});
  const std::string& op = part.op;
  if (part.text == "BASH_SOURCE") return {script};
  if (stops_at_unset && !found && op.find_first_of("-=?+") == std::string::npos)
    has_read_unset = true;
  if (op.empty()) return value;
  const char sign = op.back();
  if (sign == '-' || sign == '=' || sign == '?' || sign == '+') {
    if (sign == '?') return value;
    if (!value.is_known)
      return unknown_value(value.is_named || text_of(part.word, substitute).is_named);
    const bool is_missing = !found || (op.size() == 2 && value.text.empty());
    if (is_missing == (sign == '+')) return sign == '+' ? Value{} : value;
    Value other = text_of(part.word, substitute);
    if (sign == '=') variables[part.text] = other;
    return other;
  }
  const Value word = op == "#" || op == "##" || op == "%" || op == "%%"
                         ? pattern_of(part.word, substitute)
                         : text_of(part.word, substitute);
  const bool is_named = value.is_named || word.is_named;
  if (!value.is_known || !word.is_known) return unknown_value(is_named);
  if (op == "length") return {std::to_string(value.text.size()), true, false};
  if ((sign == ',' || sign == '^') && word.text.empty())
    return {changed_case(value.text, op), true, is_named};
  if (sign == '#' || sign == '%') return {trimmed(value.text, op, word.text), true, is_named};
  return unknown_value(is_named);
}

Value ShellState::value_of(const ShellPart& part, const Substitute& substitute) {
  switch (part.kind) {
    case Kind::text:
      return {part.text, true, false};
    case Kind::parameter:
      return parameter(part, substitute);
    case Kind::commands:
    case Kind::process: {
      Value out = part.commands ? substitute(*part.commands) : unknown_value(true);
      if (part.kind == Kind::process) return unknown_value(out.is_named);
      out.text.erase(out.text.find_last_not_of('\n') + 1);
      return out;
    }
    case Kind::unknown:
      break;
  }
  return unknown_value(false);
}

Value ShellState::text_of(const std::vector<ShellPart>& parts, const Substitute& substitute) {
  Value out;
  for (const ShellPart& part : parts) {
    const Value value = value_of(part, substitute);
    out.text += value.text;
    out.is_known &= value.is_known && out.text.size() <= max_text;
    out.is_named |= value.is_named;
  }
  if (!out.is_known) out.text.clear();
  return out;
}

Value ShellState::pattern_of(const std::vector<ShellPart>& parts, const Substitute& substitute) {
  Value out;
  for (const ShellPart& part : parts) {
    const Value value = value_of(part, substitute);
    for (const char c : value.text) {
      if (part.quoted) out.text += '\\';
      out.text += c;
    }
    out.is_known &= value.is_known;
    out.is_named |= value.is_named;
  }
  return out;
}

std::vector<Value> ShellState::fields_of(const ShellWord& word, const Substitute& substitute) {
  std::vector<Value> out;
  bool is_open = false;  // Does what comes next belong to the last one?
  const auto add = [&](const Value& value) {
    if (!is_open) out.emplace_back();
    is_open = true;
    out.back().text += value.text;
    out.back().is_known &= value.is_known;
    out.back().is_named |= value.is_named;
  };
  if (word.has_quotes && word.parts.empty()) add({});
  for (const ShellPart& part : word.parts) {
    if (part.kind == Kind::parameter && part.op.empty() && part.text == "@") {
      for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (i > 0) is_open = false;
        add(arguments[i]);
      }
      continue;
    }
    const Value value = value_of(part, substitute);
    const bool splits = !part.quoted && part.kind != Kind::text && value.is_known;
    if (!splits) {
      add(value);
      continue;
    }
    const auto words = base::words(value.text);
    if (!value.text.empty() && base::is_space(value.text.front())) is_open = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i > 0) is_open = false;
      add({std::string(words[i]), true, value.is_named});
    }
    if (!value.text.empty() && base::is_space(value.text.back())) is_open = false;
  }
  return out;
}

void ShellState::merge(const ShellState& other) {
  for (const auto& [name, value] : other.variables) variables.try_emplace(name, variable(name));
  for (auto& [name, value] : variables) {
    const Value theirs = other.variable(name);
    if (value != theirs) value = unknown_value(value.is_named || theirs.is_named);
  }
  exported.insert(other.exported.begin(), other.exported.end());
  has_unknown_variables |= other.has_unknown_variables;
  if (arguments == other.arguments) return;
  const std::size_t count = std::max(arguments.size(), other.arguments.size());
  arguments.assign(count, unknown_value(true));
}

}  // namespace upshid::check
