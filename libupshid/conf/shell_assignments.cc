#include "conf/shell_assignments.h"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace upshid::conf {

namespace {

constexpr bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
constexpr bool is_name(char c) {
  return is_name_start(c) || (c >= '0' && c <= '9');
}
constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  ShellAssignments run() && {
    while (!at_end()) read_line();
    return std::move(out_);
  }

 private:
  bool at_end() const { return next_ >= text_.size(); }
  char peek() const { return at_end() ? '\n' : text_[next_]; }
  Position here() const { return {line_, next_ - line_start_ + 1}; }

  char take() {
    const char c = text_[next_++];
    if (c == '\n') {
      ++line_;
      line_start_ = next_;
    }
    return c;
  }
  void skip_blanks() {
    while (!at_end() && is_blank(peek())) take();
  }
  void skip_line() {
    while (!at_end() && take() != '\n') {
    }
  }
  void error(ComplaintCode code, Position at, std::string what) {
    out_.diagnostics.push_back({code, Severity::error, at, std::move(what)});
  }

  std::string_view read_name() {
    const std::size_t begin = next_;
    if (!at_end() && is_name_start(peek())) {
      while (!at_end() && is_name(peek())) take();
    }
    return text_.substr(begin, next_ - begin);
  }

  void read_line() {
    skip_blanks();
    if (peek() == '\n' || peek() == '#') return skip_line();
    Position at = here();
    std::string_view name = read_name();
    if (name == "export" && is_blank(peek())) {
      skip_blanks();
      at = here();
      name = read_name();
      if (!name.empty() && peek() != '=') {
        finish_line(name);
        return;
      }
    }
    if (name.empty() || peek() != '=') {
      const std::string_view space =
          !name.empty() && is_blank(peek()) ? " without a space around the '='" : "";
      error(ComplaintCode::syntax, at,
            fmt::format("not an assignment; expected NAME=value{}; the line is ignored", space));
      return skip_line();
    }
    take();
    Assignment assignment{std::string(name), {}, at};
    read_value(assignment);
    if (finish_line(name)) out_.assignments.push_back(std::move(assignment));
  }

  // After the value: false if something follows that makes the line a command to a shell.
  bool finish_line(std::string_view name) {
    const Position end = here();
    skip_blanks();
    if (next_ > 0 && text_[next_ - 1] == '\r' && peek() == '\n') {
      error(ComplaintCode::bad_byte, end,
            fmt::format("a carriage return after the value of {}; expected the end of the line; a "
                        "shell includes it in the value",
                        name));
    }
    const bool is_comment = peek() == '#' && here() != end;
    const bool ends = peek() == '\n' || peek() == ';' || is_comment;
    if (!ends) {
      error(ComplaintCode::extra_words, here(),
            fmt::format("unexpected text after {} and its value (quote values with spaces); the "
                        "line is ignored, because a shell would run it as a command",
                        name));
    }
    if (peek() == ';') {
      take();
      return true;
    }
    skip_line();
    return ends;
  }

  void read_value(Assignment& into) {
    bool has_warned = false;
    while (!at_end()) {
      const char c = peek();
      if (c == '\n' || c == ';' || is_blank(c)) return;
      if ((c == '$' || c == '`') && !std::exchange(has_warned, true)) warn_of_expansion(into);
      if (c == '\'' || c == '"') {
        read_quoted(into, has_warned);
      } else {
        take();
        if (c != '\\') {
          into.value += c;
        } else if (!at_end()) {
          take_escaped(into);
        }
      }
    }
  }

  // A backslash before the line's end joins the lines.
  void take_escaped(Assignment& into) {
    const char c = take();
    if (c != '\n') into.value += c;
  }

  void read_quoted(Assignment& into, bool& has_warned) {
    const Position at = here();
    const char quote = take();
    const auto close = find_close(quote);
    if (!close) {
      error(ComplaintCode::syntax, at,
            fmt::format("unterminated {}; a shell reads nothing of this file from here on", quote));
      while (!at_end() && peek() != '\n') into.value += take();
      while (!into.value.empty() && is_blank(into.value.back())) into.value.pop_back();
      return;
    }
    while (next_ < *close) {
      const char c = take();
      if (quote == '"' && (c == '$' || c == '`') && !std::exchange(has_warned, true))
        warn_of_expansion(into);
      if (quote == '"' && c == '\\' && is_escapable(peek())) {
        take_escaped(into);
      } else {
        into.value += c;
      }
    }
    if (line_ != at.line) {
      error(ComplaintCode::syntax, at,
            fmt::format("unterminated {}: it is closed on line {}; lines {} to {} are part of the "
                        "value",
                        quote, line_, at.line, line_));
    }
    take();
  }

  static bool is_escapable(char c) {
    return c == '$' || c == '`' || c == '"' || c == '\\' || c == '\n';
  }

  std::optional<std::size_t> find_close(char quote) const {
    for (std::size_t i = next_; i < text_.size(); ++i) {
      if (text_[i] == quote) return i;
      if (quote == '"' && text_[i] == '\\') ++i;
    }
    return std::nullopt;
  }

  void warn_of_expansion(const Assignment& into) {
    out_.diagnostics.push_back(
        {ComplaintCode::wrong_for_nut, Severity::warning, into.at,
         fmt::format("'$' or '`' in the value of {}; read literally", into.name)});
  }

  std::string_view text_;
  std::size_t next_ = 0;
  std::size_t line_ = 1;
  std::size_t line_start_ = 0;
  ShellAssignments out_;
};

}  // namespace

ShellAssignments read_assignments(std::string_view text) {
  return Scanner(text).run();
}

}  // namespace upshid::conf
