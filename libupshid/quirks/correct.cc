#include <cmath>
#include <utility>

#include "quirks/apply.h"

namespace upshid::quirks {

namespace {

bool is_near(double value, const ScaleRule& rule) {
  for (const double target : rule.targets) {
    if (std::abs(value - target) <= target * rule.ratio / 100) return true;
  }
  return false;
}

}  // namespace

void correct(Applied& applied, std::span<std::optional<Value>> values, bool explain) {
  for (ScaleRule& rule : applied.scales) {
    std::optional<Value>& value = values[rule.field];
    if (!value) continue;
    bool scale = false;
    if (rule.reference) {
      const auto& reference = values[*rule.reference];
      // A nominal value of 0 is unknown to the firmware, and decides nothing.
      if (!rule.decided && reference && reference->physical != 0) {
        rule.decided = value->physical > rule.ratio * reference->physical;
      }
      scale = rule.decided.value_or(false);
    } else {
      scale = is_near(value->physical * rule.factor, rule);
    }
    if (!scale) continue;
    const double before = value->physical;
    value->physical *= rule.factor;
    if (!explain) continue;
    AppliedQuirk change;
    change.row = rule.row->name;
    change.verb = rule.verb;
    change.path = rule.path;
    change.before = {before};
    change.after = {value->physical};
    value->changes.push_back(std::move(change));
  }
}

}  // namespace upshid::quirks
