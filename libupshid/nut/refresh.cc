#include "nut/refresh.h"

#include <algorithm>
#include <array>

namespace upshid::nut {

namespace {

bool decides_on_shutdown(Condition condition) {
  switch (condition) {
    case Condition::online:
    case Condition::discharging:
    case Condition::low_battery:
    case Condition::time_limit_expired:
    case Condition::shutdown_imminent:
    case Condition::depleted:
      return true;
    default:
      return false;
  }
}

// Also longer names that begin so: not "input.voltage.nominal", which ends
// in what never moves.
constexpr std::array<std::string_view, 18> moving = {
    "ambient.",        "battery.charge",      "battery.current",
    "battery.runtime", "battery.temperature", "battery.voltage",
    "input.current",   "input.frequency",     "input.voltage",
    "output.current",  "output.frequency",    "output.voltage",
    "ups.load",        "ups.power",           "ups.realpower",
    "ups.temperature", "ups.test.result",     "ups.timer."};

constexpr std::array<std::string_view, 4> set_by_people = {".low", ".high", ".warning", ".restart"};

}  // namespace

Refresh refresh_of(const Row& row) {
  if (row.condition) return decides_on_shutdown(*row.condition) ? Refresh::state : Refresh::live;
  switch (row.how) {
    case How::string:
    case How::date:
    case How::apc_date:
    case How::model:
    case How::model_string:
    case How::fixed_text:
    case How::setting:
      return Refresh::once;
    default:
      break;
  }
  const std::string_view name = row.name;
  if (name.ends_with(".nominal")) return Refresh::once;
  const auto ends = [name](std::string_view end) { return name.ends_with(end); };
  if (std::any_of(set_by_people.begin(), set_by_people.end(), ends)) return Refresh::settings;
  const auto begins = [name](std::string_view start) { return name.starts_with(start); };
  return std::any_of(moving.begin(), moving.end(), begins) ? Refresh::live : Refresh::settings;
}

}  // namespace upshid::nut
