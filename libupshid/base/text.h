#ifndef UPSHID_BASE_TEXT_H
#define UPSHID_BASE_TEXT_H

// Text in the C locale. Names and files are bytes; their meaning must not depend on LANG.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace upshid::base {

constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\v' || c == '\f' || c == '\r';
}

constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trim(std::string_view text);

// Negative, 0 or positive, as strcasecmp() in the C locale.
int compare_no_case(std::string_view a, std::string_view b);

// Non-empty runs between white space.
std::vector<std::string_view> words(std::string_view text);

// All parts between separators, empty ones included.
std::vector<std::string_view> split(std::string_view text, char separator);

// The whole text as a number: decimal, or hexadecimal after "0x"; no white space around it.
std::optional<std::int64_t> parse_integer(std::string_view text);
// The whole text as hexadecimal digits without prefix.
std::optional<std::uint32_t> parse_hex(std::string_view text);
// The whole text as a decimal number with an optional fraction; neither "nan" nor "inf" is one.
std::optional<double> parse_number(std::string_view text);

// Quoted for a POSIX shell: in single quotes if necessary.
std::string shell_word(std::string_view word);

// "08 64 02".
std::string hex_bytes(std::span<const std::uint8_t> bytes);

// As printf("%.*f", decimals, value) in the C locale; "-0" as NUT writes it.
std::string fixed(double value, int decimals);

}  // namespace upshid::base

#endif
