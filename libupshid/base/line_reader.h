#ifndef UPSHID_BASE_LINE_READER_H
#define UPSHID_BASE_LINE_READER_H

#include <upshid/error.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace upshid::base {

// The lines of a text file of ours that hold words; a '#' begins a comment.
class LineReader {
 public:
  LineReader(std::string_view text, std::string_view file) : rest_(text), file_(file) {}

  // Goes to the next one; false at the end of the text.
  bool next();

  std::string_view line() const { return line_; }  // Without its comment.
  const std::vector<std::string_view>& words() const { return words_; }
  // From words()[index] to the end of the line, trimmed; empty if there are fewer words.
  std::string_view words_from(std::size_t index) const;
  int number() const { return number_; }
  std::string_view file() const { return file_; }

  // malformed_config at file:line:column of `word`, a part of line().
  Error error_at(std::string_view word, std::string what) const;
  // Behind the line.
  Error error_at_end(std::string what) const { return error_at(line_.substr(line_.size()), what); }

 private:
  std::string_view rest_;
  std::string_view file_;
  std::string_view line_;
  std::vector<std::string_view> words_;
  int number_ = 0;
};

// malformed_config at the beginning of a line.
Error error_in_line(std::string_view file, int line, std::string what);

}  // namespace upshid::base

#endif
