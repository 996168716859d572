#include "hid/readings.h"

namespace upshid::hid {

std::int64_t read_minimum(ItemData data) {
  return data.as_signed();
}

std::int64_t read_maximum(ItemData data, std::int64_t minimum) {
  return minimum < 0 ? data.as_signed() : data.as_unsigned();
}

std::optional<std::int8_t> read_unit_exponent(ItemData data) {
  if (data.bits <= 0xf) {
    const auto nibble = static_cast<int>(data.bits);
    return static_cast<std::int8_t>(nibble < 8 ? nibble : nibble - 16);
  }
  const std::int64_t value = data.as_signed();
  if (value < INT8_MIN || value > INT8_MAX) return std::nullopt;
  return static_cast<std::int8_t>(value);
}

Usage read_usage(ItemData data, std::uint16_t page_at_main_item) {
  if (data.size == 4) return Usage::unpack(data.bits);
  return {page_at_main_item, static_cast<std::uint16_t>(data.bits)};
}

}  // namespace upshid::hid
