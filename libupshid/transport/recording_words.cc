#include "transport/recording_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace upshid::transport {

namespace {

// A USB string has at most 126 UTF-16 units; places and messages are longer.
constexpr std::size_t kTextLimit = 4096;
constexpr std::size_t kShown = 40;

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

std::optional<std::uint8_t> byte_of(std::string_view digits) {
  if (digits.size() != 2) return std::nullopt;
  const auto value = base::parse_hex(digits);
  if (!value) return std::nullopt;
  return static_cast<std::uint8_t>(*value);
}

}  // namespace

bool RecordingWords::at_end() {
  while (at_ < line_.size() && is_blank(line_[at_])) ++at_;
  return at_ == line_.size() || line_[at_] == '#';
}

std::string_view RecordingWords::peek() {
  if (at_end()) return {};
  std::size_t end = at_;
  while (end < line_.size() && !is_blank(line_[end])) ++end;
  return line_.substr(at_, end - at_);
}

std::string_view RecordingWords::word() {
  const std::string_view found = peek();
  at_ += found.size();
  return found;
}

Error RecordingWords::error_at(std::size_t column, std::string what) const {
  return {Code::invalid_argument, fmt::format("{}:{}:{}", file_, number_, column + 1),
          std::move(what), 0};
}

Error RecordingWords::error(std::string_view expected) {
  const std::string_view found = peek();
  if (found.empty()) {
    return error_at(at_, fmt::format("found the end of the line, expected {}", expected));
  }
  return error_at(
      at_, fmt::format("found {}, expected {}", quoted_text(found.substr(0, kShown)), expected));
}

Result<void> RecordingWords::exactly(std::string_view expected) {
  if (peek() != expected) return error(quoted_text(expected));
  word();
  return {};
}

Result<std::uint64_t> RecordingWords::number(std::uint64_t most, std::string_view what) {
  const auto value = base::parse_integer(peek());
  if (!value || *value < 0 || static_cast<std::uint64_t>(*value) > most) {
    return error(fmt::format("{}, a number from 0 to {}", what, most));
  }
  word();
  return static_cast<std::uint64_t>(*value);
}

Result<std::string> RecordingWords::text(std::string_view what) {
  if (at_end() || line_[at_] != '"') return error(fmt::format("{}, a text in quotes", what));
  std::string out;
  for (std::size_t i = at_ + 1; i < line_.size(); ++i) {
    if (line_[i] == '"') {
      at_ = i + 1;
      return out;
    }
    if (out.size() == kTextLimit) {
      return error_at(
          at_, fmt::format("a text of more than {} bytes, expected none longer", kTextLimit));
    }
    if (line_[i] != '\\') {
      out += line_[i];
      continue;
    }
    const auto byte = line_.substr(i).starts_with("\\x") && i + 4 <= line_.size()
                          ? byte_of(line_.substr(i + 2, 2))
                          : std::nullopt;
    if (!byte) return error_at(i, "found a backslash, expected \\x and two hexadecimal digits");
    out += static_cast<char>(*byte);
    i += 3;
  }
  return error_at(at_, "a text without its closing quote, expected it on this line");
}

Result<std::vector<std::uint8_t>> RecordingWords::bytes(std::string_view stop, std::size_t most) {
  std::vector<std::uint8_t> out;
  while (!at_end() && peek() != stop) {
    const auto byte = byte_of(peek());
    if (!byte) return error("a byte as two hexadecimal digits");
    if (out.size() == most) return error(fmt::format("at most {} bytes", most));
    out.push_back(*byte);
    word();
  }
  return out;
}

Result<void> RecordingWords::end() {
  if (!at_end()) return error("the end of the line");
  return {};
}

std::string quoted_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || c == '"' || c == '\\') {
      out += fmt::format("\\x{:02x}", byte);
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace upshid::transport
