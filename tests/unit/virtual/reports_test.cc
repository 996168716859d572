#include "virtual/reports.h"

#include <doctest/doctest.h>

#include <array>

namespace upshid::virtual_ups {

namespace {

FieldLine field_of(Quantity quantity, std::uint32_t bits, Range logical) {
  FieldLine field;
  field.bits = bits;
  field.logical = logical;
  field.source.quantity = quantity;
  return field;
}

}  // namespace

TEST_CASE("Volts become the field's unit: tenths at exponent 6, whole ones at 7, hundredths at 5") {
  FieldLine field = field_of(Quantity::battery_voltage, 16, {0, 480});
  field.unit = 0x00f0d121;
  field.exponent = 6;
  CHECK(to_logical(field, 13.64) == 136);
  field.exponent = 7;
  CHECK(to_logical(field, 121.4) == 121);
  field.exponent = 5;
  CHECK(to_logical(field, 27.2) == 2720);
  CHECK(from_logical(field, 2720) == doctest::Approx(27.2));
}

TEST_CASE("A value above the declared range is written all the same, above the bits it saturates") {
  FieldLine field = field_of(Quantity::output_voltage, 16, {135, 144});
  field.unit = 0x00f0d121;
  field.exponent = 7;
  CHECK(to_logical(field, 230) == 230);
  CHECK(to_logical(field, 1e9) == 65535);
  CHECK(to_logical(field, -5) == 0);
}

TEST_CASE("A unit left over from an earlier item does not scale a percentage or a flag") {
  FieldLine field = field_of(Quantity::charge, 8, {0, 100});
  field.unit = 0x00f0d121;
  field.exponent = 6;
  CHECK(to_logical(field, 87) == 87);
  field.source.quantity = Quantity::test;
  CHECK(to_logical(field, 5) == 5);
}

TEST_CASE("A delay in minutes shows the minute that has begun, none is -1") {
  FieldLine field = field_of(Quantity::delay_before_shutdown, 16, {-1, 32767});
  field.physical = {-60, 1966020};
  field.unit = 0x1001;
  CHECK(to_logical(field, 120) == 2);
  CHECK(to_logical(field, 60.1) == 2);
  CHECK(to_logical(field, 60) == 1);
  CHECK(to_logical(field, 0.1) == 1);
  CHECK(to_logical(field, -1) == -1);
  CHECK(from_logical(field, 2) == doctest::Approx(120));
}

TEST_CASE("Bits are written and read back at any offset, other bits untouched") {
  std::array<std::uint8_t, 3> payload{0xff, 0xff, 0xff};
  Slot slot{field_of(Quantity::constant, 7, {0, 127}), 5};
  write_bits(payload, slot.bit_offset, slot.field.bits, 0x2a);
  CHECK(read_bits(payload, slot) == 0x2a);
  CHECK(payload[0] == 0x5f);
  CHECK(payload[1] == 0xf5);
  CHECK(payload[2] == 0xff);
}

TEST_CASE("Bits are signed when the logical minimum is negative") {
  const std::array<std::uint8_t, 2> payload{0xff, 0xff};
  CHECK(read_bits(payload, {field_of(Quantity::constant, 16, {-1, 32767}), 0}) == -1);
  CHECK(read_bits(payload, {field_of(Quantity::constant, 16, {0, 65535}), 0}) == 65535);
}

TEST_CASE("Bits outside the payload are neither written nor read") {
  std::array<std::uint8_t, 1> payload{0};
  write_bits(payload, 4, 8, 0xff);
  CHECK(payload[0] == 0xf0);
  CHECK(read_bits(payload, {field_of(Quantity::constant, 8, {0, 255}), 4}) == 0x0f);
}

}  // namespace upshid::virtual_ups
