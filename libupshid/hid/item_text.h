#ifndef UPSHID_HID_ITEM_TEXT_H
#define UPSHID_HID_ITEM_TEXT_H

#include <upshid/hid.h>

#include <cstdint>
#include <string>

#include "hid/item.h"

namespace upshid::hid {

// The context that the text of an item depends on.
struct ItemContext {
  std::uint16_t usage_page = 0;  // In force at the next main item.
  std::int64_t logical_minimum = 0;
  std::int64_t physical_minimum = 0;
};

// "Usage (PowerSummary)", "Logical Maximum (255)", "Feature (Data, Variable, Absolute)".
std::string text_of(const Item& item, const ItemContext& context, const UsageNamer& namer);

}  // namespace upshid::hid

#endif
