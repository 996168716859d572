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

TEST_CASE("characters of every length are written") {
  std::string out;
  for (const char32_t c : {U'a', U'ü', U'€', U'🔋'}) append_utf8(out, c);
  CHECK(out == "aü€🔋");
}
