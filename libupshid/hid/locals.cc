#include "hid/locals.h"

#include <fmt/format.h>

#include "hid/readings.h"

namespace upshid::hid {

namespace {

Error malformed(const Item& item, std::string what) {
  return {Code::malformed_descriptor, place_of(item.offset, item.tag), std::move(what), 0};
}

}  // namespace

Result<void> Locals::add(const Item& item, std::size_t limit) {
  switch (item.tag) {
    case Tag::usage:
      return add_usage({item, item}, item, limit);
    case Tag::usage_minimum:
      return add_range_end(minimum_, maximum_, item, limit);
    case Tag::usage_maximum:
      return add_range_end(maximum_, minimum_, item, limit);
    case Tag::delimiter:
      return add_delimiter(item);
    case Tag::designator_index:
    case Tag::designator_minimum:
    case Tag::designator_maximum:
    case Tag::string_index:
    case Tag::string_minimum:
    case Tag::string_maximum:
      // Body parts and names of controls, which affect no value.
      return {};
    default:
      return malformed(item, "HID 1.11 defines no such item");
  }
}

Result<void> Locals::add_usage(const Entry& entry, const Item& item, std::size_t limit) {
  // The usages of a delimited set are alternatives for one control, the preferred one first
  // (HID 1.11 §6.2.2.8).
  if (set_ && set_has_usage_) return {};
  if (entries_.size() >= limit) {
    return Error{Code::budget_exceeded, place_of(item.offset, item.tag),
                 fmt::format("more than {} usages before one main item", limit), 0};
  }
  entries_.push_back(entry);
  set_has_usage_ = true;
  return {};
}

Result<void> Locals::add_range_end(std::optional<Item>& mine, std::optional<Item>& other,
                                   const Item& item, std::size_t limit) {
  if (mine) {
    return malformed(item, fmt::format("second {} before the one at byte {} is complete",
                                       name_of(item.tag), mine->offset));
  }
  if (!other) {
    mine = item;
    return {};
  }
  const Item partner = *other;
  other.reset();
  const bool is_minimum = item.tag == Tag::usage_minimum;
  return add_usage({is_minimum ? item : partner, is_minimum ? partner : item}, item, limit);
}

Result<void> Locals::add_delimiter(const Item& item) {
  if (item.data.bits > 1) {
    return malformed(
        item, fmt::format("the value is {}, expected 1 (open) or 0 (close)", item.data.bits));
  }
  const bool open = item.data.bits == 1;
  if (open && set_) {
    return malformed(item,
                     fmt::format("a delimited set inside the one opened at byte {}", set_->offset));
  }
  if (!open && !set_) return malformed(item, "closes a delimited set, but none is open");
  set_has_usage_ = false;
  if (open) {
    set_ = item;
  } else {
    set_.reset();
  }
  return {};
}

Result<std::vector<UsageRange>> Locals::resolve(std::uint16_t page) const {
  if (set_) return malformed(*set_, "the delimited set is still open at the next main item");
  if (minimum_) return malformed(*minimum_, "no Usage Maximum follows");
  if (maximum_) return malformed(*maximum_, "no Usage Minimum goes with it");
  std::vector<UsageRange> out;
  out.reserve(entries_.size());
  for (const Entry& entry : entries_) {
    const UsageRange range{read_usage(entry.first.data, page), read_usage(entry.last.data, page)};
    if (range.first.page != range.last.page) {
      return malformed(
          entry.last, fmt::format("the usage range begins on page {:#06x} and ends on page {:#06x}",
                                  range.first.page, range.last.page));
    }
    if (range.last.id < range.first.id) {
      return malformed(entry.last,
                       fmt::format("the usage range ends at {:#06x}, below its begin {:#06x}",
                                   range.last.id, range.first.id));
    }
    out.push_back(range);
  }
  return out;
}

}  // namespace upshid::hid
