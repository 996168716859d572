#include "virtual/descriptor_writer.h"

#include <doctest/doctest.h>

namespace upshid::virtual_ups {

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes written(std::string_view body) {
  std::string text = "profile T\nusb 0764:0501 release 1.00 speed low interval 10\n";
  text += body;
  const Profile profile = parse_profile(text, "t").value();
  return write_descriptor(profile);
}

}  // namespace

TEST_CASE("A field is written as HID 1.11 spells its items") {
  const Bytes expected{0x05, 0x84, 0x09, 0x04, 0xa1, 0x01,  // Usage Page, Usage (UPS), Application
                       0x85, 0x08,                          // Report ID
                       0x05, 0x85,                          // Usage Page (Battery System)
                       0x25, 0x64, 0x75, 0x08, 0x95, 0x01,  // Logical Maximum, Size, Count
                       0x09, 0x66, 0xb1, 0x22,              // RemainingCapacity, Feature
                       0xc0};
  CHECK(written("application UPS {\nreport 8\n"
                "feature:variable+no_preferred RemainingCapacity 8 0..100 = charge\n}\n") ==
        expected);
}

TEST_CASE("Fields that differ in usage only share one item, Input before Feature as listed") {
  const Bytes bytes = written(
      "application UPS {\nreport 8\n"
      "input:variable,feature:constant+variable Charging 1 0..1 = charging\n"
      "input:variable,feature:constant+variable Discharging 1 0..1 = discharging\n}\n");
  const Bytes tail{0x25, 0x01, 0x75, 0x01, 0x95, 0x02, 0x09, 0x44, 0x09, 0x45,
                   0x81, 0x02, 0x09, 0x44, 0x09, 0x45, 0xb1, 0x03, 0xc0};
  REQUIRE(bytes.size() > tail.size());
  CHECK(Bytes(bytes.end() - static_cast<std::ptrdiff_t>(tail.size()), bytes.end()) == tail);
}

TEST_CASE("Numbers take the fewest bytes that keep their sign, exponents are nibbles") {
  const Bytes bytes = written(
      "application UPS {\nreport 8\n"
      "feature:variable Voltage 16 0..255 physical -60..1966020 unit volt exponent -1 = 0\n"
      "feature:variable Current 16 -1..32767 = 0\n"
      "feature:variable Frequency 16 0..65535 = 0\n}\n");
  const Bytes expected{0x05, 0x84, 0x09, 0x04, 0xa1, 0x01, 0x85, 0x08, 0x26, 0xff,
                       0x00,  // 255 in two bytes: one
                              // would be -1
                       0x35, 0xc4, 0x47, 0xc4, 0xff, 0x1d, 0x00, 0x67, 0x21, 0xd1, 0xf0, 0x00, 0x55,
                       0x0f, 0x75, 0x10, 0x95, 0x01, 0x09, 0x30, 0xb1, 0x02, 0x15, 0xff, 0x26, 0xff,
                       0x7f, 0x35, 0x00, 0x45, 0x00, 0x65, 0x00, 0x55, 0x00, 0x09, 0x31, 0xb1, 0x02,
                       0x15, 0x00, 0x27, 0xff, 0xff, 0x00, 0x00, 0x09, 0x32, 0xb1, 0x02, 0xc0};
  CHECK(bytes == expected);
}

TEST_CASE("Padding is written without usage and leaves the ranges in force") {
  const Bytes bytes = written(
      "application UPS {\nreport 8\n"
      "feature:variable+buffered_bytes Voltage 8x62 0..100 = 0\nfeature:padding - 2\n}\n");
  const Bytes expected{0x05, 0x84, 0x09, 0x04, 0xa1, 0x01, 0x85, 0x08, 0x25,
                       0x64, 0x75, 0x08, 0x95, 0x3e, 0x09, 0x30, 0xb2, 0x02,
                       0x01, 0x75, 0x02, 0x95, 0x01, 0xb1, 0x01, 0xc0};
  CHECK(bytes == expected);
}

}  // namespace upshid::virtual_ups
