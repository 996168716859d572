#ifndef UPSHID_HID_READINGS_H
#define UPSHID_HID_READINGS_H

// The ambiguities of HID 1.11, one function each. All are resolved as in Linux
// (drivers/hid/hid-core.c), because devices are tested with it.

#include <upshid/hid.h>

#include <cstdint>
#include <optional>

#include "hid/item.h"

namespace upshid::hid {

// A minimum is always two's complement of its own size.
std::int64_t read_minimum(ItemData data);

// A maximum is signed if and only if its minimum is negative: "15 00 25 ff" is 0..255, "15 80 25
// ff" is -128..-1 (hid_parser_global, item_udata or item_sdata). By HID 1.11 §6.2.2.7 alone
// the first would be -1, and much firmware means 255. For logical and physical ranges.
std::int64_t read_maximum(ItemData data, std::int64_t minimum);

// An exponent that fits a nibble is a signed nibble (HID 1.11 §6.2.2.7: 0xf is -1); any other is a
// signed byte, since much firmware writes -1 as 0xff. nullopt if it does not fit eight bits.
std::optional<std::int8_t> read_unit_exponent(ItemData data);

// A usage of four bytes has its page; a shorter one is on the page in force at the main item, which
// may have been set after the usage (HID 1.11 §6.2.2.8; hid_concatenate_last_usage_page).
Usage read_usage(ItemData data, std::uint16_t page_at_main_item);

}  // namespace upshid::hid

#endif
