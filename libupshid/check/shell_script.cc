#include "check/shell_script.h"

#include <fmt/format.h>

#include <algorithm>

#include "check/shell_parser.h"

namespace upshid::check {

namespace {

bool is_name(std::string_view text) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !text.empty() && is_letter(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

}  // namespace

ShellParser::ShellParser(std::string_view text, conf::Position begin)
    : words_(
          text, begin, [this](int depth) { return commands(depth); },
          [this, begin](const std::string& inside) { return backquoted(inside, begin); }) {}

ShellScript ShellParser::run() && {
  ShellScript out;
  if (words_.size() > max_script_size) {
    fail(fmt::format("it has more than {} bytes", max_script_size));
  } else {
    out.body = list({}, 0);
    if (!words_.at_end() && !failed()) unexpected();
  }
  out.error = words_.error();
  out.error_at = words_.error_at();
  out.carriage_return = words_.carriage_return();
  out.bashism = words_.bashism();
  return out;
}

void ShellParser::unexpected() {
  const std::string_view word = words_.plain_word();
  fail(fmt::format("'{}' where none is expected",
                   word.empty() ? std::string(1, words_.peek()) : std::string(word)));
}

ShellNode ShellParser::node(Kind kind) {
  if (++parts_ > max_script_parts)
    fail(fmt::format("it has more than {} commands and words", max_script_parts));
  ShellNode out;
  out.kind = kind;
  out.at = words_.at();
  return out;
}

std::shared_ptr<const ShellNode> ShellParser::commands(int depth) {
  auto out = std::make_shared<ShellNode>(list({}, depth));
  if (failed() || words_.peek() != ')') return nullptr;
  words_.skip(1);
  return out;
}

std::shared_ptr<const ShellNode> ShellParser::backquoted(const std::string& text,
                                                         conf::Position at) {
  at.line = words_.at().line;
  ShellScript inside = read_shell_script(text, at);
  if (!inside.error.empty()) fail(inside.error);
  return std::make_shared<ShellNode>(std::move(inside.body));
}

ShellNode ShellParser::list(Ends ends, int depth) {
  ShellNode out = node(Kind::list);
  if (depth > max_script_depth) fail("it is nested too deep");
  while (!failed()) {
    words_.skip_lines();
    const std::string_view plain = words_.plain_word();
    const bool is_end = std::find(ends.begin(), ends.end(), plain) != ends.end();
    if (words_.at_end() || words_.peek() == ')' || (is_end && !plain.empty())) break;
    if (words_.peek() == ';' && is_one_of(words_.peek(1), ';', '&')) break;
    out.children.push_back(and_or(depth));
    words_.skip_blanks();
    if (is_one_of(words_.peek(), ';', '&') && !is_one_of(words_.peek(1), ';', '&'))
      words_.skip(1);
    else if (!words_.at_end() && !is_one_of(words_.peek(), '\n', ')', ';') && !failed())
      unexpected();
  }
  return out;
}

ShellNode ShellParser::pair(Kind kind, ShellNode left, ShellNode right) {
  ShellNode out = node(kind);
  out.at = left.at;
  out.children.push_back(std::move(left));
  out.children.push_back(std::move(right));
  return out;
}

ShellNode ShellParser::and_or(int depth) {
  ShellNode out = pipeline(depth);
  for (words_.skip_blanks(); !failed(); words_.skip_blanks()) {
    const char c = words_.peek();
    if (!is_one_of(c, '&', '|') || words_.peek(1) != c) break;
    words_.skip(2);
    words_.skip_lines();
    out = pair(c == '&' ? Kind::both : Kind::either, std::move(out), pipeline(depth));
  }
  return out;
}

ShellNode ShellParser::pipeline(int depth) {
  const std::string_view word = words_.plain_word();
  if (is_one_of(word, "!", "time")) {
    ShellNode out = node(Kind::negation);
    const bool negates = word == "!";
    words_.word(depth);
    words_.skip_blanks();
    if (depth > max_script_depth) fail("it is nested too deep");
    if (failed() || !negates) return pipeline(depth + 1);
    out.children.push_back(pipeline(depth + 1));
    return out;
  }
  ShellNode out = command(depth);
  words_.skip_blanks();
  if (words_.peek() != '|' || words_.peek(1) == '|') return out;
  ShellNode all = node(Kind::pipeline);
  all.at = out.at;
  all.children.push_back(std::move(out));
  while (!failed() && words_.peek() == '|' && words_.peek(1) != '|') {
    words_.skip(words_.peek(1) == '&' ? 2 : 1);
    words_.skip_lines();
    all.children.push_back(command(depth));
    words_.skip_blanks();
  }
  return all;
}

bool ShellParser::take(std::string_view word) {
  words_.skip_lines();
  if (words_.at_end()) fail("it ends in the middle of a statement");
  if (words_.plain_word() != word) {
    if (!failed()) unexpected();
    return false;
  }
  words_.skip(word.size());
  return true;
}

ShellNode ShellParser::command(int depth) {
  if (depth > max_script_depth) fail("it is nested too deep");
  ShellNode out = compound(depth);
  for (words_.skip_blanks(); !failed() && is_redirection(); words_.skip_blanks())
    words_.redirection(out, depth);
  return out;
}

bool ShellParser::is_redirection() const {
  std::size_t i = 0;
  while (words_.peek(i) >= '0' && words_.peek(i) <= '9') ++i;  // "2>"
  return is_one_of(words_.peek(i), '<', '>') || (words_.peek() == '&' && words_.peek(1) == '>');
}

// "<(...)" and ">(...)" are words.
bool ShellParser::is_process() const {
  return is_one_of(words_.peek(), '<', '>') && words_.peek(1) == '(';
}

std::optional<ShellAssignment> ShellParser::assignment(ShellWord& word, int depth) {
  if (word.parts.empty() || word.parts.front().kind != ShellPart::Kind::text ||
      word.parts.front().quoted)
    return std::nullopt;
  std::string& text = word.parts.front().text;
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) return std::nullopt;
  std::string_view name(text.data(), equals);
  ShellAssignment out;
  if (name.ends_with('+')) {
    name.remove_suffix(1);
    out.is_simple = false;
  }
  if (const std::size_t bracket = name.find('['); bracket != std::string_view::npos) {
    name = name.substr(0, bracket);
    out.is_simple = false;
  }
  if (!is_name(name)) return std::nullopt;
  out.name = name;
  text.erase(0, equals + 1);
  if (words_.peek() == '(' && word.raw.ends_with('=')) {
    out.is_simple = false;
    words_.note_bash();
    words_.skip(1);
    for (words_.skip_lines(); !failed() && words_.peek() != ')'; words_.skip_lines())
      words_.word(depth);
    close();
  }
  out.value = std::move(word);
  return out;
}

ShellNode ShellParser::simple(int depth) {
  ShellNode out = node(Kind::simple);
  bool declares = false;
  while (!failed()) {
    words_.skip_blanks();
    if (is_redirection() && !is_process()) {
      words_.redirection(out, depth);
      continue;
    }
    const char c = words_.peek();
    if (words_.at_end() || is_one_of(c, '\n', ';', '&', '|', ')')) break;
    if (c == '(') {
      if (out.words.size() == 1 && out.assignments.empty())
        return function(std::move(out.words.front()), depth);
      unexpected();
      break;
    }
    ShellWord word = words_.word(depth);
    if (failed()) break;
    if (++parts_ > max_script_parts) node(Kind::simple);
    if (out.words.empty() || declares) {
      if (auto found = assignment(word, depth)) {
        out.assignments.push_back(*std::move(found));
        continue;
      }
    }
    declares |= out.words.empty() &&
                is_one_of(word.raw, "export", "local", "readonly", "declare", "typeset");
    out.words.push_back(std::move(word));
  }
  if (out.words.empty() && out.assignments.empty() && out.redirections.empty() && !out.input &&
      !failed()) {
    if (words_.at_end())
      fail("it ends in the middle of a statement");
    else
      unexpected();
  }
  return out;
}

ShellScript read_shell_script(std::string_view text, conf::Position begin) {
  return ShellParser(text, begin).run();
}

}  // namespace upshid::check
