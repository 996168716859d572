#ifndef UPSHID_HID_PARSER_H
#define UPSHID_HID_PARSER_H

// The parser's state (HID 1.11 §5.4). parse() and describe() both feed it item by item, so that
// they cannot differ.

#include <upshid/hid.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "hid/item.h"
#include "hid/locals.h"

namespace upshid::hid {

// To be called before the first item. Errors: budget_exceeded; malformed_descriptor if there is no
// byte.
Result<void> check_size(std::size_t bytes, const Budget& budget);

class Parser {
 public:
  explicit Parser(const Budget& budget) : budget_(budget) {}

  // Adds one item. After an error the item is ignored and the next may be added, which describe()
  // does; a descriptor with an error is never returned.
  Result<void> feed(const Item& item);

  // To be called after the last item.
  Result<void> finish() const;

  const Descriptor& descriptor() const { return out_; }
  Descriptor take() && { return std::move(out_); }

  std::size_t depth() const { return open_.size(); }
  std::uint16_t usage_page() const { return globals_.usage_page; }
  std::int64_t logical_minimum() const;
  std::int64_t physical_minimum() const;

 private:
  // The item state table (HID 1.11 §6.2.2.7), what Push saves. Maxima stay raw data until a main
  // item: only then it is certain which minimum belongs to them.
  struct Globals {
    std::uint16_t usage_page = 0;
    ItemData logical_minimum;
    ItemData logical_maximum;
    ItemData physical_minimum;
    ItemData physical_maximum;
    std::int8_t unit_exponent = 0;
    std::uint32_t unit = 0;
    std::uint32_t report_size = 0;
    std::uint32_t report_count = 0;
    std::uint8_t report_id = 0;
  };

  Result<void> feed_main(const Item& item);
  Result<void> feed_global(const Item& item);
  Result<void> set_report_id(const Item& item);
  Result<void> push(const Item& item);
  Result<void> pop(const Item& item);
  Result<void> begin_collection(const Item& item);
  Result<void> end_collection(const Item& item);
  Result<void> add_fields(const Item& item, ReportType type);
  Result<void> check_report_id(const Item& item) const;
  bool in_application() const;
  Report& report_of(ReportType type);
  Field new_field(const Item& item, ReportType type, std::uint32_t bit_offset) const;

  Budget budget_;
  Descriptor out_;
  Globals globals_;
  std::vector<Globals> stack_;
  Locals locals_;
  std::vector<std::int32_t> open_;              // Indexes of the open collections, outermost first.
  std::optional<std::size_t> first_report_id_;  // Byte offset.
  std::optional<std::size_t> first_without_id_;
};

}  // namespace upshid::hid

#endif
