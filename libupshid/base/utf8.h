#ifndef UPSHID_BASE_UTF8_H
#define UPSHID_BASE_UTF8_H

#include <string>
#include <string_view>

namespace upshid::base {

// U+FFFD replaces bytes that are not UTF-8 (RFC 3629).
inline constexpr char32_t replacement_character = 0xfffd;

// Removes the first character of a text that is not empty, and returns it.
char32_t take_character(std::string_view& text);

void append_utf8(std::string& out, char32_t character);

// The text as valid UTF-8.
std::string valid_utf8(std::string_view text);

// Valid UTF-8 in one line that shows what it says: `substitute` replaces each control character
// (C0, C1, line separators) and each character that changes the direction of text.
std::string printable(std::string_view text, char32_t substitute = U' ');

}  // namespace upshid::base

#endif
