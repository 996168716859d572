#ifndef UPSHID_TESTS_UNIT_HID_BYTES_H
#define UPSHID_TESTS_UNIT_HID_BYTES_H

#include <doctest/doctest.h>
#include <upshid/hid.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace upshid::hid::test {

// The bytes written as hexadecimal pairs between white space.
inline std::vector<std::uint8_t> bytes_of(std::string_view hex) {
  std::vector<std::uint8_t> out;
  for (const std::string_view word : base::words(hex)) {
    const auto byte = base::parse_hex(word);
    REQUIRE(byte);
    REQUIRE(*byte <= 0xff);
    out.push_back(static_cast<std::uint8_t>(*byte));
  }
  return out;
}

// The whole text of the error that these bytes must give.
inline std::string refusal(std::string_view hex, const Budget& budget = {}) {
  const auto result = parse(bytes_of(hex), budget);
  REQUIRE_FALSE(result);
  return result.error().text();
}

// The text of the only warning that these bytes must give, and of no error.
inline std::string warning(std::string_view hex) {
  const auto result = parse(bytes_of(hex));
  if (!result) FAIL(result.error().text());
  REQUIRE(result->warnings.size() == 1);
  CHECK(result->warnings[0].code == Code::malformed_descriptor);
  return result->warnings[0].text();
}

inline Descriptor parsed(std::string_view hex) {
  auto result = parse(bytes_of(hex));
  if (!result) FAIL(result.error().text());
  return *std::move(result);
}

}  // namespace upshid::hid::test

#endif
