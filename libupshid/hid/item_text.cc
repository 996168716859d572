#include "hid/item_text.h"

#include <fmt/format.h>

#include "hid/readings.h"

namespace upshid::hid {

namespace {

std::string usage_text(Usage usage, const UsageNamer& namer) {
  std::string name = namer ? namer(usage) : std::string();
  return name.empty() ? fmt::format("{:#06x}:{:#06x}", usage.page, usage.id) : name;
}

std::string page_text(std::uint32_t page, const UsageNamer& namer) {
  std::string name;
  if (namer && page <= UINT16_MAX) name = namer(Usage{static_cast<std::uint16_t>(page), 0});
  return name.empty() ? fmt::format("{:#06x}", page) : name;
}

std::string collection_text(std::uint32_t type) {
  constexpr std::string_view names[] = {"Physical",    "Application",  "Logical",       "Report",
                                        "Named Array", "Usage Switch", "Usage Modifier"};
  if (type < std::size(names)) return std::string(names[type]);
  return fmt::format("{} {:#04x}", type < 0x80 ? "reserved" : "Vendor", type);
}

std::string flags_text(std::uint32_t flags) {
  std::string out = (flags & FieldFlags::constant) != 0 ? "Constant" : "Data";
  out += (flags & FieldFlags::variable) != 0 ? ", Variable" : ", Array";
  out += (flags & FieldFlags::relative) != 0 ? ", Relative" : ", Absolute";
  if ((flags & FieldFlags::wrap) != 0) out += ", Wrap";
  if ((flags & FieldFlags::nonlinear) != 0) out += ", Nonlinear";
  if ((flags & FieldFlags::no_preferred) != 0) out += ", No Preferred State";
  if ((flags & FieldFlags::null_state) != 0) out += ", Null State";
  if ((flags & FieldFlags::volatile_value) != 0) out += ", Volatile";
  if ((flags & FieldFlags::buffered_bytes) != 0) out += ", Buffered Bytes";
  const std::uint32_t reserved = flags & ~0x1ffU;
  if (reserved != 0) out += fmt::format(", reserved bits {:#x}", reserved);
  return out;
}

std::string unit_text(std::uint32_t unit) {
  std::string name = unit_name(unit);
  return name.empty() ? "none" : name;
}

std::string exponent_text(ItemData data) {
  return fmt::format("{}", is_unit_exponent(data) ? read_unit_exponent(data) : data.as_signed());
}

// Empty for items without a value.
std::string value_text(const Item& item, const ItemContext& context, const UsageNamer& namer) {
  const ItemData data = item.data;
  switch (item.tag) {
    case Tag::input:
    case Tag::output:
    case Tag::feature:
      return flags_text(data.bits);
    case Tag::collection:
      return collection_text(data.bits);
    case Tag::end_collection:
    case Tag::push:
    case Tag::pop:
      return {};
    case Tag::usage_page:
      return page_text(data.bits, namer);
    case Tag::usage:
    case Tag::usage_minimum:
    case Tag::usage_maximum:
      return usage_text(read_usage(data, context.usage_page), namer);
    case Tag::logical_minimum:
    case Tag::physical_minimum:
      return fmt::format("{}", read_minimum(data));
    case Tag::logical_maximum:
      return fmt::format("{}", read_maximum(data, context.logical_minimum));
    case Tag::physical_maximum:
      return fmt::format("{}", read_maximum(data, context.physical_minimum));
    case Tag::unit:
      return unit_text(data.bits);
    case Tag::unit_exponent:
      return exponent_text(data);
    case Tag::report_id:
      return fmt::format("{:#04x}", data.bits);
    case Tag::delimiter:
      return data.bits == 1 ? "open" : fmt::format("{}", data.bits);
    case Tag::long_item:
      return fmt::format("tag {:#04x}, {} data bytes", item.long_tag, item.bytes.size() - 3);
    default:
      break;
  }
  return data.size == 0 ? std::string() : fmt::format("{}", data.bits);
}

}  // namespace

std::string text_of(const Item& item, const ItemContext& context, const UsageNamer& namer) {
  std::string out = name_of(item.tag);
  const std::string value = value_text(item, context, namer);
  if (!value.empty()) out += fmt::format(" ({})", value);
  return out;
}

}  // namespace upshid::hid
