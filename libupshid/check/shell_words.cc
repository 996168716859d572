#include "check/shell_words.h"

#include <algorithm>
#include <utility>

namespace upshid::check {

namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

bool ends_word(char c) {
  return is_blank(c) || std::string_view("\n;&|<>()").find(c) != std::string_view::npos;
}

}  // namespace

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
  }
}

void ShellWords::redirection(int depth) {
  const bool is_here = peek() == '<' && peek(1) == '<' && peek(2) != '<';
  while (peek() == '<' || peek() == '>' || peek() == '&' || peek() == '|') skip(1);
  HereDocument document;
  if (is_here && peek() == '-') {
    document.strips_tabs = true;
    skip(1);
  }
  // "<(...)" of bash: the list that comes is read as such.
  if (peek() == '(' && !is_here) return;
  skip_blanks();
  document.end = word(depth).text;
  if (is_here) due_.push_back(std::move(document));
}

void ShellWords::add_plain(ShellWord& word, char c) {
  word.text += c;
  word.globs |= c == '*' || c == '?' || c == '[';
  word.has_bracket |= c == '[';
  word.pattern += c;
}

ShellWord ShellWords::word(int depth) {
  ShellWord out;
  out.at = at_;
  const std::size_t begin = i_;
  while (!at_end() && !failed() && !ends_word(peek())) {
    const char c = peek();
    if (c == '\\' && peek(1) == '\n') {
      skip(2);
    } else if (c == '\\' || c == '\'' || c == '"') {
      quoted(out, depth);
    } else if (c == '$' || c == '`') {
      dollar(out, depth);
    } else {
      add_plain(out, c);
      skip(1);
    }
  }
  if (i_ == begin) fail("a word is missing");
  out.raw = text_.substr(begin, i_ - begin);
  return out;
}

void ShellWords::quoted(ShellWord& word, int depth) {
  const auto add = [&word](char c) {
    word.text += c;
    if (c == '*' || c == '?' || c == '\\') word.pattern += '\\';
    word.pattern += c;
  };
  const char quote = peek();
  skip(1);
  if (quote == '"') return double_quoted(word, depth);
  if (quote == '\\') {
    if (at_end()) return fail("a '\\' at its end");
    add(peek());
    return skip(1);
  }
  const std::size_t end = text_.find('\'', i_);
  if (end == std::string_view::npos) return fail("an open quote (')");
  for (const char c : text_.substr(i_, end - i_)) add(c);
  skip(end - i_ + 1);
}

void ShellWords::double_quoted(ShellWord& word, int depth) {
  const auto add = [&word](char c) {
    word.text += c;
    if (c == '*' || c == '?' || c == '\\') word.pattern += '\\';
    word.pattern += c;
  };
  const conf::Position opened = at_;
  while (!at_end() && !failed()) {
    const char c = peek();
    if (c == '"') return skip(1);
    if (c == '$' || c == '`') {
      dollar(word, depth);
      continue;
    }
    if (c == '\\' && std::string_view("$`\"\\").find(peek(1)) != std::string_view::npos) skip(1);
    if (c == '\\' && peek(1) == '\n') {
      skip(2);
      continue;
    }
    add(peek());
    skip(1);
  }
  if (failed()) return;
  fail("an open quote (\")");
  error_at_ = opened;
  --error_at_.column;
}

// "$name", "${...}", "$(...)", "$((...))", "`...`".
void ShellWords::dollar(ShellWord& word, int depth) {
  const std::size_t begin = i_;
  word.expands = true;
  if (peek() == '`') {
    skip_backquotes();
  } else {
    skip(1);
    if (peek() == '{') {
      skip_braces(depth);
    } else if (peek() == '(' && peek(1) == '(') {
      skip_arithmetic();
    } else if (peek() == '(') {
      skip(1);
      if (!read_commands_(depth + 1)) fail("'$(' without its ')'");
    } else if (!at_end() && !ends_word(peek()) && peek() != '"' && peek() != '\'') {
      skip(1);
    }
  }
  word.text += text_.substr(begin, i_ - begin);
  word.pattern += text_.substr(begin, i_ - begin);
}

void ShellWords::skip_braces(int depth) {
  skip(1);
  if (depth > deepest_script) return fail("it is nested too deep");
  while (!at_end() && !failed()) {
    ShellWord inside;
    const char c = peek();
    if (c == '}') return skip(1);
    if (c == '\\' || c == '\'' || c == '"') {
      quoted(inside, depth + 1);
    } else if (c == '$' || c == '`') {
      dollar(inside, depth + 1);
    } else {
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
  fail("'$((' without its '))'");
}

void ShellWords::skip_backquotes() {
  skip(1);
  while (!at_end()) {
    const char c = peek();
    skip(c == '\\' ? 2 : 1);
    if (c == '`') return;
  }
  fail("an open quote (`)");
}

}  // namespace upshid::check
