#include "base/utf8.h"

namespace upshid::base {

char32_t take_character(std::string_view& text) {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  std::size_t length = 1;
  if (lead >= 0xc2 && lead <= 0xdf) length = 2;
  if (lead >= 0xe0 && lead <= 0xef) length = 3;
  if (lead >= 0xf0 && lead <= 0xf4) length = 4;
  char32_t out = length == 1 ? lead : lead & (0x7fU >> length);
  bool is_valid = length > 1 ? length <= text.size() : lead < 0x80;
  for (std::size_t i = 1; is_valid && i < length; ++i) {
    is_valid = (byte(i) & 0xc0) == 0x80;
    out = (out << 6) | (byte(i) & 0x3fU);
  }
  // Overlong forms and surrogates (RFC 3629 §3).
  if (length == 3) is_valid = is_valid && out >= 0x800 && (out < 0xd800 || out > 0xdfff);
  if (length == 4) is_valid = is_valid && out >= 0x10000 && out <= 0x10ffff;
  text.remove_prefix(is_valid ? length : 1);
  return is_valid ? out : replacement_character;
}

void append_utf8(std::string& out, char32_t character) {
  const auto add = [&out](char32_t byte) { out += static_cast<char>(byte); };
  const auto add_rest = [&](int bits) { add(0x80 | ((character >> bits) & 0x3f)); };
  if (character < 0x80) {
    add(character);
  } else if (character < 0x800) {
    add(0xc0 | (character >> 6));
    add_rest(0);
  } else if (character < 0x10000) {
    add(0xe0 | (character >> 12));
    add_rest(6);
    add_rest(0);
  } else {
    add(0xf0 | (character >> 18));
    add_rest(12);
    add_rest(6);
    add_rest(0);
  }
}

namespace {

bool is_printable(char32_t c) {
  const bool is_control = c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
  const bool turns = c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
                     (c >= 0x2066 && c <= 0x2069);
  return !is_control && !turns;
}

}  // namespace

std::string printable(std::string_view text, char32_t substitute) {
  std::string out;
  while (!text.empty()) {
    const char32_t c = take_character(text);
    append_utf8(out, is_printable(c) ? c : substitute);
  }
  return out;
}

std::string valid_utf8(std::string_view text) {
  std::string out;
  while (!text.empty()) append_utf8(out, take_character(text));
  return out;
}

}  // namespace upshid::base
