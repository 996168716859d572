#ifndef UPSHID_CHECK_SHELL_STATE_H
#define UPSHID_CHECK_SHELL_STATE_H

// What the variables and arguments of a script hold at one of its lines, and what words expand to.

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "check/shell_script.h"

namespace upshid::check {

struct Value {
  std::string text;
  bool is_known = true;
  // Was it made from the name that the script was called with? Of an unknown one: it may have been.
  bool is_named = false;

  friend bool operator==(const Value&, const Value&) = default;
};

inline Value unknown_value(bool is_named) {
  return {{}, false, is_named};
}

// '*', '?' and "[...]" stand for something, '\' takes what follows as it is.
bool matches_pattern(std::string_view pattern, std::string_view text);

struct ShellState {
  // The output of "$(...)".
  using Substitute = std::function<Value(const ShellNode& commands)>;

  std::string script;  // $0
  std::vector<Value> arguments;
  std::map<std::string, Value, std::less<>> variables;
  std::set<std::string, std::less<>> exported;
  bool has_unknown_variables = false;  // A file that was not read may have set some.
  bool stops_at_unset = false;         // set -u, and
  bool has_read_unset = false;         // one was read since.

  Value variable(std::string_view name) const;

  // As one text.
  Value text_of(const std::vector<ShellPart>& parts, const Substitute& substitute);
  Value text_of(const ShellWord& word, const Substitute& substitute) {
    return text_of(word.parts, substitute);
  }
  // As a pattern: what is quoted has a '\' before each character.
  Value pattern_of(const std::vector<ShellPart>& parts, const Substitute& substitute);
  // As the arguments that it becomes.
  std::vector<Value> fields_of(const ShellWord& word, const Substitute& substitute);

  // One path led here with this state, another with `other`.
  void merge(const ShellState& other);

  friend bool operator==(const ShellState&, const ShellState&) = default;

 private:
  Value value_of(const ShellPart& part, const Substitute& substitute);
  Value parameter(const ShellPart& part, const Substitute& substitute);
  std::optional<Value> lookup(std::string_view name) const;
};

}  // namespace upshid::check

#endif
