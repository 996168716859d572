#include "base/line_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"

namespace upshid::base {

namespace {

constexpr std::size_t max_text = 4096;
constexpr std::size_t max_shown = 40;  // Of a word in an error.

std::string_view without_comment(std::string_view line) {
  bool in_quotes = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') in_quotes = !in_quotes;
    if (line[i] == '#' && !in_quotes) return line.substr(0, i);
  }
  return line;
}

// "\x41" at the beginning of `text`.
std::optional<char> escaped_byte(std::string_view text) {
  if (!text.starts_with("\\x") || text.size() < 4) return std::nullopt;
  const auto value = parse_hex(text.substr(2, 2));
  return value ? std::optional(static_cast<char>(*value)) : std::nullopt;
}

}  // namespace

bool LineReader::next() {
  while (!rest_.empty()) {
    line_ = rest_.substr(0, rest_.find('\n'));
    rest_.remove_prefix(std::min(line_.size() + 1, rest_.size()));
    ++number_;
    at_ = 0;
    taken_ = {};
    if (comments_ == Comments::anywhere) line_ = without_comment(line_);
    if (comments_ == Comments::whole_lines && peek().starts_with('#')) continue;
    if (!at_end()) return true;
  }
  return false;
}

std::vector<std::string_view> LineReader::words() const {
  return base::words(line_);
}

std::string_view LineReader::words_from(std::size_t index) const {
  const auto all = words();
  return index < all.size() ? trim(line_.substr(column(all[index]) - 1)) : std::string_view();
}

std::size_t LineReader::column(std::string_view word) const {
  return static_cast<std::size_t>(word.data() - line_.data()) + 1;
}

std::string_view LineReader::peek() const {
  std::size_t begin = at_;
  while (begin < line_.size() && is_space(line_[begin])) ++begin;
  std::size_t end = begin;
  while (end < line_.size() && !is_space(line_[end])) ++end;
  return begin == end ? line_.substr(line_.size()) : line_.substr(begin, end - begin);
}

void LineReader::take_to(std::size_t end) {
  const std::size_t begin = column(peek()) - 1;
  taken_ = line_.substr(begin, end - begin);
  at_ = end;
}

bool LineReader::take(std::string_view word) {
  const std::string_view next = peek();
  if (next.empty() || next != word) return false;
  take_to(column(next) - 1 + next.size());
  return true;
}

Result<std::string_view> LineReader::next_word(std::string_view expected) {
  const std::string_view word = peek();
  if (word.empty() || word.starts_with('"')) return error_next(expected);
  take(word);
  return word;
}

Result<std::string> LineReader::next_text(std::string_view expected) {
  const std::string_view begin = peek();
  if (!begin.starts_with('"')) return error_next(expected);
  std::string out;
  for (std::size_t i = column(begin); i < line_.size(); ++i) {
    if (line_[i] == '"') {
      take_to(i + 1);
      return out;
    }
    if (out.size() == max_text)
      return error_at(begin, fmt::format("the text is longer than {} bytes", max_text));
    if (line_[i] != '\\') {
      out += line_[i];
      continue;
    }
    const auto byte = escaped_byte(line_.substr(i));
    if (!byte)
      return error_at(line_.substr(i),
                      "found a backslash, expected \\x and two hexadecimal digits");
    out += *byte;
    i += 3;
  }
  return error_at(begin, "unterminated quote, expected '\"' on this line");
}

Result<std::int64_t> LineReader::next_integer(std::int64_t min, std::int64_t max,
                                              std::string_view expected) {
  const auto value = parse_integer(peek());
  if (!value || *value < min || *value > max)
    return error_next(fmt::format("{}, a number from {} to {}", expected, min, max));
  take(peek());
  return *value;
}

Result<double> LineReader::next_number(double min, double max, std::string_view expected) {
  const auto value = parse_number(peek());
  if (!value || *value < min || *value > max)
    return error_next(fmt::format("{}, a number from {} to {}", expected, min, max));
  take(peek());
  return *value;
}

Result<void> LineReader::end() const {
  if (!at_end()) return error_next("the end of the line");
  return {};
}

Error LineReader::error_found(std::string_view word, std::string_view expected) const {
  if (word.empty())
    return error_at(word, fmt::format("found the end of the line, expected {}", expected));
  std::string_view shown = word;
  if (shown.starts_with('"')) {
    shown = line_.substr(column(word));
    shown = shown.substr(0, shown.find('"'));
  }
  return error_at(word, fmt::format("found {}, expected {}",
                                    quoted_text(printable(shown.substr(0, max_shown))), expected));
}

Error LineReader::error_at(std::string_view word, std::string what) const {
  return {code_, fmt::format("{}:{}:{}", file_, number_, column(word)), std::move(what), 0};
}

std::string quoted_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = byte >= 0x20 && byte != 0x7f && c != '"' && c != '\\';
    out += is_plain ? std::string(1, c) : fmt::format("\\x{:02x}", byte);
  }
  return out + "\"";
}

Error error_in_line(std::string_view file, std::size_t line, std::string what) {
  return {Code::malformed_config, fmt::format("{}:{}:1", file, line), std::move(what), 0};
}

}  // namespace upshid::base
