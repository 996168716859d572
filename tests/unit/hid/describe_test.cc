#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "unit/hid/bytes.h"

using namespace upshid::hid;
using namespace upshid::hid::test;

namespace {

constexpr std::string_view sample =
    "05 84 09 04 a1 01 85 0b 05 85 09 d0 15 00 25 01 75 01 95 01 b1 02 75 07 b1 01 c0";

std::string name(Usage usage) {
  return usage == Usage{0x85, 0xd0} ? "ACPresent" : "";
}

}  // namespace

TEST_CASE("a dump names what it can, shows where each field ended up, and indents by collection") {
  CHECK(describe(bytes_of(sample), name) ==
        "   0  05 84           Usage Page (0x0084)\n"
        "   2  09 04           Usage (0x0084:0x0004)\n"
        "   4  a1 01           Collection (Application)\n"
        "   6  85 0b             Report ID (0x0b)\n"
        "   8  05 85             Usage Page (0x0085)\n"
        "  10  09 d0             Usage (ACPresent)\n"
        "  12  15 00             Logical Minimum (0)\n"
        "  14  25 01             Logical Maximum (1)\n"
        "  16  75 01             Report Size (1)\n"
        "  18  95 01             Report Count (1)\n"
        "  20  b1 02             Feature (Data, Variable, Absolute): report 0x0b, bit 0\n"
        "  22  75 07             Report Size (7)\n"
        "  24  b1 01             Feature (Constant, Array, Absolute): report 0x0b, bits 1..7\n"
        "  26  c0              End Collection\n");
}

TEST_CASE("a dump reads values as the parser does, with the page that comes after the usage") {
  CHECK(describe(bytes_of("09 d0 05 85 a1 84 c0 55 0f 67 21 d1 f0 00 16 00 80 27 ff ff ff ff "
                          "06 01 ff fe 01 f0 7f"),
                 name) ==
        "   0  09 d0           Usage (ACPresent)\n"
        "   2  05 85           Usage Page (0x0085)\n"
        "   4  a1 84           Collection (Vendor 0x84)\n"
        "   6  c0              End Collection\n"
        "   7  55 0f           Unit Exponent (-1)\n"
        "   9  67 21 d1 f0 00  Unit (V)\n"
        "  14  16 00 80        Logical Minimum (-32768)\n"
        "  17  27 ff ff ff ff  Logical Maximum (-1)\n"
        "  22  06 01 ff        Usage Page (0xff01)\n"
        "  25  fe 01 f0 7f     long item (tag 0xf0, 1 data bytes)\n");
}

TEST_CASE("the bytes can be taken back out of a dump") {
  std::istringstream text(describe(bytes_of(sample), name));
  std::string all;
  for (std::string line; std::getline(text, line);) {
    all += line.substr(6, line.find("  ", 6) - 6) + " ";
  }
  CHECK(bytes_of(all) == bytes_of(sample));
}

TEST_CASE(
    "a malformed descriptor is shown as far as it can be read, with each error in its place") {
  CHECK(describe(bytes_of("05 84 c0 09 04 a1")) ==
        "   0  05 84           Usage Page (0x0084)\n"
        "   2  c0              End Collection\n"
        "!     byte 2 (End Collection): no collection is open\n"
        "   3  09 04           Usage (0x0084:0x0004)\n"
        "   5  a1              truncated\n"
        "!     byte 5 (Collection): the item has 2 bytes, but the descriptor ends after 1\n");
  CHECK(describe(bytes_of("a1 01")) ==
        "   0  a1 01           Collection (Application)\n"
        "!     byte 0 (Collection): no End Collection closes it before the descriptor ends\n");
  CHECK(describe({}) == "!     byte 0: the descriptor is empty\n");
}

TEST_CASE("a descriptor over the budget is shown whole, and its size after it") {
  const std::vector<std::uint8_t> pushes_and_pops = [] {
    std::vector<std::uint8_t> out;
    for (int i = 0; i < 8193; ++i) out.insert(out.end(), {0xa4, 0xb4});
    return out;
  }();
  const std::string text = describe(pushes_and_pops);
  CHECK(std::count(text.begin(), text.end(), '\n') == 16386 + 1);
  CHECK(
      text.ends_with("!     byte 16384: the descriptor has 16386 bytes, expected at most 16384\n"));
}

TEST_CASE("any bytes can be described") {
  for (int seed = 0; seed < 256; ++seed) {
    std::vector<std::uint8_t> bytes(64);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      bytes[i] = static_cast<std::uint8_t>(seed * 31 + static_cast<int>(i * i) * 7);
    }
    CHECK_FALSE(describe(bytes).empty());
  }
}
