#ifndef UPSHID_BASE_LINE_READER_H
#define UPSHID_BASE_LINE_READER_H

#include <upshid/error.h>
#include <upshid/result.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace upshid::base {

// The lines of a text file in a format of upshid, and the words of each. Views point into the text.
class LineReader {
 public:
  enum class Comments : unsigned char {
    anywhere,     // From a '#' outside quotes to the end of the line.
    whole_lines,  // Lines that begin with '#'; elsewhere '#' is text.
  };

  // `code` is that of all errors.
  LineReader(std::string_view text, std::string_view file, Code code = Code::malformed_config,
             Comments comments = Comments::anywhere)
      : rest_(text), file_(file), code_(code), comments_(comments) {}

  // Goes to the next line with words; false at the end of the text.
  bool next();

  std::string_view line() const { return line_; }  // Without its comment.
  std::vector<std::string_view> words() const;
  // From words()[index] to the end of the line, trimmed; empty if there are fewer words.
  std::string_view words_from(std::size_t index) const;
  std::size_t number() const { return number_; }
  std::string_view file() const { return file_; }
  // Of `word`, a part of line(); from 1.
  std::size_t column(std::string_view word) const;

  // A walk along the line: each of these takes a word, or returns an error at the word that it
  // found instead.
  Result<std::string_view> next_word(std::string_view expected);
  // A text in quotes, in which \xHH is the byte HH; at most 4096 bytes.
  Result<std::string> next_text(std::string_view expected);
  // From `min` to `max`, a range that the error names behind `expected`.
  Result<std::int64_t> next_integer(std::int64_t min, std::int64_t max, std::string_view expected);
  Result<double> next_number(double min, double max, std::string_view expected);
  // The line must be over.
  Result<void> end() const;
  // Takes the next word if it is `word`.
  bool take(std::string_view word);
  // The next word without taking it; empty at the end of the line.
  std::string_view peek() const;
  bool at_end() const { return peek().empty(); }
  std::string_view last_word() const { return taken_; }  // The word taken last.

  // "found X, expected `expected`", at the next word or at the one taken last.
  Error error_next(std::string_view expected) const { return error_found(peek(), expected); }
  Error error_last(std::string_view expected) const { return error_found(taken_, expected); }
  // At file:line:column of `word`, a part of line().
  Error error_at(std::string_view word, std::string what) const;
  // Behind the line.
  Error error_at_end(std::string what) const { return error_at(line_.substr(line_.size()), what); }

 private:
  Error error_found(std::string_view word, std::string_view expected) const;
  void take_to(std::size_t end);

  std::string_view rest_;
  std::string_view file_;
  Code code_;
  Comments comments_;
  std::string_view line_;
  std::size_t at_ = 0;  // In line_: behind taken_.
  std::string_view taken_;
  std::size_t number_ = 0;
};

// As next_text() reads it back.
std::string quoted_text(std::string_view text);

// malformed_config at the beginning of a line.
Error error_in_line(std::string_view file, std::size_t line, std::string what);

}  // namespace upshid::base

#endif
