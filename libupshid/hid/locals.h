#ifndef UPSHID_HID_LOCALS_H
#define UPSHID_HID_LOCALS_H

// The local items in front of a main item (HID 1.11 §6.2.2.8): its usages.

#include <upshid/hid.h>

#include <cstddef>
#include <optional>
#include <vector>

#include "hid/item.h"

namespace upshid::hid {

class Locals {
 public:
  // Adds a local item. `limit` is the maximum number of usages; a range counts as one.
  Result<void> add(const Item& item, std::size_t limit);

  // The usages in order, with the page in force at the main item that follows.
  Result<std::vector<UsageRange>> resolve(std::uint16_t page) const;

  // Called after a main item, which ends their scope.
  void clear() { *this = Locals(); }

 private:
  struct Entry {
    Item first;
    Item last;  // Equal to `first` for a single usage.
  };

  Result<void> add_usage(const Entry& entry, const Item& item, std::size_t limit);
  Result<void> add_range_end(std::optional<Item>& mine, std::optional<Item>& other,
                             const Item& item, std::size_t limit);
  Result<void> add_delimiter(const Item& item);

  std::vector<Entry> entries_;
  std::optional<Item> minimum_;  // Waiting for its Usage Maximum.
  std::optional<Item> maximum_;  // Waiting for its Usage Minimum.
  std::optional<Item> set_;      // The open Delimiter.
  bool set_has_usage_ = false;
};

}  // namespace upshid::hid

#endif
