#include "check/shell_words.h"

#include <algorithm>
#include <utility>

namespace upshid::check {

namespace {

using Kind = ShellPart::Kind;

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

bool ends_word(char c) {
  return is_blank(c) || std::string_view("\n;&|<>()").find(c) != std::string_view::npos;
}

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

std::optional<std::string> ShellWord::literal() const {
  std::string out;
  for (const ShellPart& part : parts) {
    if (part.kind != Kind::text) return std::nullopt;
    out += part.text;
  }
  return out;
}

void ShellWords::fail(std::string what) {
  if (failed()) return;
  error_ = std::move(what);
  error_at_ = at_;
}

void ShellWords::skip(std::size_t count) {
  for (; count > 0 && !at_end(); --count, ++i_) {
    if (text_[i_] == '\n') {
      ++at_.line;
      at_.column = 1;
    } else {
      ++at_.column;
    }
  }
}

void ShellWords::skip_blanks() {
  for (;;) {
    if (is_blank(peek()) && !at_end()) {
      skip(1);
    } else if (peek() == '\r' && (peek(1) == '\n' || i_ + 1 == text_.size())) {
      if (!carriage_return_) carriage_return_ = at_;
      skip(1);
    } else if (peek() == '\\' && peek(1) == '\n') {
      skip(2);
    } else if (peek() == '#') {
      while (!at_end() && peek() != '\n') skip(1);
    } else {
      return;
    }
  }
}

void ShellWords::skip_lines() {
  for (skip_blanks(); peek() == '\n' && !failed(); skip_blanks()) newline();
}

void ShellWords::newline() {
  skip(1);
  for (const HereDocument& document : std::exchange(due_, {})) here_document(document);
}

// Its lines up to the one that is its end; a script may end before, as shells let it.
void ShellWords::here_document(const HereDocument& document) {
  while (!at_end()) {
    const std::size_t end = std::min(text_.find('\n', i_), text_.size());
    std::string_view line = text_.substr(i_, end - i_);
    if (document.strips_tabs)
      line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
    skip(end - i_ + 1);
    if (line == document.end) return;
    document.text->append(line) += '\n';
  }
}

void ShellWords::redirection(ShellNode& node, int depth) {
  while (peek() >= '0' && peek() <= '9') skip(1);
  const bool is_here = peek() == '<' && peek(1) == '<' && peek(2) != '<';
  const bool is_word = peek() == '<' && peek(1) == '<' && peek(2) == '<';
  if (is_word || peek() == '&') note_bash();
  // ">(" of "> >(...)" is a word.
  while (std::string_view("<>&|").find(peek()) != std::string_view::npos && !at_end() &&
         peek(1) != '(')
    skip(1);
  HereDocument document;
  if (is_here && peek() == '-') {
    document.strips_tabs = true;
    skip(1);
  }
  skip_blanks();
  ShellWord target = word(depth);
  if (!is_here) {
    node.has_input_word |= is_word;
    node.redirections.push_back(std::move(target));
    return;
  }
  document.end = target.literal().value_or(target.raw);
  document.text = node.input = std::make_shared<std::string>();
  due_.push_back(std::move(document));
}

void ShellWords::add(Parts& parts, char c, bool quoted) {
  if (parts.empty() || parts.back().kind != Kind::text || parts.back().quoted != quoted)
    parts.push_back({Kind::text, quoted, {}, {}, {}, {}});
  parts.back().text += c;
}

std::string_view ShellWords::plain_word() const {
  std::size_t end = i_;
  while (end < text_.size() && !ends_word(text_[end]) && text_[end] != '\r') {
    if (std::string_view("\\'\"$`").find(text_[end]) != std::string_view::npos) return {};
    ++end;
  }
  return text_.substr(i_, end - i_);
}

ShellWord ShellWords::word(int depth) {
  ShellWord out;
  out.at = at_;
  const std::size_t begin = i_;
  while (!at_end() && !failed()) {
    const char c = peek();
    const bool is_process = (c == '<' || c == '>') && peek(1) == '(';
    // "@(a|b)", where the script turns that on.
    if (has_extglob_ && peek(1) == '(' &&
        std::string_view("@+?*!").find(c) != std::string_view::npos) {
      skip(1);
      skip_arithmetic();
      out.parts.push_back({Kind::unknown, false, {}, {}, {}, {}});
      continue;
    }
    if ((ends_word(c) && !is_process) || (c == '\r' && peek(1) == '\n')) break;
    if (c == '\\' && peek(1) == '\n') {
      skip(2);
    } else if (c == '\\' || c == '\'' || c == '"') {
      out.has_quotes = true;
      quoted(out.parts, depth);
    } else if (c == '$' || c == '`') {
      dollar(out.parts, false, depth);
    } else if (is_process) {
      note_bash();
      skip(2);
      out.parts.push_back({Kind::process, false, {}, {}, {}, read_commands_(depth + 1)});
      if (!out.parts.back().commands) fail("'(' without its ')'");
    } else {
      add(out.parts, c, false);
      skip(1);
    }
  }
  if (i_ == begin) fail("a word is missing");
  out.raw = text_.substr(begin, i_ - begin);
  return out;
}

void ShellWords::quoted(Parts& parts, int depth) {
  const char quote = peek();
  skip(1);
  if (quote == '"') return double_quoted(parts, depth);
  if (quote == '\\') {
    if (at_end()) return fail("a '\\' at its end");
    add(parts, peek(), true);
    return skip(1);
  }
  const std::size_t end = text_.find('\'', i_);
  if (end == std::string_view::npos) return fail("an open quote (')");
  for (const char c : text_.substr(i_, end - i_)) add(parts, c, true);
  skip(end - i_ + 1);
}

void ShellWords::double_quoted(Parts& parts, int depth) {
  const conf::Position opened = at_;
  while (!at_end() && !failed()) {
    const char c = peek();
    if (c == '"') return skip(1);
    if (c == '$' || c == '`') {
      dollar(parts, true, depth);
      continue;
    }
    if (c == '\\' && std::string_view("$`\"\\\n").find(peek(1)) != std::string_view::npos) {
      skip(1);
      if (peek() != '\n') add(parts, peek(), true);
    } else {
      add(parts, c, true);
    }
    skip(1);
  }
  if (failed()) return;
  fail("an open quote (\")");
  error_at_ = opened;
  --error_at_.column;
}

// "$name", "${...}", "$(...)", "$((...))", "`...`", "$'...'".
void ShellWords::dollar(Parts& parts, bool quoted, int depth) {
  ShellPart part;
  part.quoted = quoted;
  if (peek() == '`') {
    backquotes(part);
  } else if (peek(1) == '{') {
    skip(1);
    braces(part, depth);
  } else if (peek(1) == '(' && peek(2) == '(') {
    skip(1);
    part.kind = Kind::unknown;
    skip_arithmetic();
  } else if (peek(1) == '(') {
    skip(2);
    part.kind = Kind::commands;
    part.commands = read_commands_(depth + 1);
    if (!part.commands) fail("'$(' without its ')'");
  } else if (peek(1) == '\'' && !quoted) {
    return ansi_quoted(parts);
  } else if (peek(1) == '"' && !quoted) {
    return skip(1);
  } else {
    skip(1);
    part.kind = Kind::parameter;
    const bool is_name = is_name_char(peek()) && (peek() < '0' || peek() > '9');
    if (is_name) {
      while (is_name_char(peek())) {
        part.text += peek();
        skip(1);
      }
    } else if (is_name_char(peek()) ||
               (!at_end() && std::string_view("@*#?-$!").find(peek()) != std::string_view::npos)) {
      part.text = peek();
      skip(1);
    } else {
      return add(parts, '$', true);
    }
  }
  parts.push_back(std::move(part));
}

void ShellWords::ansi_quoted(Parts& parts) {
  skip(2);
  while (!at_end()) {
    const char c = peek();
    skip(1);
    if (c == '\'') return;
    if (c != '\\') {
      add(parts, c, true);
      continue;
    }
    const char escaped = peek();
    add(parts, escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped, true);
    skip(1);
  }
  fail("an open quote (')");
}

void ShellWords::braces(ShellPart& part, int depth) {
  skip(1);
  if (depth > max_script_depth) return fail("it is nested too deep");
  part.kind = Kind::parameter;
  const bool has_length = peek() == '#' && peek(1) != '}';
  if (has_length || peek() == '!') {
    part.op = has_length ? "length" : "indirect";
    skip(1);
  }
  while (is_name_char(peek())) {
    part.text += peek();
    skip(1);
  }
  if (part.text.empty() && !at_end() && peek() != '}') {
    part.text = peek();
    skip(1);
  }
  if (const char c = peek(); std::string_view(":-+?=#%,^/@[").find(c) != std::string_view::npos) {
    if (std::string_view(",^/@[").find(c) != std::string_view::npos) note_bash();
    const std::string_view seconds = c == ':' ? "-+?=" : std::string_view(&c, 1);
    const bool has_two = std::string_view(":#%,^/").find(c) != std::string_view::npos &&
                         !at_end() && seconds.find(peek(1)) != std::string_view::npos;
    part.op += text_.substr(i_, has_two ? 2 : 1);
    skip(has_two ? 2 : 1);
  }
  while (!at_end() && !failed()) {
    const char c = peek();
    if (c == '}') return skip(1);
    if (c == '\\' || (c == '\'' && !part.quoted) || c == '"') {
      quoted(part.word, depth + 1);
    } else if (c == '$' || c == '`') {
      dollar(part.word, part.quoted, depth + 1);
    } else {
      add(part.word, c, part.quoted);
      skip(1);
    }
  }
  fail("'${' without its '}'");
}

void ShellWords::skip_arithmetic() {
  int open = 0;
  while (!at_end()) {
    const char c = peek();
    open += c == '(' ? 1 : c == ')' ? -1 : 0;
    skip(1);
    if (open == 0) return;
  }
  fail("'((' without its '))'");
}

void ShellWords::skip_pattern() {
  int open = 0;
  while (!at_end() && peek() != '\n') {
    const char c = peek();
    if (is_blank(c) && open == 0) return;
    open += c == '(' ? 1 : c == ')' ? -1 : 0;
    skip(c == '\\' ? 2 : 1);
  }
}

void ShellWords::backquotes(ShellPart& part) {
  skip(1);
  part.kind = Kind::commands;
  std::string text;
  while (!at_end()) {
    const char c = peek();
    skip(1);
    if (c == '`') {
      part.commands = read_text_(text);
      return;
    }
    const bool is_escape = c == '\\' && std::string_view("`$\\").find(peek()) != std::string::npos;
    text += is_escape ? peek() : c;
    if (is_escape) skip(1);
  }
  fail("an open quote (`)");
}

}  // namespace upshid::check
