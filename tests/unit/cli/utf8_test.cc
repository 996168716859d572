#include "base/utf8.h"

#include <doctest/doctest.h>

using upshid::base::append_utf8;
using upshid::base::valid_utf8;

TEST_CASE("UTF-8 stays as it is") {
  for (const char* text : {"", "UPS", "B\xc3\xbcro", "\xe2\x82\xac", "\xf0\x9f\x94\x8b"}) {
    CHECK(upshid::base::valid_utf8(text) == text);
  }
}

TEST_CASE("what is no UTF-8 becomes replacement characters") {
  const std::string bad = "\xef\xbf\xbd";
  CHECK(upshid::base::valid_utf8("\xff") == bad);
  CHECK(upshid::base::valid_utf8("a\xc3") == "a" + bad);
  CHECK(upshid::base::valid_utf8("\xc3(") == bad + "(");
  CHECK(upshid::base::valid_utf8("\xc0\x80") == bad + bad);                      // overlong
  CHECK(upshid::base::valid_utf8("\xe0\x80\x80") == bad + bad + bad);            // overlong
  CHECK(upshid::base::valid_utf8("\xed\xa0\x80") == bad + bad + bad);            // a surrogate
  CHECK(upshid::base::valid_utf8("\xf4\x90\x80\x80") == bad + bad + bad + bad);  // beyond U+10FFFF
}

TEST_CASE("letters stay, and what controls a terminal or the direction of text does not") {
  for (const char* text : {"", "B\xc3\xbcro \xe2\x82\xac", "\xd8\xb9\xd9\x84", "\xf0\x9f\x94\x8b"})
    CHECK(upshid::base::printable(text) == text);
  CHECK(upshid::base::printable("a\nb\tc\x1b[1m\x7f") == "a b c [1m ");
  CHECK(upshid::base::printable("\xc2\x9b"
                                "2J\xe2\x80\xae\xe2\x81\xa6\xe2\x80\xa8") == " 2J   ");
  CHECK(upshid::base::printable("\x9b") == "\xef\xbf\xbd");
}

TEST_CASE("characters of every length are written") {
  std::string out;
  for (const char32_t c : {U'a', U'ü', U'€', U'🔋'}) append_utf8(out, c);
  CHECK(out == "aü€🔋");
}
