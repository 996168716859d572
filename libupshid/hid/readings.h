#ifndef UPSHID_HID_READINGS_H
#define UPSHID_HID_READINGS_H

// The places where HID 1.11 can be read in two ways. Each is one function here, and each reads as
// Linux does (drivers/hid/hid-core.c), because Linux is what the devices were tried with.

#include <upshid/hid.h>

#include <cstdint>
#include <optional>

#include "hid/item.h"

namespace upshid::hid {

// A minimum is always two's complement of its own size.
std::int64_t read_minimum(ItemData data);

// A maximum is signed if and only if its minimum is negative: "15 00 25 ff" is 0..255, "15 80 25
// ff" is -128..-1 (hid_parser_global, item_udata or item_sdata). HID 1.11 §6.2.2.7 read alone would
// make the first -1, and much firmware writes 255 so. Holds for logical and physical ranges alike.
std::int64_t read_maximum(ItemData data, std::int64_t minimum);

// An exponent whose value fits a nibble is that nibble, signed (HID 1.11 §6.2.2.7: 0xf is -1); any
// other is the signed number it looks like, since many write -1 as 0xff. Nothing where it does not
// fit eight bits.
std::optional<std::int8_t> read_unit_exponent(ItemData data);

// A usage of four bytes brings its page; a shorter one is on the page in force at the main item,
// which may have been set after the usage (HID 1.11 §6.2.2.8; hid_concatenate_last_usage_page).
Usage read_usage(ItemData data, std::uint16_t page_at_main_item);

}  // namespace upshid::hid

#endif
