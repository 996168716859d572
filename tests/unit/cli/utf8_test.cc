#include "cli/utf8.h"

#include <doctest/doctest.h>

using upshid::cli::append_utf8;
using upshid::cli::valid_utf8;

TEST_CASE("UTF-8 stays as it is") {
  for (const char* text : {"", "UPS", "B\xc3\xbcro", "\xe2\x82\xac", "\xf0\x9f\x94\x8b"}) {
    CHECK(valid_utf8(text) == text);
  }
}

TEST_CASE("what is no UTF-8 becomes replacement characters") {
  const std::string bad = "\xef\xbf\xbd";
  CHECK(valid_utf8("\xff") == bad);
  CHECK(valid_utf8("a\xc3") == "a" + bad);
  CHECK(valid_utf8("\xc3(") == bad + "(");
  CHECK(valid_utf8("\xc0\x80") == bad + bad);                      // overlong
  CHECK(valid_utf8("\xe0\x80\x80") == bad + bad + bad);            // overlong
  CHECK(valid_utf8("\xed\xa0\x80") == bad + bad + bad);            // a surrogate
  CHECK(valid_utf8("\xf4\x90\x80\x80") == bad + bad + bad + bad);  // beyond U+10FFFF
}

TEST_CASE("characters of every length are written") {
  std::string out;
  for (const char32_t c : {U'a', U'ü', U'€', U'🔋'}) append_utf8(out, c);
  CHECK(out == "aü€🔋");
}
