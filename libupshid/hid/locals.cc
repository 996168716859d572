#include "hid/locals.h"

#include <fmt/format.h>

#include "hid/readings.h"

namespace upshid::hid {

namespace {

Error malformed(const Item& item, std::string what) {
  return {Code::malformed_descriptor, place_of(item.offset, item.tag), std::move(what), 0};
}

}  // namespace

Result<void> Locals::add(const Item& item, std::uint16_t page, std::size_t limit) {
  switch (item.tag) {
    case Tag::usage: {
      const Usage usage = read_usage(item.data, page);
      return add_usages({usage, usage}, item, limit);
    }
    case Tag::usage_minimum:
      return add_range_end(minimum_, maximum_, item, page, limit);
    case Tag::usage_maximum:
      return add_range_end(maximum_, minimum_, item, page, limit);
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

Result<void> Locals::add_usages(const UsageRange& range, const Item& item, std::size_t limit) {
  // The later sets are alternatives (HID 1.11 §6.2.2.8). Linux and NUT use the first one alone.
  if (sets_ > 1) return {};
  if (entries_.size() >= limit) {
    return Error{Code::budget_exceeded, place_of(item.offset, item.tag),
                 fmt::format("more than {} usages before one main item", limit), 0};
  }
  entries_.push_back({range, item.data.size <= 2});
  return {};
}

Result<void> Locals::add_range_end(std::optional<End>& mine, std::optional<End>& other,
                                   const Item& item, std::uint16_t page, std::size_t limit) {
  const std::optional<End> replaced = mine;
  const End end{item, read_usage(item.data, page)};
  if (!other) {
    mine = end;
    if (!replaced) return {};
    return malformed(replaced->item, fmt::format("replaced by the one at byte {}", item.offset));
  }
  const bool is_minimum = item.tag == Tag::usage_minimum;
  const End first = is_minimum ? end : *other;
  const End last = is_minimum ? *other : end;
  other.reset();
  if (first.usage.page != last.usage.page) {
    return malformed(item, fmt::format("the usage range begins on page {:#06x} and ends on page "
                                       "{:#06x}",
                                       first.usage.page, last.usage.page));
  }
  if (last.usage.id < first.usage.id) {
    return malformed(item, fmt::format("the usage range ends at {:#06x}, below its begin {:#06x}",
                                       last.usage.id, first.usage.id));
  }
  return add_usages({first.usage, last.usage}, item, limit);
}

Result<void> Locals::add_delimiter(const Item& item) {
  if (item.data.bits == 0) {
    if (!set_) return malformed(item, "closes a delimited set, but none is open");
    set_.reset();
    return {};
  }
  if (set_) {
    return malformed(item,
                     fmt::format("a delimited set inside the one opened at byte {}", set_->offset));
  }
  set_ = item;
  ++sets_;
  return {};
}

std::vector<UsageRange> Locals::resolve(std::uint16_t page) const {
  std::vector<UsageRange> out;
  out.reserve(entries_.size());
  for (const Entry& entry : entries_) out.push_back(entry.range);
  for (std::size_t i = entries_.size(); i-- > 0;) {
    if (!entries_[i].is_short) continue;
    if (out[i].first.page == page) break;
    out[i].first.page = page;
    out[i].last.page = page;
  }
  return out;
}

std::optional<Error> Locals::unfinished() const {
  if (set_) return malformed(*set_, "the delimited set is still open at the next main item");
  if (minimum_) return malformed(minimum_->item, "no Usage Maximum follows");
  if (maximum_) return malformed(maximum_->item, "no Usage Minimum goes with it");
  return std::nullopt;
}

}  // namespace upshid::hid
