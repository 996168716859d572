#ifndef UPSHID_HID_ITEM_H
#define UPSHID_HID_ITEM_H

// The items of a report descriptor (HID 1.11 §6.2.2.1 to §6.2.2.3), in order.

#include <upshid/result.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace upshid::hid {

// Tag and type: an item's prefix byte with the two size bits cleared (HID 1.11 §6.2.2.2).
enum class Tag : std::uint8_t {
  input = 0x80,
  output = 0x90,
  collection = 0xa0,
  feature = 0xb0,
  end_collection = 0xc0,

  usage_page = 0x04,
  logical_minimum = 0x14,
  logical_maximum = 0x24,
  physical_minimum = 0x34,
  physical_maximum = 0x44,
  unit_exponent = 0x54,
  unit = 0x64,
  report_size = 0x74,
  report_id = 0x84,
  report_count = 0x94,
  push = 0xa4,
  pop = 0xb4,

  usage = 0x08,
  usage_minimum = 0x18,
  usage_maximum = 0x28,
  designator_index = 0x38,
  designator_minimum = 0x48,
  designator_maximum = 0x58,
  string_index = 0x78,
  string_minimum = 0x88,
  string_maximum = 0x98,
  delimiter = 0xa8,

  long_item = 0xfe,  // A whole prefix (HID 1.11 §6.2.2.3), without size bits.
};

enum class ItemType : std::uint8_t { main = 0, global = 1, local = 2, reserved = 3 };

// An item's data. Which of the two numbers applies depends on the item and sometimes on others: see
// readings.h.
struct ItemData {
  std::uint32_t bits = 0;
  std::uint8_t size = 0;  // 0, 1, 2 or 4 bytes; without data the value is 0.

  std::int64_t as_unsigned() const { return bits; }
  std::int64_t as_signed() const;
};

struct Item {
  std::size_t offset = 0;  // Of the prefix byte, from the descriptor's start.
  Tag tag{};
  ItemData data;                        // Of a short item.
  std::uint8_t long_tag = 0;            // Of a long item.
  std::span<const std::uint8_t> bytes;  // The whole item.

  ItemType type() const { return static_cast<ItemType>(static_cast<std::uint8_t>(tag) >> 2 & 3); }
  // The four tag bits.
  std::uint8_t number() const {
    return static_cast<std::uint8_t>(static_cast<std::uint8_t>(tag) >> 4);
  }
};

// The name in HID 1.11: "Usage Page"; "reserved main item 0xd" for an undefined item.
std::string name_of(Tag tag);

// "byte 12 (Usage Page)", the `where` of every error about an item.
std::string place_of(std::size_t offset, Tag tag);

// Reads the items of a descriptor, never beyond its end.
class ItemReader {
 public:
  explicit ItemReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  bool at_end() const { return offset_ == bytes_.size(); }
  std::size_t offset() const { return offset_; }

  // The next item; must not be called at the end. Errors: malformed_descriptor if the bytes end
  // inside the item; the position is then unchanged.
  Result<Item> next();

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t offset_ = 0;
};

}  // namespace upshid::hid

#endif
