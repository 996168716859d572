#include "upshid-status/watch_words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "upshid-status/watch_moment.h"

namespace upshid::status {

namespace {

// In display order, without those of the headline.
constexpr std::array<std::pair<StatusWord, std::string_view>, 14> meanings{{
    {StatusWord::lb, "battery low"},
    {StatusWord::fsd, "forced shutdown"},
    {StatusWord::off, "output off"},
    {StatusWord::over, "overload"},
    {StatusWord::rb, "replace the battery"},
    {StatusWord::bypass, "bypass, no protection"},
    {StatusWord::alarm, "alarm"},
    {StatusWord::cal, "calibrating"},
    {StatusWord::trim, "trimming the voltage"},
    {StatusWord::boost, "boosting the voltage"},
    {StatusWord::hb, "battery voltage high"},
    {StatusWord::eco, "saving energy"},
    {StatusWord::chrg, "charging"},
    {StatusWord::dischrg, "discharging"},
}};

std::string_view value(const Snapshot& snapshot, std::string_view name) {
  const Variable* variable = snapshot.find(name);
  return variable == nullptr ? std::string_view{} : std::string_view(variable->value);
}

std::optional<std::chrono::seconds> runtime_of(const Snapshot& snapshot) {
  const auto seconds = snapshot.number("battery.runtime");
  if (!seconds || *seconds < 0 || *seconds > 1e9) return std::nullopt;
  return std::chrono::seconds(static_cast<std::int64_t>(*seconds));
}

std::string time_text(std::chrono::seconds time) {
  return time.count() < 1 ? "no time" : in_words(time);
}

std::string advice_on_battery(const Snapshot& snapshot, bool low) {
  const auto runtime = runtime_of(snapshot);
  if (low && !runtime) return "The battery is low: shut down now.";
  const std::string left = runtime ? time_text(*runtime) : std::string();
  if (low) return fmt::format("The battery is low: shut down now. Runtime: {}.", left);
  if (!runtime) return "The UPS does not report its runtime.";
  return fmt::format("Runtime at this load: {}.", left);
}

std::string advice_on_line_power(const Snapshot& snapshot) {
  const std::string_view charge = value(snapshot, "battery.charge");
  const auto runtime = runtime_of(snapshot);
  std::string out;
  if (charge == "100") {
    out = "The battery is full.";
  } else if (!charge.empty()) {
    out = fmt::format("The battery is at {} %.", charge);
  }
  if (runtime) {
    out += fmt::format("{}Runtime in an outage: {}.", out.empty() ? "" : " ", time_text(*runtime));
  }
  return out;
}

}  // namespace

Power power_of(const Snapshot& snapshot) {
  if (snapshot.on_battery()) return snapshot.low_battery() ? Power::low : Power::battery;
  return snapshot.on_line_power() ? Power::line : Power::unknown;
}

std::string_view headline_of(Power power) {
  switch (power) {
    case Power::line:
      return "On line power";
    case Power::battery:
    case Power::low:
      return "ON BATTERY";
    case Power::unknown:
      break;
  }
  return "LINE POWER STATUS UNKNOWN";
}

std::string further_words(const Status& status) {
  std::vector<std::string_view> out;
  for (const auto& [word, meaning] : meanings) {
    if (word == StatusWord::dischrg && status.has(StatusWord::ob)) continue;
    if (status.has(word)) out.push_back(meaning);
  }
  for (const std::string& word : status.others()) {
    std::string_view meaning = word;
    if (word == "SD") meaning = "shutting down";
    if (word == "TEST") meaning = "testing";
    out.push_back(meaning);
  }
  return fmt::format("{}", fmt::join(out, ", "));
}

std::string advice(const Snapshot& snapshot) {
  const Power power = power_of(snapshot);
  switch (power) {
    case Power::battery:
    case Power::low:
      return advice_on_battery(snapshot, power == Power::low);
    case Power::line:
      return advice_on_line_power(snapshot);
    case Power::unknown:
      break;
  }
  return "The UPS does not report whether line power is present.";
}

}  // namespace upshid::status
