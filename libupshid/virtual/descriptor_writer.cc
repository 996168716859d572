#include "virtual/descriptor_writer.h"

#include <array>
#include <optional>
#include <span>

namespace upshid::virtual_ups {

namespace {

// Item prefixes without their size bits (HID 1.11 §6.2.2.4, §6.2.2.7, §6.2.2.8).
enum Item : std::uint8_t {
  input = 0x80,
  output = 0x90,
  feature = 0xb0,
  collection = 0xa0,
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
  usage = 0x08,
};

Item main_item(hid::ReportType type) {
  switch (type) {
    case hid::ReportType::input:
      return input;
    case hid::ReportType::output:
      return output;
    case hid::ReportType::feature:
      break;
  }
  return feature;
}

// Two lines that one main item can declare: the same except usage and value.
bool share_item(const FieldLine& a, const FieldLine& b) {
  return !a.is_padding && !b.is_padding && a.count == 1 && b.count == 1 && a.types == b.types &&
         a.usage.page == b.usage.page && a.bits == b.bits && a.logical == b.logical &&
         a.physical == b.physical && a.unit == b.unit && a.exponent == b.exponent;
}

class Writer {
 public:
  std::vector<std::uint8_t> write(const Profile& profile) {
    std::span<const Step> steps = profile.body;
    while (!steps.empty()) {
      steps = steps.subspan(steps.front().kind == Step::Kind::field ? fields(steps)
                                                                    : structure(steps.front()));
    }
    return std::move(bytes_);
  }

 private:
  std::size_t structure(const Step& step) {
    switch (step.kind) {
      case Step::Kind::open:
        if (step.usage.packed() != 0) {
          global(usage_page, step.usage.page);
          unsigned_item(usage, step.usage.id);
        }
        // Collection types are written with a data byte, physical (0) included, as devices do.
        item(collection, static_cast<std::uint32_t>(step.collection), 1);
        break;
      case Step::Kind::close:
        item(end_collection, 0, 0);
        break;
      case Step::Kind::report:
        global(report_id, step.report_id);
        break;
      case Step::Kind::field:
        break;
    }
    return 1;
  }

  // Writes the fields at the front that can share their main items; returns how many.
  std::size_t fields(std::span<const Step> steps) {
    const FieldLine& first = steps.front().field;
    std::size_t n = 1;
    while (n < steps.size() && steps[n].kind == Step::Kind::field &&
           share_item(first, steps[n].field)) {
      ++n;
    }
    if (!first.is_padding) globals_of(first);
    global(report_size, first.bits);
    global(report_count, n == 1 ? first.count : static_cast<std::uint32_t>(n));
    for (const TypedFlags& typed : first.types) {
      for (const Step& step : steps.first(n)) {
        if (!first.is_padding) unsigned_item(usage, step.field.usage.id);
      }
      unsigned_item(main_item(typed.type), typed.flags);
    }
    return n;
  }

  void globals_of(const FieldLine& field) {
    global(usage_page, field.usage.page);
    // The sign of the minimum decides how Linux reads the maximum, so both are written whenever
    // either changes meaning; each in the fewest bytes that keep its sign.
    signed_global(logical_minimum, field.logical.min);
    signed_global(logical_maximum, field.logical.max);
    signed_global(physical_minimum, field.physical.min);
    signed_global(physical_maximum, field.physical.max);
    global(unit, field.unit);
    // A nibble in two's complement (HID 1.11 §6.2.2.7).
    global(unit_exponent, static_cast<std::uint32_t>(field.exponent) & 0xfU);
  }

  // Global items stay in force, so only changes are written.
  void global(Item item_kind, std::uint32_t value) {
    if (changed(item_kind, value)) unsigned_item(item_kind, value);
  }

  void signed_global(Item item_kind, std::int64_t value) {
    if (!changed(item_kind, value)) return;
    const std::size_t size = value >= -0x80 && value <= 0x7f       ? 1
                             : value >= -0x8000 && value <= 0x7fff ? 2
                                                                   : 4;
    item(item_kind, static_cast<std::uint32_t>(value), size);
  }

  void unsigned_item(Item item_kind, std::uint32_t value) {
    item(item_kind, value, value <= 0xff ? 1 : value <= 0xffff ? 2 : 4);
  }

  // Every global starts as 0 (HID 1.11 §6.2.2.7), so a 0 never needs to be written first; those
  // that have no default are never 0 here.
  bool changed(Item item_kind, std::int64_t value) {
    std::int64_t& known = state_[item_kind];
    if (known == value) return false;
    known = value;
    return true;
  }

  void item(Item item_kind, std::uint32_t value, std::size_t size) {
    // Data sizes 0, 1, 2, 4 are coded 0, 1, 2, 3 (HID 1.11 §6.2.2.2).
    const unsigned code = size == 4 ? 3U : static_cast<unsigned>(size);
    bytes_.push_back(static_cast<std::uint8_t>(item_kind | code));
    for (std::size_t i = 0; i < size; ++i) {
      bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }
  }

  std::vector<std::uint8_t> bytes_;
  std::array<std::int64_t, 256> state_{};
};

}  // namespace

std::vector<std::uint8_t> write_descriptor(const Profile& profile) {
  return Writer().write(profile);
}

}  // namespace upshid::virtual_ups
