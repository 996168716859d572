#include "virtual/field_line.h"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <optional>

#include "base/report_type.h"
#include "base/text.h"
#include "power/usages.h"

namespace upshid::virtual_ups {

namespace {

using hid::ReportType;

constexpr std::int64_t int32_min = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t int32_max = std::numeric_limits<std::int32_t>::max();

// The unit item's nibbles in HID's system "SI linear" (HID 1.11 §6.2.2.7: length, mass, time,
// temperature, current; centimetre and gram, hence volt = cm^2 g s^-3 A^-1).
std::optional<std::uint32_t> unit_named(std::string_view name) {
  struct Row {
    std::string_view name;
    std::uint32_t unit;
  };
  constexpr std::array rows = std::to_array<Row>({{"volt", 0x00f0d121},
                                                  {"watt", 0x0000d121},
                                                  {"second", 0x00001001},
                                                  {"hertz", 0x0000f001},
                                                  {"ampere", 0x00100001},
                                                  {"ampere-second", 0x00101001},
                                                  {"kelvin", 0x00010001}});
  for (const Row& row : rows) {
    if (row.name == name) return row.unit;
  }
  if (name.starts_with("0x")) return base::parse_hex(name.substr(2));
  return std::nullopt;
}

Result<std::vector<TypedFlags>> next_types(base::LineReader& line, const FlagSets& sets) {
  const auto word = line.next_word("report types with flags, such as input:shown,feature:live");
  if (!word) return word.error();
  std::vector<TypedFlags> types;
  for (const std::string_view part : base::split(*word, ',')) {
    const auto halves = base::split(part, ':');
    const auto type = base::report_type_named(halves.front());
    if (!type || halves.size() != 2) {
      return line.error_last("input, output or feature, each with ':' and its flags");
    }
    TypedFlags typed{*type, 0};
    for (const std::string_view name : base::split(halves[1], '+')) {
      const auto set = sets.find(name);
      if (set == sets.end()) {
        return line.error_last(fmt::format("flags; \"{}\" is not defined", name));
      }
      typed.flags = static_cast<std::uint16_t>(typed.flags | set->second);
    }
    types.push_back(typed);
  }
  return types;
}

// "8" or "8x62".
Result<void> next_size(base::LineReader& line, FieldLine& field) {
  constexpr std::string_view expected = "bits from 1 to 32, or bits x count, such as 8x62";
  const auto word = line.next_word(expected);
  if (!word) return word.error();
  const auto parts = base::split(*word, 'x');
  const auto bits = base::parse_integer(parts.front());
  const auto count =
      parts.size() == 2 ? base::parse_integer(parts[1]) : std::optional<std::int64_t>{1};
  if (parts.size() > 2 || !bits || *bits < 1 || *bits > 32 || !count || *count < 1 ||
      *count > 255) {
    return line.error_last(expected);
  }
  field.bits = static_cast<std::uint32_t>(*bits);
  field.count = static_cast<std::uint32_t>(*count);
  return {};
}

Result<Range> next_range(base::LineReader& line) {
  constexpr std::string_view expected = "minimum..maximum, two numbers of at most 32 bits";
  const auto word = line.next_word(expected);
  if (!word) return word.error();
  const std::size_t dots = word->find("..");
  if (dots == std::string::npos) return line.error_last(expected);
  const auto min = base::parse_integer(word->substr(0, dots));
  const auto max = base::parse_integer(word->substr(dots + 2));
  if (!min || !max || *min < int32_min || *max > int32_max || *min > *max) {
    return line.error_last(expected);
  }
  return Range{*min, *max};
}

Result<Source> next_source(base::LineReader& line, const Profile& profile) {
  Source source;
  if (line.take("string")) {
    const auto index = line.next_integer(0, 255, "a string index");
    if (!index) return index.error();
    if (*index != 0 && !profile.strings.contains(static_cast<std::uint8_t>(*index))) {
      return line.error_last("the index of a string defined above");
    }
    source.constant = *index;
    return source;
  }
  if (const auto number = base::parse_integer(line.peek())) {
    const auto taken = line.next_integer(int32_min, 0xffffffff, "a constant");
    if (!taken) return taken.error();
    source.constant = *number;
    return source;
  }
  const std::string expected = "a number, `string N`, or one of " + quantity_list();
  const auto word = line.next_word(expected);
  if (!word) return word.error();
  const auto quantity = quantity_named(*word);
  if (!quantity) return line.error_last(expected);
  source.quantity = *quantity;
  return source;
}

Result<void> next_attribute(base::LineReader& line, FieldLine& field) {
  if (line.take("physical")) {
    const auto range = next_range(line);
    if (!range) return range.error();
    field.physical = *range;
    return {};
  }
  if (line.take("unit")) {
    constexpr std::string_view expected =
        "volt, watt, second, hertz, ampere, ampere-second, kelvin, or a unit item such as 0x1001";
    const auto word = line.next_word(expected);
    if (!word) return word.error();
    const auto unit = unit_named(*word);
    if (!unit) return line.error_last(expected);
    field.unit = *unit;
    return {};
  }
  if (line.take("exponent")) {
    const auto exponent = line.next_integer(-8, 7, "a unit exponent");
    if (!exponent) return exponent.error();
    field.exponent = static_cast<std::int8_t>(*exponent);
    return {};
  }
  return line.error_next("physical, unit, exponent, = or the end of the line");
}

}  // namespace

FlagSets hid_flags() {
  return {{"data", 0},
          {"constant", hid::constant},
          {"variable", hid::variable},
          {"relative", hid::relative},
          {"wrap", hid::wrap},
          {"nonlinear", hid::nonlinear},
          {"no_preferred", hid::no_preferred},
          {"null_state", hid::null_state},
          {"volatile", hid::volatile_value},
          {"buffered_bytes", hid::buffered_bytes},
          {"padding", hid::constant}};
}

bool is_field_line(std::string_view first_word) {
  return base::report_type_named(base::split(first_word, ':').front()).has_value();
}

Result<hid::Usage> next_usage(base::LineReader& line) {
  constexpr std::string_view expected =
      "a usage's name, eight hexadecimal digits of page and id, or '-'";
  const auto word = line.next_word(expected);
  if (!word) return word.error();
  if (*word == "-") return hid::Usage{};
  const auto usage = power::usage_named(*word);
  if (!usage) return line.error_last(expected);
  return *usage;
}

Result<FieldLine> parse_field_line(base::LineReader& line, const FlagSets& flags,
                                   const Profile& profile) {
  FieldLine field;
  auto types = next_types(line, flags);
  if (!types) return types.error();
  field.types = std::move(*types);
  const auto usage = next_usage(line);
  if (!usage) return usage.error();
  field.usage = *usage;
  field.is_padding = usage->packed() == 0;
  if (auto size = next_size(line, field); !size) return size.error();
  if (field.is_padding) {
    if (auto end = line.end(); !end) return end.error();
    return field;
  }
  const auto range = next_range(line);
  if (!range) return range.error();
  field.logical = *range;
  while (!line.at_end() && line.peek() != "=") {
    if (auto attribute = next_attribute(line, field); !attribute) return attribute.error();
  }
  if (line.take("=")) {
    const auto source = next_source(line, profile);
    if (!source) return source.error();
    field.source = *source;
  }
  if (auto end = line.end(); !end) return end.error();
  return field;
}

}  // namespace upshid::virtual_ups
