#include "hid/readings.h"

namespace upshid::hid {

std::int64_t read_minimum(ItemData data) {
  return data.as_signed();
}

std::int64_t read_maximum(ItemData data, std::int64_t minimum) {
  return minimum < 0 ? data.as_signed() : data.as_unsigned();
}

std::int8_t read_unit_exponent(ItemData data) {
  if (data.bits <= 0xf) {
    const auto nibble = static_cast<int>(data.bits);
    return static_cast<std::int8_t>(nibble < 8 ? nibble : nibble - 16);
  }
  return static_cast<std::int8_t>(data.bits & 0xff);
}

bool is_unit_exponent(ItemData data) {
  return data.as_signed() >= INT8_MIN && data.as_signed() <= INT8_MAX;
}

Usage read_usage(ItemData data, std::uint16_t page) {
  if (data.size == 4) return Usage::unpack(data.bits);
  return {page, static_cast<std::uint16_t>(data.bits)};
}

}  // namespace upshid::hid
