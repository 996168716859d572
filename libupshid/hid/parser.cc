#include "hid/parser.h"

#include <fmt/format.h>

#include <algorithm>

#include "hid/readings.h"

namespace upshid::hid {

namespace {

Error malformed(const Item& item, std::string what) {
  return {Code::malformed_descriptor, place_of(item.offset, item.tag), std::move(what), 0};
}

Error over_budget(const Item& item, std::string what) {
  return {Code::budget_exceeded, place_of(item.offset, item.tag), std::move(what), 0};
}

constexpr std::uint8_t application = 1;  // A collection's type (HID 1.11 §6.2.2.6).

}  // namespace

Result<void> Parser::feed(const Item& item) {
  // No long item is defined, and Linux refuses them; a device that sends one is still readable
  // here.
  if (item.tag == Tag::long_item) return {};
  switch (item.type()) {
    case ItemType::main: {
      if (auto begun = locals_.unfinished()) warn(*std::move(begun));
      auto result = feed_main(item);
      locals_.clear();
      return result;
    }
    case ItemType::global:
      return feed_global(item);
    case ItemType::local: {
      auto added = locals_.add(item, globals_.usage_page, budget_.usages_per_item);
      if (added || added.error().code != Code::malformed_descriptor) return added;
      warn(added.error());
      return {};
    }
    case ItemType::reserved:
      break;
  }
  warn(malformed(item, "HID 1.11 defines no such item"));
  return {};
}

void Parser::finish() {
  if (open_.empty()) return;
  const std::size_t begin = out_.collections[static_cast<std::size_t>(open_.back())].offset;
  warn({Code::malformed_descriptor, place_of(begin, Tag::collection),
        "no End Collection closes it before the descriptor ends", 0});
}

Result<void> Parser::feed_main(const Item& item) {
  switch (item.tag) {
    case Tag::input:
      return add_fields(item, ReportType::input);
    case Tag::output:
      return add_fields(item, ReportType::output);
    case Tag::feature:
      return add_fields(item, ReportType::feature);
    case Tag::collection:
      return begin_collection(item);
    case Tag::end_collection:
      if (open_.empty()) {
        warn(malformed(item, "no collection is open"));
      } else {
        open_.pop_back();
      }
      return {};
    default:
      warn(malformed(item, "HID 1.11 defines no such item"));
      return {};
  }
}

Result<void> Parser::feed_global(const Item& item) {
  const ItemData data = item.data;
  switch (item.tag) {
    case Tag::usage_page:
      if (data.bits > UINT16_MAX) {
        warn(malformed(item, fmt::format("the page is {:#x}, expected at most 0xffff", data.bits)));
      }
      globals_.usage_page = static_cast<std::uint16_t>(data.bits);
      return {};
    case Tag::logical_minimum:
      globals_.logical_minimum = read_minimum(data);
      return {};
    case Tag::logical_maximum:
      globals_.logical_maximum = read_maximum(data, globals_.logical_minimum);
      return {};
    case Tag::physical_minimum:
      globals_.physical_minimum = read_minimum(data);
      return {};
    case Tag::physical_maximum:
      globals_.physical_maximum = read_maximum(data, globals_.physical_minimum);
      return {};
    case Tag::unit_exponent:
      globals_.unit_exponent = read_unit_exponent(data);
      if (!is_unit_exponent(data)) {
        warn(malformed(item, fmt::format("the exponent is {}, expected one from -128 to 127; "
                                         "taken as {}",
                                         data.as_signed(), globals_.unit_exponent)));
      }
      return {};
    case Tag::unit:
      globals_.unit = data.bits;
      return {};
    case Tag::report_size:
      globals_.report_size = data.bits;
      return {};
    case Tag::report_count:
      globals_.report_count = data.bits;
      return {};
    case Tag::report_id:
      return set_report_id(item);
    case Tag::push:
      return push(item);
    case Tag::pop:
      pop(item);
      return {};
    default:
      warn(malformed(item, "HID 1.11 defines no such item"));
      return {};
  }
}

Result<void> Parser::set_report_id(const Item& item) {
  // 0 is reserved and an ID is one byte on the wire (HID 1.11 §6.2.2.7).
  if (item.data.bits == 0 || item.data.bits > UINT8_MAX) {
    return malformed(
        item, fmt::format("the report ID is {}, expected one from 1 to 255", item.data.bits));
  }
  globals_.report_id = static_cast<std::uint8_t>(item.data.bits);
  out_.uses_report_ids = true;
  if (!first_report_id_) first_report_id_ = item.offset;
  if (!first_without_id_) return {};
  // Every report on the wire begins with an ID now, so these are never sent.
  warn(malformed(item, fmt::format("report IDs begin here, but the item at byte {} has none; left "
                                   "out",
                                   *first_without_id_)));
  first_without_id_.reset();
  std::erase_if(out_.fields, [](const Field& field) { return field.report_id == 0; });
  std::erase_if(out_.reports, [](const Report& report) { return report.id == 0; });
  return {};
}

Result<void> Parser::push(const Item& item) {
  if (stack_.size() >= budget_.global_stack) {
    return over_budget(item, fmt::format("more than {} pushed states", budget_.global_stack));
  }
  stack_.push_back(globals_);
  return {};
}

void Parser::pop(const Item& item) {
  if (stack_.empty()) return warn(malformed(item, "no Push goes with it"));
  globals_ = stack_.back();
  stack_.pop_back();
}

Result<void> Parser::begin_collection(const Item& item) {
  if (item.data.bits > UINT8_MAX) {
    warn(malformed(item, fmt::format("the type is {:#x}, expected at most 0xff", item.data.bits)));
  }
  if (out_.collections.size() >= budget_.collections) {
    return over_budget(item, fmt::format("more than {} collections", budget_.collections));
  }
  if (open_.size() >= budget_.depth) {
    return over_budget(item, fmt::format("collections nested more than {} deep", budget_.depth));
  }
  const auto usages = locals_.resolve(globals_.usage_page);
  Collection collection;
  if (!usages.empty()) collection.usage = usages.front().first;
  collection.type = static_cast<std::uint8_t>(item.data.bits);
  collection.parent = open_.empty() ? -1 : open_.back();
  collection.offset = item.offset;
  open_.push_back(static_cast<std::int32_t>(out_.collections.size()));
  out_.collections.push_back(collection);
  return {};
}

bool Parser::in_application() const {
  return std::any_of(open_.begin(), open_.end(), [this](std::int32_t index) {
    return out_.collections[static_cast<std::size_t>(index)].type == application;
  });
}

Result<void> Parser::add_fields(const Item& item, ReportType type) {
  if (!in_application()) return malformed(item, "outside any application collection");
  // With one Report ID anywhere, every report on the wire begins with an ID (HID 1.11 §5.6).
  if (globals_.report_id == 0 && first_report_id_) {
    warn(malformed(item, fmt::format("no report ID is in force, but IDs are used since byte {}; "
                                     "left out",
                                     *first_report_id_)));
    return {};
  }
  const auto usages = locals_.resolve(globals_.usage_page);

  // Size or count 0: no bits. Linux accepts it, and no offset depends on it.
  const std::uint32_t size = globals_.report_size;
  const std::uint32_t count = globals_.report_count;
  if (size == 0 || count == 0) return {};

  Report& report = report_of(type);
  if (std::uint64_t{size} * count > budget_.report_bits - report.bit_size) {
    return over_budget(item, fmt::format("the report grows beyond {} bits", budget_.report_bits));
  }

  Field field = new_field(item, type, report.bit_size);
  const auto add = [&](std::uint32_t elements) {
    if (out_.fields.size() >= budget_.fields) return false;
    field.count = elements;
    out_.fields.push_back(field);
    field.bit_offset += elements * size;
    return true;
  };
  const Error too_many = over_budget(item, fmt::format("more than {} fields", budget_.fields));

  if (usages.empty()) {
    if (!add(count)) return too_many;
  } else if (field.is_array()) {
    field.usage = usages.front().first;
    field.choices = usages;
    if (!add(count)) return too_many;
  } else {
    // One usage an element; the last one serves all elements that remain, and usages beyond the
    // count name nothing (HID 1.11 §6.2.2.8).
    std::uint32_t left = count;
    for (std::size_t i = 0; i < usages.size() && left > 0; ++i) {
      const UsageRange& range = usages[i];
      for (std::uint32_t id = range.first.id; id <= range.last.id && left > 0; ++id) {
        const bool is_last = i + 1 == usages.size() && id == range.last.id;
        const std::uint32_t elements = is_last ? left : 1;
        field.usage = {range.first.page, static_cast<std::uint16_t>(id)};
        if (!add(elements)) return too_many;
        left -= elements;
      }
    }
  }
  report.bit_size += size * count;
  if (globals_.report_id == 0 && !first_without_id_) first_without_id_ = item.offset;
  return {};
}

Report& Parser::report_of(ReportType type) {
  const auto known = std::find_if(out_.reports.begin(), out_.reports.end(), [&](const Report& r) {
    return r.type == type && r.id == globals_.report_id;
  });
  if (known != out_.reports.end()) return *known;
  return out_.reports.emplace_back(Report{type, globals_.report_id, 0});
}

Field Parser::new_field(const Item& item, ReportType type, std::uint32_t bit_offset) const {
  Field field;
  field.type = type;
  field.report_id = globals_.report_id;
  field.flags = static_cast<std::uint16_t>(item.data.bits);
  field.bit_offset = bit_offset;
  field.bit_size = globals_.report_size;
  field.collection = open_.back();
  field.logical_min = globals_.logical_minimum;
  field.logical_max = globals_.logical_maximum;
  field.physical_min = globals_.physical_minimum;
  field.physical_max = globals_.physical_maximum;
  field.unit = globals_.unit;
  field.unit_exponent = globals_.unit_exponent;
  field.offset = item.offset;
  return field;
}

Result<void> check_size(std::size_t bytes, const Budget& budget) {
  if (bytes == 0) return Error{Code::malformed_descriptor, "byte 0", "the descriptor is empty", 0};
  if (bytes > budget.bytes) {
    return Error{
        Code::budget_exceeded, fmt::format("byte {}", budget.bytes),
        fmt::format("the descriptor has {} bytes, expected at most {}", bytes, budget.bytes), 0};
  }
  return {};
}

Result<Descriptor> parse(std::span<const std::uint8_t> bytes, const Budget& budget) {
  if (auto ok = check_size(bytes.size(), budget); !ok) return ok.error();
  Parser parser(budget);
  for (ItemReader reader(bytes); !reader.at_end();) {
    const auto item = reader.next();
    if (!item) {
      parser.warn(item.error());
      break;
    }
    if (auto ok = parser.feed(*item); !ok) return ok.error();
  }
  parser.finish();
  return std::move(parser).take();
}

}  // namespace upshid::hid
