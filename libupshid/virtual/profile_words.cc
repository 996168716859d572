#include "virtual/profile_words.h"

#include <fmt/format.h>

#include "base/text.h"

namespace upshid::virtual_ups {

Result<Line> Line::read(std::string_view text, std::string_view file, std::size_t number) {
  Line line;
  line.file_ = file;
  line.number_ = number;
  std::size_t at = 0;
  while (at < text.size()) {
    if (base::is_space(text[at])) {
      ++at;
      continue;
    }
    if (text[at] == '#') break;
    Word word;
    word.column = at + 1;
    if (text[at] == '"') {
      const std::size_t close = text.find('"', at + 1);
      if (close == std::string_view::npos) {
        return Error{Code::malformed_config, fmt::format("{}:{}:{}", file, number, at + 1),
                     "found an open quote, expected '\"' before the line ends", 0};
      }
      word.text = text.substr(at + 1, close - at - 1);
      word.quoted = true;
      at = close + 1;
    } else {
      const std::size_t start = at;
      while (at < text.size() && !base::is_space(text[at]) && text[at] != '#') ++at;
      word.text = text.substr(start, at - start);
    }
    line.words_.push_back(std::move(word));
  }
  line.end_column_ = base::trim(text.substr(0, at)).empty() ? 1 : at + 1;
  return line;
}

std::string_view Line::peek() const {
  return at_end() ? std::string_view{} : std::string_view(words_[next_].text);
}

bool Line::take(std::string_view text) {
  if (at_end() || words_[next_].quoted || words_[next_].text != text) return false;
  ++next_;
  return true;
}

Result<std::string> Line::next_word(std::string_view expected) {
  if (at_end() || words_[next_].quoted) return error_next(expected);
  return words_[next_++].text;
}

Result<std::string> Line::next_quoted(std::string_view expected) {
  if (at_end() || !words_[next_].quoted) return error_next(expected);
  return words_[next_++].text;
}

Result<std::int64_t> Line::next_integer(std::int64_t min, std::int64_t max,
                                        std::string_view expected) {
  const auto value = base::parse_integer(peek());
  if (at_end() || !value || *value < min || *value > max) return error_next(expected);
  ++next_;
  return *value;
}

Result<double> Line::next_number(double min, double max, std::string_view expected) {
  const auto value = base::parse_number(peek());
  if (at_end() || !value || *value < min || *value > max) return error_next(expected);
  ++next_;
  return *value;
}

Result<void> Line::end() {
  if (!at_end()) return error_next("the end of the line");
  return {};
}

Error Line::error_here(std::string_view expected) const {
  return error_at(next_ == 0 ? 0 : next_ - 1, expected);
}

Error Line::error_next(std::string_view expected) const {
  return error_at(next_, expected);
}

Error Line::error_at(std::size_t index, std::string_view expected) const {
  const bool past_end = index >= words_.size();
  return {Code::malformed_config,
          fmt::format("{}:{}:{}", file_, number_, past_end ? end_column_ : words_[index].column),
          past_end ? fmt::format("found the end of the line, expected {}", expected)
                   : fmt::format("found \"{}\", expected {}", words_[index].text, expected),
          0};
}

}  // namespace upshid::virtual_ups
