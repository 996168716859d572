#ifndef UPSHID_TRANSPORT_RECORDING_WORDS_H
#define UPSHID_TRANSPORT_RECORDING_WORDS_H

// The words of one line of a recording, taken one after the other.

#include <upshid/result.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace upshid::transport {

class RecordingWords {
 public:
  RecordingWords(std::string_view line, const std::string& file, std::size_t number)
      : line_(line), file_(file), number_(number) {}

  // Whether nothing more stands on the line, or a comment.
  bool at_end();
  // The next word without taking it; empty at the end, '"' and what follows for a text.
  std::string_view peek();
  std::string_view word();
  // Takes `expected`, or says what stands there.
  Result<void> exactly(std::string_view expected);
  // A number from 0 to `most`, called `what` in the error.
  Result<std::uint64_t> number(std::uint64_t most, std::string_view what);
  // A text in quotes.
  Result<std::string> text(std::string_view what);
  // Two-digit words up to `stop` (not taken) or the end.
  Result<std::vector<std::uint8_t>> bytes(std::string_view stop, std::size_t most);
  Result<void> end();

  // At the next word: "found X, expected `expected`".
  Error error(std::string_view expected);

 private:
  Error error_at(std::size_t column, std::string what) const;

  std::string_view line_;
  const std::string& file_;
  std::size_t number_;
  std::size_t at_ = 0;
};

// The text in quotes.
std::string quoted_text(std::string_view text);

}  // namespace upshid::transport

#endif
