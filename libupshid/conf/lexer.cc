#include "conf/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace upshid::conf {

namespace {

// NUT takes space to DEL and nothing else into a word, since CVE-2012-2944. UTF-8 is lost with it.
bool is_allowed(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte <= 0x7f;
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Lexed run() && {
    while (!at_end()) {
      Line line;
      const bool whole = read_line(line);
      if (whole && !line.empty()) lexed_.lines.push_back(std::move(line));
    }
    // What is wrong with a quoted word is known at its end and reported at its beginning.
    std::stable_sort(lexed_.diagnostics.begin(), lexed_.diagnostics.end(),
                     [](const Diagnostic& a, const Diagnostic& b) {
                       return std::tie(a.at.line, a.at.column) < std::tie(b.at.line, b.at.column);
                     });
    return std::move(lexed_);
  }

 private:
  bool at_end() const { return next_ == text_.size(); }
  char peek() const { return text_[next_]; }

  char take() {
    const char c = text_[next_++];
    if (c == '\n') {
      ++here_.line;
      here_.column = 1;
    } else {
      ++here_.column;
    }
    return c;
  }

  void report(ComplaintCode code, Severity severity, std::string what) {
    lexed_.diagnostics.push_back({code, severity, word_.at, std::move(what)});
  }
  void report(ComplaintCode code, std::string what) {
    report(code, Severity::error, std::move(what));
  }

  // False where NUT drops the line for a '#' in quotes; what follows the '#' is then the next line.
  bool read_line(Line& line) {
    is_cut_ = false;
    while (!at_end()) {
      const char c = peek();
      if (c == '\n') {
        take();
        return true;
      }
      if (c == '#') {
        skip_comment();
        return true;
      }
      if (base::is_space(c)) {
        take();
        continue;
      }
      begin_word();
      if (c == '=') {
        append(take());
      } else if (c == '"') {
        if (!read_quoted()) return false;
      } else {
        read_bare();
      }
      finish_word(line);
    }
    return true;
  }

  void skip_comment() {
    while (!at_end() && take() != '\n') {
    }
  }

  void read_bare() {
    while (!at_end()) {
      const char c = peek();
      if (c == '#' || c == '=' || base::is_space(c)) return;
      take();
      if (c == '\\') {
        take_literal();
      } else {
        append(c);
      }
    }
    cut_by_end_ = true;
  }

  bool read_quoted() {
    word_.quoted = true;
    take();
    bool over_lines = false;
    while (!at_end()) {
      const Position at = here_;
      const char c = take();
      switch (c) {
        case '"':
          if (over_lines) {
            report(ComplaintCode::syntax,
                   fmt::format("unterminated quote: the text continues to line {}; expected '\"' "
                               "on this line",
                               at.line));
          }
          return true;
        case '#':
          report(ComplaintCode::syntax,
                 fmt::format("unescaped '#' in quoted text at {}:{}; expected '\"' or '\\#'; {} "
                             "ignored, and the text after '#' is read as a line",
                             at.line, at.column,
                             over_lines ? fmt::format("lines {} to {} are", word_.at.line, at.line)
                                        : "this line is"));
          return false;
        case '\\':
          take_literal();
          break;
        case '\n':
          over_lines = true;
          break;
        default:
          append(c);
      }
    }
    const std::size_t last = here_.column == 1 ? here_.line - 1 : here_.line;
    const auto swallowed =
        last > word_.at.line
            ? fmt::format("; lines {} to {} are part of the text", word_.at.line, last)
            : std::string();
    report(ComplaintCode::syntax,
           fmt::format("unterminated quote: the text continues to the end of the file; expected "
                       "'\"' on this line{}",
                       swallowed));
    cut_by_end_ = true;
    return true;
  }

  void take_literal() {
    if (at_end()) return;
    const char c = take();
    if (c != '\n') append(c);
  }

  void begin_word() {
    word_ = Word{{}, here_, false};
    first_dropped_.reset();
    too_long_ = false;
  }

  void append(char c) {
    if (!is_allowed(c)) {
      if (!first_dropped_) first_dropped_ = c;
    } else if (word_.text.size() < max_word_length) {
      word_.text += c;
    } else {
      too_long_ = true;
    }
  }

  void finish_word(Line& line) {
    if (first_dropped_) {
      report(ComplaintCode::bad_byte, Severity::warning,
             fmt::format("byte 0x{:02x} in a word; expected printable ASCII; ignored",
                         static_cast<unsigned char>(*first_dropped_)));
    }
    if (too_long_) {
      report(ComplaintCode::too_long, fmt::format("word longer than {} characters; the rest is "
                                                  "ignored",
                                                  max_word_length));
    }
    if (word_.text.empty()) {
      if (cut_by_end_) return;  // NUT keeps no empty word there, not even a quote just opened.
      if (!word_.quoted) {
        report(ComplaintCode::syntax, Severity::warning,
               "empty word ('\\' before the end of the line); it counts as a word");
      }
    }
    if (line.size() < max_words) {
      line.push_back(std::move(word_));
    } else if (line.size() == max_words && !is_cut_) {
      is_cut_ = true;
      report(ComplaintCode::too_long,
             fmt::format("more than {} words in a line; the rest is ignored", max_words));
    }
  }

  std::string_view text_;
  std::size_t next_ = 0;
  Position here_;
  Lexed lexed_;
  Word word_;
  std::optional<char> first_dropped_;
  bool too_long_ = false;
  bool cut_by_end_ = false;
  bool is_cut_ = false;
};

}  // namespace

Lexed lex(std::string_view text) {
  return Lexer(text).run();
}

}  // namespace upshid::conf
