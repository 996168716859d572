#include <doctest/doctest.h>

#include <iterator>
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
  const std::string text = describe(bytes_of(sample), name);
  CAPTURE(text);
  CHECK(text.find("Usage (ACPresent)") != std::string::npos);
  CHECK(text.find("report 0x0b, bit 0") != std::string::npos);
  CHECK(text.find("report 0x0b, bits 1..7") != std::string::npos);
  CHECK(text.find("!") == std::string::npos);
}

TEST_CASE("the bytes can be taken back out of a dump") {
  std::istringstream text(describe(bytes_of(sample), name));
  std::string all;
  for (std::string line; std::getline(text, line);) {
    all += line.substr(6, line.find("  ", 6) - 6) + " ";
  }
  CHECK(bytes_of(all) == bytes_of(sample));
}

TEST_CASE("a malformed descriptor is shown as far as it can be read, with the error in its place") {
  const std::string text = describe(bytes_of("05 84 c0 09 04 a1"));
  CAPTURE(text);
  CHECK(text.find("Usage Page") != std::string::npos);
  CHECK(text.find("!     byte 2 (End Collection): no collection is open\n") != std::string::npos);
  CHECK(text.find("the item has 2 bytes, but the descriptor ends after 1") != std::string::npos);
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
