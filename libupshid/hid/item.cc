#include "hid/item.h"

#include <fmt/format.h>

namespace upshid::hid {

namespace {

// A long item's prefix byte, its data's size and its tag (HID 1.11 §6.2.2.3).
constexpr std::size_t long_header = 3;

std::string_view known_name(Tag tag) {
  switch (tag) {
    case Tag::input:
      return "Input";
    case Tag::output:
      return "Output";
    case Tag::collection:
      return "Collection";
    case Tag::feature:
      return "Feature";
    case Tag::end_collection:
      return "End Collection";
    case Tag::usage_page:
      return "Usage Page";
    case Tag::logical_minimum:
      return "Logical Minimum";
    case Tag::logical_maximum:
      return "Logical Maximum";
    case Tag::physical_minimum:
      return "Physical Minimum";
    case Tag::physical_maximum:
      return "Physical Maximum";
    case Tag::unit_exponent:
      return "Unit Exponent";
    case Tag::unit:
      return "Unit";
    case Tag::report_size:
      return "Report Size";
    case Tag::report_id:
      return "Report ID";
    case Tag::report_count:
      return "Report Count";
    case Tag::push:
      return "Push";
    case Tag::pop:
      return "Pop";
    case Tag::usage:
      return "Usage";
    case Tag::usage_minimum:
      return "Usage Minimum";
    case Tag::usage_maximum:
      return "Usage Maximum";
    case Tag::designator_index:
      return "Designator Index";
    case Tag::designator_minimum:
      return "Designator Minimum";
    case Tag::designator_maximum:
      return "Designator Maximum";
    case Tag::string_index:
      return "String Index";
    case Tag::string_minimum:
      return "String Minimum";
    case Tag::string_maximum:
      return "String Maximum";
    case Tag::delimiter:
      return "Delimiter";
    case Tag::long_item:
      return "long item";
  }
  return {};
}

Error truncated(std::size_t offset, Tag tag, std::size_t needed, std::size_t left) {
  return {Code::malformed_descriptor, place_of(offset, tag),
          fmt::format("the item has {} bytes, but the descriptor ends after {}", needed, left), 0};
}

}  // namespace

std::int64_t ItemData::as_signed() const {
  switch (size) {
    case 1:
      return static_cast<std::int8_t>(bits);
    case 2:
      return static_cast<std::int16_t>(bits);
    case 4:
      return static_cast<std::int32_t>(bits);
    default:
      return 0;
  }
}

std::string name_of(Tag tag) {
  const std::string_view known = known_name(tag);
  if (!known.empty()) return std::string(known);
  const auto raw = static_cast<std::uint8_t>(tag);
  constexpr std::string_view types[] = {"main item", "global item", "local item", "item type, tag"};
  return fmt::format("reserved {} {:#x}", types[raw >> 2 & 3], raw >> 4);
}

std::string place_of(std::size_t offset, Tag tag) {
  return fmt::format("byte {} ({})", offset, name_of(tag));
}

Result<Item> ItemReader::next() {
  const auto rest = bytes_.subspan(offset_);
  Item item;
  item.offset = offset_;
  std::size_t length = 0;
  if (rest[0] == static_cast<std::uint8_t>(Tag::long_item)) {
    item.tag = Tag::long_item;
    if (rest.size() < long_header) return truncated(offset_, item.tag, long_header, rest.size());
    length = long_header + rest[1];
    item.long_tag = rest[2];
  } else {
    item.tag = static_cast<Tag>(rest[0] & 0xfc);
    // Size code 3 means four bytes (HID 1.11 §6.2.2.2).
    const unsigned code = rest[0] & 3U;
    item.data.size = static_cast<std::uint8_t>(code == 3 ? 4 : code);
    length = 1U + item.data.size;
  }
  if (rest.size() < length) return truncated(offset_, item.tag, length, rest.size());
  item.bytes = rest.first(length);
  for (std::size_t i = 0; i < item.data.size; ++i) {
    item.data.bits |= std::uint32_t{rest[1 + i]} << (8 * i);
  }
  offset_ += length;
  return item;
}

}  // namespace upshid::hid
