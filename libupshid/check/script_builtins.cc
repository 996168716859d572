// The shell's own commands.

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/text.h"
#include "check/script_reader.h"

namespace upshid::check {

std::optional<ScriptReader::Status> ScriptReader::builtin(const std::string& name, Words& words) {
  const auto number = [&words] {
    const auto value =
        words.size() > 1 && words[1].is_known ? base::parse_integer(words[1].text) : std::nullopt;
    return value;
  };
  if (name == "exit") {
    flow_ = Flow::exits;
  } else if (name == "return") {
    if (script_.returnable == 0) return Status{false, false};  // As bash does; it goes on.
    flow_ = Flow::returns;
    if (const auto value = number()) returned_ = *value == 0;
  } else if (name == "break") {
    flow_ = Flow::breaks;
  } else if (name == "continue") {
    flow_ = Flow::continues;
  } else if (name == "shift") {
    const auto count = words.size() > 1 ? number().value_or(0) : 1;
    auto& arguments = state_.arguments;
    const auto given = std::min<std::int64_t>(std::max<std::int64_t>(count, 0),
                                              static_cast<std::int64_t>(arguments.size()));
    arguments.erase(arguments.begin(), arguments.begin() + static_cast<std::ptrdiff_t>(given));
  } else if (name == "set") {
    set(words);
  } else if (name == "unset") {
    for (const Value& word : words) state_.variables.erase(word.text);
  } else if (name == "read" || name == "mapfile" || name == "readarray" || name == "getopts") {
    const std::size_t first = name == "getopts" ? 2 : after_options(words, 1, "dnNtupi");
    for (std::size_t i = first; i < words.size(); ++i) {
      const bool is_whole = name == "read" && words.size() == first + 1;
      state_.variables[words[i].text] = is_whole ? input_ : unknown_value(true);
    }
    return Status{std::nullopt, false};
  } else if (name == "." || name == "source") {
    if (name == "source") note_bash(place_);
    return source(words);
  } else if (name == "shopt") {
    const auto has = [&words](std::string_view word) {
      return std::any_of(words.begin(), words.end(),
                         [word](const Value& one) { return one.text == word; });
    };
    if (has("nocasematch")) script_.ignores_case = has("-s");
  } else if (name == "alias") {
    lose(Doubt::Kind::program);
  } else if (name == "eval") {
    return text({joined(words, 1), !std::any_of(words.begin(), words.end(),
                                                [](const Value& one) { return !one.is_known; })},
                place_);
  } else if (name == "trap") {
    const bool at_exit = std::any_of(words.begin(), words.end(), [](const Value& word) {
      return word.text == "EXIT" || word.text == "0";
    });
    if (at_exit && words.size() > 2 && words[1].is_known && words[1].text != "-")
      script_.at_exit.push_back(words[1].text);
  } else if (name == "[" || name == "test") {
    words.erase(words.begin());
    if (name == "[" && !words.empty()) words.pop_back();
    return bracket(words);
  } else if (name == "false") {
    return Status{false, false};
  } else if (name == "export") {
    for (const Value& word : words) state_.exported.insert(word.text);
  } else {
    return std::nullopt;
  }
  return Status{};
}

// Those whose output can be told.
std::optional<ScriptReader::Status> ScriptReader::text_builtin(const std::string& name,
                                                               const Words& words) {
  const bool is_known =
      std::all_of(words.begin(), words.end(), [](const Value& word) { return word.is_known; });
  if (name == "echo" || name == "printf") {
    if (words.size() > 2 && words[1].text == "-v") {
      state_.variables[words[2].text] = unknown_value(any_named(words));
      return std::nullopt;
    }
    const std::size_t first = name == "printf" && words.size() > 2 && words[1].text == "%s" ? 2 : 1;
    const bool is_plain = is_known && (name == "echo" || first == 2 || words.size() == 2) &&
                          (words.size() < 2 || !words[1].text.starts_with('-'));
    print(is_plain ? Value{joined(words, first), true, any_named(words)}
                   : unknown_value(any_named(words)));
    return std::nullopt;
  }
  if (output_ == nullptr || !is_known) return std::nullopt;
  std::string last = words.back().text;
  while (last.size() > 1 && last.ends_with('/') && name != "tr") last.pop_back();
  if (name == "tr" && words.size() == 3 && input_.is_known) {
    const bool to_upper = words[1].text == "a-z" || words[1].text == "[:lower:]";
    const bool to_lower = words[1].text == "A-Z" || words[1].text == "[:upper:]";
    const bool is_case = (to_upper && (last == "A-Z" || last == "[:upper:]")) ||
                         (to_lower && (last == "a-z" || last == "[:lower:]"));
    if (!is_case) return std::nullopt;
    ShellState changed;
    changed.variables["x"] = input_;
    ShellPart part{ShellPart::Kind::parameter, true, "x", to_upper ? "^^" : ",,", {}, {}};
    print(changed.text_of({part}, substitute_));
  } else if (words.size() >= 2 && last.starts_with('/') &&
             (name == "dirname" || name == "readlink" || name == "realpath")) {
    const std::size_t slash = last.rfind('/');
    print({name == "dirname" ? last.substr(0, std::max<std::size_t>(slash, 1)) : last, true,
           any_named(words)});
  } else if (name == "basename" && words.size() == 2) {
    print({std::string(without_folder(last)), true, any_named(words)});
  } else if (name == "cd" && words.size() == 2) {
    state_.variables["PWD"] = words[1];
  } else if (name == "pwd" && words.size() == 1) {
    print(state_.variable("PWD"));
  } else {
    return std::nullopt;
  }
  return Status{};
}

void ScriptReader::print(const Value& value) {
  if (output_ == nullptr) return;
  output_->text += value.text;
  output_->is_known &= value.is_known;
  output_->is_named |= value.is_named;
}

// Options leave the arguments alone.
void ScriptReader::set(const Words& words) {
  std::size_t i = 1;
  for (; i < words.size(); ++i) {
    const std::string& word = words[i].text;
    if (!words[i].is_known || word.size() < 2 || (word.front() != '-' && word.front() != '+'))
      break;
    if (word == "--") {
      ++i;
      state_.arguments.assign(words.begin() + static_cast<std::ptrdiff_t>(i), words.end());
      return;
    }
    const bool is_on = word.front() == '-';
    const std::string& option = word.back() == 'o' && i + 1 < words.size() ? words[i + 1].text : "";
    if (word.find('e') != std::string::npos || option == "errexit")
      script_.stops_at_failure = is_on;
    if (word.find('u') != std::string::npos || option == "nounset") state_.stops_at_unset = is_on;
    if (option == "pipefail") script_.has_pipefail = is_on;
    if (word.back() == 'o') ++i;
  }
  if (i < words.size())
    state_.arguments.assign(words.begin() + static_cast<std::ptrdiff_t>(i), words.end());
}

ScriptReader::Status ScriptReader::text(const Value& value, const Place& place) {
  auto script = std::make_shared<ShellScript>(read_shell_script(value.text, place.at));
  if (!value.is_known || !script->error.empty()) {
    lose(Doubt::Kind::program);
    return {std::nullopt, true};
  }
  kept_.push_back(script);
  return follow(script->body);
}

ScriptReader::Status ScriptReader::source(const Words& words) {
  if (words.size() < 2) return {false, false};
  auto text = words[1].is_known ? script_text(words[1].text)
                                : Result<std::string>(Error{Code::io, {}, {}, 0});
  if (!text && text.error().code == Code::not_found) {
    if (uncertain_ == 0) {
      out_.missing.push_back({words[1].text, place_});
      hide(Doubt::Kind::unread, words[1].text);
    }
    return {false, false};
  }
  auto script = std::make_shared<ShellScript>(read_shell_script(text ? *text : std::string()));
  if (!text || !script->error.empty()) {
    lose(Doubt::Kind::unread, words[1].is_known ? words[1].text : "a file");
    state_.has_unknown_variables = true;
    return {std::nullopt, true};
  }
  const Place place = std::exchange(place_, {words[1].text, {}});
  kept_.push_back(script);
  ++script_.returnable;
  const Status status = follow(script->body);
  --script_.returnable;
  if (flow_ == Flow::returns) flow_ = Flow::on;
  place_ = place;
  return status;
}

}  // namespace upshid::check
