#ifndef UPSHID_HID_LOCALS_H
#define UPSHID_HID_LOCALS_H

// The local items in front of a main item (HID 1.11 §6.2.2.8): its usages.

#include <upshid/hid.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "hid/item.h"

namespace upshid::hid {

class Locals {
 public:
  // Adds a local item, with the usage page in force. `limit` is the maximum number of usages; a
  // range counts as one. Errors: budget_exceeded, after which the descriptor is refused;
  // malformed_descriptor, if the item is left out.
  Result<void> add(const Item& item, std::uint16_t page, std::size_t limit);

  // The usages in order. A short usage is on the page in force when it came; those that come after
  // the last change of the page, or before a change that no usage follows, are on the page in force
  // at the main item (hid_concatenate_last_usage_page(), drivers/hid/hid-core.c).
  std::vector<UsageRange> resolve(std::uint16_t page) const;

  // What the next main item finds begun and not ended, which names no usage.
  std::optional<Error> unfinished() const;

  // Called after a main item, which ends their scope.
  void clear() { *this = Locals(); }

 private:
  struct Entry {
    UsageRange range;
    bool is_short;  // Has no page of its own.
  };
  struct End {
    Item item;
    Usage usage;
  };

  Result<void> add_usages(const UsageRange& range, const Item& item, std::size_t limit);
  Result<void> add_range_end(std::optional<End>& mine, std::optional<End>& other, const Item& item,
                             std::uint16_t page, std::size_t limit);
  Result<void> add_delimiter(const Item& item);

  std::vector<Entry> entries_;
  std::optional<End> minimum_;  // Waiting for its Usage Maximum.
  std::optional<End> maximum_;  // Waiting for its Usage Minimum.
  std::optional<Item> set_;     // The open Delimiter.
  int sets_ = 0;                // Delimited sets that were opened.
};

}  // namespace upshid::hid

#endif
