#ifndef UPSHID_HID_PARSER_H
#define UPSHID_HID_PARSER_H

// The parser's state (HID 1.11 §5.4). parse() and describe() both feed it item by item, so that
// they cannot differ.

#include <upshid/hid.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
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

  // Adds one item. One that is odd but harmless costs itself or its fields, and a warning. After an
  // error the item is ignored and the next may be added, which describe() does; a descriptor with
  // an error is never returned.
  Result<void> feed(const Item& item);

  // To be called after the last item.
  void finish();

  void warn(Error what) { out_.warnings.push_back(std::move(what)); }

  const Descriptor& descriptor() const { return out_; }
  Descriptor take() && { return std::move(out_); }

  std::size_t depth() const { return open_.size(); }
  std::uint16_t usage_page() const { return globals_.usage_page; }
  std::int64_t logical_minimum() const { return globals_.logical_minimum; }
  std::int64_t physical_minimum() const { return globals_.physical_minimum; }

 private:
  // The item state table (HID 1.11 §6.2.2.7), what Push saves.
  struct Globals {
    std::uint16_t usage_page = 0;
    std::int64_t logical_minimum = 0;
    std::int64_t logical_maximum = 0;
    std::int64_t physical_minimum = 0;
    std::int64_t physical_maximum = 0;
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
  void pop(const Item& item);
  Result<void> begin_collection(const Item& item);
  Result<void> add_fields(const Item& item, ReportType type);
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
