#include <doctest/doctest.h>

#include "unit/hid/bytes.h"

using namespace upshid;
using namespace upshid::hid;

namespace {

Field field_of(std::uint32_t offset, std::uint32_t size, bool is_signed, std::uint32_t count = 1) {
  Field field;
  field.flags = FieldFlags::variable;
  field.bit_offset = offset;
  field.bit_size = size;
  field.count = count;
  field.logical_min = is_signed ? -1 : 0;
  field.logical_max = 1;
  return field;
}

}  // namespace

TEST_CASE("every size at every bit offset goes in and comes out, and touches no other bit") {
  for (std::uint32_t size = 1; size <= 32; ++size) {
    for (std::uint32_t offset = 0; offset < 16; ++offset) {
      for (const bool is_signed : {false, true}) {
        const Field field = field_of(offset, size, is_signed);
        const std::int64_t top = std::int64_t{1} << (is_signed ? size - 1 : size);
        const std::int64_t bottom = is_signed ? -top : 0;
        for (const std::int64_t value : {bottom, bottom + 1, std::int64_t{0}, top / 2, top - 1}) {
          if (value < bottom || value >= top) continue;
          for (const std::uint8_t fill : {std::uint8_t{0x00}, std::uint8_t{0xff}}) {
            std::vector<std::uint8_t> payload(6, fill);
            REQUIRE(insert(field, payload, value));
            REQUIRE(extract(field, payload).value() == value);
            for (std::uint32_t bit = 0; bit < 48; ++bit) {
              if (bit >= offset && bit < offset + size) continue;
              REQUIRE((payload[bit / 8] >> (bit % 8) & 1) == (fill & 1));
            }
          }
        }
      }
    }
  }
}

TEST_CASE("the mask is the field's size, never its logical range") {
  Field field = field_of(0, 16, false);
  field.logical_max = 255;  // NUT issue 1973: the range of a byte on a field of two
  const std::vector<std::uint8_t> payload = {0xf8, 0x08};
  CHECK(extract(field, payload).value() == 0x08f8);
}

TEST_CASE("elements stand side by side") {
  const Field field = field_of(4, 12, false, 3);
  std::vector<std::uint8_t> payload(5);
  REQUIRE(insert(field, payload, 0xabc, 2));
  CHECK(extract(field, payload, 2).value() == 0xabc);
  CHECK(extract(field, payload, 1).value() == 0);
}

TEST_CASE("what is not there, or does not fit, is an error in words") {
  const std::vector<std::uint8_t> payload(2);
  std::vector<std::uint8_t> writable(2);
  CHECK(extract(field_of(8, 16, false), payload).error().code == Code::short_report);
  CHECK(extract(field_of(8, 16, false), payload).error().what ==
        "the payload has 2 bytes, expected at least 3");
  CHECK(extract(field_of(0, 0, false), payload).error().what ==
        "the field has 0 bits, expected 1 to 32");
  CHECK(extract(field_of(0, 33, false), payload).error().code == Code::unsupported);
  CHECK(extract(field_of(0, 8, false), payload, 1).error().what ==
        "element 1 of a field that has 1");
  CHECK(insert(field_of(0, 8, false), writable, 256).error().what ==
        "the value 256 does not fit 8 unsigned bits, expected 0 to 255");
  CHECK(insert(field_of(0, 8, true), writable, 128).error().code == Code::invalid_argument);
  CHECK(insert(field_of(0, 8, true), writable, -128));
  CHECK(extract(field_of(0xfffffff8, 8, false), payload).error().code == Code::short_report);
}
