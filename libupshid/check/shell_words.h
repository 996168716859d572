#ifndef UPSHID_CHECK_SHELL_WORDS_H
#define UPSHID_CHECK_SHELL_WORDS_H

// The words of a shell script, one after the other (POSIX XCU 2.2, 2.3, 2.7.4).

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "check/shell_script.h"

namespace upshid::check {

class ShellWords {
 public:
  // Reads the commands of "$(...)" to their ')', at a depth; false when that failed.
  using ReadCommands = std::function<bool(int depth)>;
  ShellWords(std::string_view text, ReadCommands read_commands)
      : text_(text), read_commands_(std::move(read_commands)) {}

  std::size_t size() const { return text_.size(); }
  bool at_end() const { return i_ >= text_.size(); }
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
  // '<' or '>' and what follows.
  void redirection(int depth);
  // Fails where none is.
  ShellWord word(int depth);

  // The first counts.
  void fail(std::string what);
  bool failed() const { return !error_.empty(); }
  const std::string& error() const { return error_; }
  conf::Position error_at() const { return error_at_; }

 private:
  struct HereDocument {
    std::string end;
    bool strips_tabs = false;
  };

  void add_plain(ShellWord& word, char c);
  void quoted(ShellWord& word, int depth);
  void double_quoted(ShellWord& word, int depth);
  void dollar(ShellWord& word, int depth);
  void skip_braces(int depth);
  void skip_arithmetic();
  void skip_backquotes();
  void here_document(const HereDocument& document);

  std::string_view text_;
  ReadCommands read_commands_;
  std::size_t i_ = 0;
  conf::Position at_;
  std::vector<HereDocument> due_;
  std::string error_;
  conf::Position error_at_;
};

}  // namespace upshid::check

#endif
