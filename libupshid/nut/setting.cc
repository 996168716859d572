#include "nut/setting.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "nut/format.h"

namespace upshid::nut {

namespace {

Error refused(std::string_view found, std::string_view expected) {
  return {Code::invalid_argument, {}, fmt::format("found \"{}\", expected {}", found, expected), 0};
}

std::string with_unit(double value, const Row& row) {
  std::string out = base::fixed(value, row.decimals);
  if (row.unit != Unit::none) out += fmt::format(" {}", symbol(row.unit));
  return out;
}

std::string expected_of(const Row& row, const hid::Field& field,
                        const std::vector<std::string>& choices) {
  if (!choices.empty()) return fmt::format("one of {}", fmt::join(choices, ", "));
  const auto range = range_of(row, field);
  if (!range) return "a value that the field can hold";
  if (range->first == range->second) {
    return fmt::format("{}, the only value that the device declares", with_unit(range->first, row));
  }
  return fmt::format("{} to {}", with_unit(range->first, row), with_unit(range->second, row));
}

Result<std::int64_t> encode_number(const Row& row, const hid::Field& field, std::string_view value,
                                   const std::vector<std::string>& choices,
                                   const std::string& expected) {
  const auto number = base::parse_number(value);
  if (!number) return refused(value, expected);
  const bool is_choice =
      choices.empty() || std::ranges::any_of(choices, [&number](const std::string& choice) {
        return base::parse_number(choice) == number;
      });
  if (!is_choice) return refused(value, expected);
  const auto logical = hid::to_logical(field, *number / row.scale);
  if (!logical) return refused(value, expected);
  return *logical;
}

Result<std::int64_t> encode_word(const Table& table, const Row& row, std::string_view value,
                                 const std::string& expected) {
  for (const auto& [number, word] : table.lookup(row.argument)->words) {
    if (base::compare_no_case(word, value) == 0) return number;
  }
  return refused(value, expected);
}

// PDC 1.1 §4.2.6: seven bits of years since 1980, four of months, five of days.
Result<std::int64_t> encode_date(std::string_view value) {
  constexpr const char* expected = "a date from 1980/01/01 to 2107/12/31, as YYYY/MM/DD";
  constexpr std::array<std::int64_t, 12> days{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const auto parts = base::split(value, '/');
  if (value.size() != 10 || parts.size() != 3 || parts[0].size() != 4 || parts[1].size() != 2) {
    return refused(value, expected);
  }
  for (const std::string_view part : parts) {
    if (part.find_first_not_of("0123456789") != std::string_view::npos) {
      return refused(value, expected);
    }
  }
  const std::int64_t year = base::parse_integer(parts[0]).value_or(0);
  const std::int64_t month = base::parse_integer(parts[1]).value_or(0);
  const std::int64_t day = base::parse_integer(parts[2]).value_or(0);
  if (year < 1980 || year > 2107 || month < 1 || month > 12 || day < 1 ||
      day > days.at(static_cast<std::size_t>(month - 1))) {
    return refused(value, expected);
  }
  return (year - 1980) * 512 + month * 32 + day;
}

}  // namespace

std::vector<std::string> choices_of(const Table& table, const Row& row,
                                    std::optional<double> present) {
  std::vector<std::string> out;
  if (row.how == How::lookup) {
    for (const auto& [number, word] : table.lookup(row.argument)->words) out.emplace_back(word);
    return out;
  }
  for (const auto& group : row.choices) {
    const bool is_present = std::ranges::any_of(
        group, [&](std::string_view choice) { return base::parse_number(choice) == present; });
    if (row.choices.size() == 1 || !present || is_present)
      out.insert(out.end(), group.begin(), group.end());
  }
  return out;
}

std::optional<std::pair<double, double>> range_of(const Row& row, const hid::Field& field) {
  if (row.how != How::decimal || !row.choices.empty()) return std::nullopt;
  return std::pair(hid::to_physical(field, field.logical_min) * row.scale,
                   hid::to_physical(field, field.logical_max) * row.scale);
}

Result<std::int64_t> encode_setting(const Table& table, const Row& row, const hid::Field& field,
                                    std::optional<double> present, std::string_view value) {
  const auto choices = choices_of(table, row, present);
  if (choices.empty() && !row.choices.empty()) {
    return Error{Code::unsupported,
                 {},
                 fmt::format("the present value is {}, which upshid does not know for this "
                             "variable, so no other is written",
                             with_unit(present.value_or(0), row)),
                 0};
  }
  const std::string expected = expected_of(row, field, choices);
  Result<std::int64_t> logical =
      Error{Code::unsupported, {}, "this kind of value cannot be written", 0};
  if (row.how == How::decimal) logical = encode_number(row, field, value, choices, expected);
  if (row.how == How::lookup) logical = encode_word(table, row, value, expected);
  if (row.how == How::date) logical = encode_date(value);
  if (!logical) return logical;
  // What the device declares is believed here, though not where values are read: a value that the
  // device does not expect is not sent.
  if (*logical < field.logical_min || *logical > field.logical_max) {
    return refused(value, row.how == How::date ? "a date that the field can hold" : expected);
  }
  return logical;
}

std::string decode_setting(const Table& table, const Row& row, const hid::Field& field,
                           std::int64_t logical) {
  const auto written = write(table, row, hid::to_physical(field, logical), logical);
  return written ? written->text : fmt::format("{}", logical);
}

}  // namespace upshid::nut
