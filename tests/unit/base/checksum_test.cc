#include "base/checksum.h"

#include <doctest/doctest.h>

namespace upshid::base {

TEST_CASE("the checksum is that of zlib and gzip") {
  CHECK(crc32("") == 0);
  CHECK(crc32("123456789") == 0xcbf43926);
  CHECK(with_checksum("123456789\n") == "123456789\ncrc32 e0117757\n");
}

TEST_CASE("a text with its checksum is taken apart again, one that was changed is not") {
  for (const char* text : {"", "a", "a line\n"}) {
    const std::string whole = with_checksum(text);
    CHECK(without_checksum(whole) == text);
    CHECK_FALSE(without_checksum(whole + "x"));
    CHECK_FALSE(without_checksum("x" + whole));
    CHECK_FALSE(without_checksum(whole.substr(0, whole.size() - 1)));
  }
  CHECK_FALSE(without_checksum(""));
}

}  // namespace upshid::base
