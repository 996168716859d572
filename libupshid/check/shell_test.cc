// "[ ... ]" and "[[ ... ]]".

#include <algorithm>

#include "base/text.h"
#include "check/script_reader.h"

namespace upshid::check {

namespace {

// As far as it is one that a pattern matches literally.
std::string without_escapes(std::string_view pattern) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
    out += pattern[i];
  }
  return out;
}

std::optional<bool> compare_numbers(std::string_view left, std::string_view op,
                                    std::string_view right) {
  const auto a = base::parse_integer(left);
  const auto b = base::parse_integer(right);
  if (!a || !b) return std::nullopt;
  if (op == "-eq") return *a == *b;
  if (op == "-ne") return *a != *b;
  if (op == "-lt") return *a < *b;
  if (op == "-le") return *a <= *b;
  if (op == "-gt") return *a > *b;
  if (op == "-ge") return *a >= *b;
  return std::nullopt;
}

}  // namespace

ScriptReader::Status ScriptReader::unary(std::string_view op, const Value& value) const {
  if (op == "!") {
    Status status = unary("-n", value);
    if (status.is_ok) status.is_ok = !*status.is_ok;
    return status;
  }
  if (value.is_known && op == "-n") return {!value.text.empty(), false};
  if (value.is_known && op == "-z") return {value.text.empty(), false};
  return {std::nullopt, value.is_named};
}

ScriptReader::Status ScriptReader::compare(const Value& left, std::string_view op,
                                           const Value& right, bool is_pattern) {
  const bool is_named = left.is_named || right.is_named;
  if (!left.is_known || !right.is_known) return {std::nullopt, is_named};
  const bool is_equality = op == "=" || op == "==" || op == "!=";
  if (!is_equality) return {compare_numbers(left.text, op, right.text), is_named};
  const bool is_equal = is_pattern ? fits(right.text, left.text) : left.text == right.text;
  // What a name is compared with to find a missing one or an option is no case for it.
  const Value& other = left.is_named ? right : left;
  const std::string text = without_escapes(other.text);
  if (left.is_named != right.is_named && !text.empty() && !text.starts_with('-')) {
    const bool has_pattern = is_pattern && other.text.find_first_of("*?[") != std::string::npos;
    if (is_equal && !out_.match) out_.match = NameMatch{place_, has_pattern};
    if (!is_equal && !out_.miss) out_.miss = NameMiss{place_, false, false};
  }
  return {is_equal == (op != "!="), false};
}

// Without the brackets: the oldest of their rules, by the number of words.
ScriptReader::Status ScriptReader::bracket(Words words) {
  bool negates = false;
  while (words.size() > 1 && words.front().is_known && words.front().text == "!") {
    negates = !negates;
    words.erase(words.begin());
  }
  const auto is_joint = [](const Value& word) {
    return word.is_known && (word.text == "-a" || word.text == "-o");
  };
  const auto joint =
      words.size() > 3 ? std::find_if(words.begin() + 1, words.end(), is_joint) : words.end();
  Status out{std::nullopt, false};
  if (words.empty()) {
    out.is_ok = false;
  } else if (joint != words.end()) {
    const Status left = bracket({words.begin(), joint});
    const Status right = bracket({joint + 1, words.end()});
    const bool decisive = joint->text == "-o";
    out.is_named = left.is_named || right.is_named;
    if (left.is_ok == decisive || right.is_ok == decisive) {
      out.is_ok = decisive;
    } else if (left.is_ok && right.is_ok) {
      out.is_ok = !decisive;
    }
  } else if (words.size() == 1) {
    out = unary("-n", words[0]);
  } else if (words.size() == 2) {
    out = unary(words[0].text, words[1]);
  } else if (words.size() == 3) {
    if (words[1].text == "==") note_bash(place_);
    out = compare(words[0], words[1].text, words[2], false);
  } else {
    out.is_named =
        std::any_of(words.begin(), words.end(), [](const Value& word) { return word.is_named; });
  }
  if (negates && out.is_ok) out.is_ok = !*out.is_ok;
  return out;
}

}  // namespace upshid::check
