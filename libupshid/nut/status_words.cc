#include <fmt/format.h>
#include <fmt/ranges.h>
#include <upshid/status.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "nut/condition.h"

namespace upshid {

namespace {

// In the order of enum StatusWord.
constexpr std::array<std::string_view, status_word_count> word_names{
    "FSD", "ALARM", "CAL", "OB",   "OL",    "DISCHRG", "CHRG", "LB",
    "HB",  "OVER",  "RB",  "TRIM", "BOOST", "BYPASS",  "ECO",  "OFF"};

// In the order of enum BatteryTest.
constexpr std::array<std::string_view, 8> test_names{
    "",        "Done and passed", "Done and warning",  "Done and error",
    "Aborted", "In progress",     "No test initiated", "Test scheduled"};

}  // namespace

std::string_view name_of(StatusWord word) {
  return word_names[static_cast<std::size_t>(word)];
}

Status Status::parse(std::string_view ups_status) {
  Status out;
  for (const std::string_view word : base::words(ups_status)) {
    const auto* const known = std::ranges::find(word_names, word);
    if (known != word_names.end()) {
      out.set(static_cast<StatusWord>(known - word_names.begin()));
    } else if (std::ranges::find(out.others_, word) == out.others_.end()) {
      out.others_.emplace_back(word);
    }
  }
  return out;
}

std::vector<std::string_view> Status::words() const {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < word_names.size(); ++i) {
    if (has(static_cast<StatusWord>(i))) out.push_back(word_names[i]);
  }
  out.insert(out.end(), others_.begin(), others_.end());
  return out;
}

std::string Status::text() const {
  return fmt::format("{}", fmt::join(words(), " "));
}

std::string_view name_of(BatteryTest test) {
  return test_names[static_cast<std::size_t>(test)];
}

BatteryTest nut::battery_test_named(std::string_view ups_test_result) {
  const auto* const known = std::ranges::find(test_names, ups_test_result);
  if (known == test_names.end()) return BatteryTest::unknown;
  return static_cast<BatteryTest>(known - test_names.begin());
}

}  // namespace upshid
