#ifndef UPSHID_VIRTUAL_PROFILE_WORDS_H
#define UPSHID_VIRTUAL_PROFILE_WORDS_H

// The words of one line of a profile, each with its column, and the errors that point at them.

#include <upshid/result.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace upshid::virtual_ups {

struct Word {
  std::string text;
  std::size_t column = 1;
  bool quoted = false;
};

// Walks over one line. Every next_*() either takes a word or says where and what was expected.
class Line {
 public:
  // Errors: malformed_config for a quote that is not closed on its line.
  static Result<Line> read(std::string_view text, std::string_view file, std::size_t number);

  bool at_end() const { return next_ == words_.size(); }
  bool empty() const { return words_.empty(); }
  // The word that next_word() will take, "" at the end.
  std::string_view peek() const;
  // The word that was taken last.
  std::string_view taken() const { return words_[next_ - 1].text; }
  // Takes the next word if it is `text`.
  bool take(std::string_view text);

  Result<std::string> next_word(std::string_view expected);
  Result<std::string> next_quoted(std::string_view expected);
  Result<std::int64_t> next_integer(std::int64_t min, std::int64_t max, std::string_view expected);
  Result<double> next_number(double min, double max, std::string_view expected);
  // The line must be over.
  Result<void> end();

  // An error at the word that was taken last, or at the one to come.
  Error error_here(std::string_view expected) const;
  Error error_next(std::string_view expected) const;

 private:
  Error error_at(std::size_t index, std::string_view expected) const;

  std::vector<Word> words_;
  std::size_t next_ = 0;
  std::string file_;
  std::size_t number_ = 0;
  std::size_t end_column_ = 1;
};

}  // namespace upshid::virtual_ups

#endif
