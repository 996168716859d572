#ifndef UPSHID_CHECK_SHELL_WORDS_H
#define UPSHID_CHECK_SHELL_WORDS_H

// The words of a shell script, one after the other (POSIX XCU 2.2, 2.3, 2.7.4).

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/shell_script.h"

namespace upshid::check {

class ShellWords {
 public:
  // Reads the commands of "$(...)" to their ')', at a depth; nullptr if that failed.
  using ReadCommands = std::function<std::shared_ptr<const ShellNode>(int depth)>;
  // Reads all commands of "`...`".
  using ReadText = std::function<std::shared_ptr<const ShellNode>(const std::string& text)>;
  ShellWords(std::string_view text, conf::Position begin, ReadCommands read_commands,
             ReadText read_text)
      : text_(text),
        read_commands_(std::move(read_commands)),
        read_text_(std::move(read_text)),
        has_extglob_(text.find("extglob") != std::string_view::npos),
        at_(begin) {}

  std::size_t size() const { return text_.size(); }
  bool at_end() const { return i_ >= text_.size(); }
  conf::Position at() const { return at_; }
  // '\0' beyond the end.
  char peek(std::size_t ahead = 0) const {
    return i_ + ahead < text_.size() ? text_[i_ + ahead] : '\0';
  }
  void skip(std::size_t count);
  // Blanks, joined lines, a comment. Not the end of a line.
  void skip_blanks();
  // The same, and ends of lines.
  void skip_lines();
  // Takes it, and the here-documents that begin after it.
  void newline();
  // '<' or '>' and what follows: its commands, and the text that a command reads instead of a file.
  void redirection(ShellNode& node, int depth);
  // The next word if it is written without quotes and expansions; it is not taken.
  std::string_view plain_word() const;
  // Fails if there is none.
  ShellWord word(int depth);
  // Up to the blank after it, parentheses and quotes counted: a pattern of "=~".
  void skip_pattern();
  // "((...))", from its first parenthesis.
  void skip_arithmetic();

  // The first counts.
  void fail(std::string what);
  bool failed() const { return !error_.empty(); }
  const std::string& error() const { return error_; }
  conf::Position error_at() const { return error_at_; }
  // The first call counts.
  void note_bash() {
    if (!bashism_) bashism_ = at_;
  }
  const std::optional<conf::Position>& bashism() const { return bashism_; }
  // The first line outside of texts and comments that ends with a carriage return.
  const std::optional<conf::Position>& carriage_return() const { return carriage_return_; }

 private:
  struct HereDocument {
    std::string end;
    bool strips_tabs = false;
    std::shared_ptr<std::string> text;
  };
  using Parts = std::vector<ShellPart>;

  static void add(Parts& parts, char c, bool quoted);
  void quoted(Parts& parts, int depth);
  void double_quoted(Parts& parts, int depth);
  void dollar(Parts& parts, bool quoted, int depth);
  void braces(ShellPart& part, int depth);
  void backquotes(ShellPart& part);
  void ansi_quoted(Parts& parts);
  void here_document(const HereDocument& document);

  std::string_view text_;
  ReadCommands read_commands_;
  ReadText read_text_;
  bool has_extglob_;
  std::size_t i_ = 0;
  conf::Position at_;
  std::vector<HereDocument> due_;
  std::string error_;
  conf::Position error_at_;
  std::optional<conf::Position> carriage_return_;
  std::optional<conf::Position> bashism_;
};

}  // namespace upshid::check

#endif
