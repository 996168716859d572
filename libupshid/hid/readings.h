#ifndef UPSHID_HID_READINGS_H
#define UPSHID_HID_READINGS_H

// The ambiguities of HID 1.11, one function each. All are resolved as in Linux
// (drivers/hid/hid-core.c), because devices are tested with it.

#include <upshid/hid.h>

#include <cstdint>

#include "hid/item.h"

namespace upshid::hid {

// A minimum is always two's complement of its own size.
std::int64_t read_minimum(ItemData data);

// A maximum is signed if and only if the minimum in force, when it is read, is negative: "15 00 25
// ff" is 0..255, "15 80 25 ff" is -128..-1 (hid_parser_global, item_udata or item_sdata). By HID
// 1.11 §6.2.2.7 alone the first would be -1, and much firmware means 255. For logical and physical
// ranges.
std::int64_t read_maximum(ItemData data, std::int64_t minimum);

// An exponent that fits a nibble is a signed nibble (HID 1.11 §6.2.2.7: 0xf is -1); any other is a
// signed byte, since much firmware writes -1 as 0xff. Of a longer one the lowest byte counts.
std::int8_t read_unit_exponent(ItemData data);
bool is_unit_exponent(ItemData data);  // Whether it fits eight bits.

// A usage of four bytes has its page; a shorter one is on `page`.
Usage read_usage(ItemData data, std::uint16_t page);

}  // namespace upshid::hid

#endif
