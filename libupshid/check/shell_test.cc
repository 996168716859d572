// "[ ... ]", "[[ ... ]]" and case.

#include <algorithm>
#include <utility>

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

bool has_signs(std::string_view pattern) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
    } else if (std::string_view("*?[").find(pattern[i]) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

bool fits_all(std::string_view pattern) {
  return !pattern.empty() && pattern.find_first_not_of("*?") == std::string_view::npos &&
         pattern.find('*') != std::string_view::npos;
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

bool ScriptReader::fits(std::string_view pattern, std::string_view text) const {
  if (!script_.ignores_case) return matches_pattern(pattern, text);
  std::string small_pattern(pattern);
  std::string small_text(text);
  for (std::string* one : {&small_pattern, &small_text})
    std::transform(one->begin(), one->end(), one->begin(), base::to_lower);
  return matches_pattern(small_pattern, small_text);
}

std::optional<bool> ScriptReader::takes(const ShellBranch& branch, const Value& subject) {
  bool is_all = false;
  bool is_open = false;
  std::optional<NameMatch> match;
  Place place = place_;
  for (const ShellWord& label : branch.labels) {
    place.at = label.at;
    const Value pattern = state_.pattern_of(label.parts, substitute_);
    if (!pattern.is_known) {
      is_open = true;
      if (subject.is_named) {
        const Place here = std::exchange(place_, place);
        doubt(Doubt::Kind::label);
        place_ = here;
      }
      continue;
    }
    const bool has_pattern = has_signs(pattern.text);
    if (subject.is_named && !has_pattern && label.literal())
      out_.labels.push_back({*label.literal(), place});
    if (!subject.is_known || !fits(pattern.text, subject.text)) continue;
    if (fits_all(pattern.text)) {
      is_all = true;
      if (subject.is_named && !out_.miss && !match) out_.miss = NameMiss{place, true};
    } else if (!match) {
      match = NameMatch{place, has_pattern};
    }
  }
  if (match && subject.is_named && !out_.match) out_.match = match;
  if (match || is_all) return true;
  if (is_open || !subject.is_known) return std::nullopt;
  return false;
}

ScriptReader::Status ScriptReader::choice(const ShellNode& node) {
  const Place place = place_;
  const Value subject = state_.text_of(node.words.front(), substitute_);
  place_ = place;
  if (!subject.is_known && subject.is_named) doubt(Doubt::Kind::subject);
  Status status;
  bool falls = false;
  bool is_taken = false;
  bool may_be_taken = false;
  const bool had_match = out_.match.has_value();
  for (const ShellBranch& branch : node.branches) {
    place_ = place;
    const std::optional<bool> takes_it = falls ? std::optional(true) : takes(branch, subject);
    if (takes_it == false) continue;
    falls = false;
    if (!takes_it) {
      may_be_taken = true;
      decide(
          {std::nullopt, false}, place, [&] { return follow(branch.body); },
          [] { return Status{}; });
      continue;
    }
    is_taken = true;
    status = follow(branch.body);
    if (flow_ != Flow::on || branch.end == ShellBranch::End::stop) return status;
    falls = branch.end == ShellBranch::End::falls;
  }
  if (may_be_taken || !subject.is_known) return {std::nullopt, subject.is_named};
  if (is_taken) return status;
  if (subject.is_named && !had_match && !out_.miss) out_.miss = NameMiss{place, false};
  return {};
}

ScriptReader::Status ScriptReader::test(const ShellNode& node) {
  std::vector<Value> values;
  for (const ShellWord& word : node.words) values.push_back(state_.text_of(word, substitute_));
  if (values.size() == 1) return unary("-n", values[0]);
  if (values.size() == 2) return unary(values[0].text, values[1]);
  if (values.size() != 3) return {std::nullopt, false};
  std::string op = node.words[1].raw;
  const bool is_pattern = op == "=" || op == "==" || op == "!=";
  if (is_pattern) values[2] = state_.pattern_of(node.words[2].parts, substitute_);
  return compare(values[0], op, values[2], is_pattern);
}

}  // namespace upshid::check
