#include <algorithm>

#include "base/text.h"
#include "nut/snapshot_builder.h"

namespace upshid {

namespace {

template <class List>
auto find_named(List& list, std::string_view name) {
  return std::ranges::find_if(
      list, [name](const Variable& v) { return base::compare_no_case(v.name, name) == 0; });
}

}  // namespace

const Variable* Snapshot::find(std::string_view name) const {
  const auto at = find_named(variables_, name);
  return at == variables_.end() ? nullptr : &*at;
}

std::optional<double> Snapshot::number(std::string_view name) const {
  const Variable* const variable = find(name);
  return variable == nullptr ? std::nullopt : variable->number;
}

SnapshotBuilder::SnapshotBuilder(Snapshot reused) : snapshot_(std::move(reused)) {
  snapshot_.variables_.clear();
  snapshot_.conditions_ = {};
  snapshot_.status_ = {};
  snapshot_.low_battery_limits_ = {};
  snapshot_.battery_test_ = BatteryTest::unknown;
  snapshot_.condition_origins_.clear();
  snapshot_.failures_.clear();
  snapshot_.warnings_.clear();
  snapshot_.stale_ = false;
}

void SnapshotBuilder::add(Variable variable) {
  if (find(variable.name) == nullptr) snapshot_.variables_.push_back(std::move(variable));
}

void SnapshotBuilder::put(Variable variable) {
  const auto at = find_named(snapshot_.variables_, variable.name);
  if (at == snapshot_.variables_.end()) {
    snapshot_.variables_.push_back(std::move(variable));
  } else {
    *at = std::move(variable);
  }
}

void SnapshotBuilder::put_text(std::string name, std::string value) {
  put({std::move(name), std::move(value), std::nullopt, Unit::none, std::nullopt});
}

void SnapshotBuilder::remove(std::string_view name) {
  const auto at = find_named(snapshot_.variables_, name);
  if (at != snapshot_.variables_.end()) snapshot_.variables_.erase(at);
}

const Variable* SnapshotBuilder::find(std::string_view name) const {
  return snapshot_.find(name);
}

void SnapshotBuilder::set_condition(Condition condition, bool value, std::optional<Origin> origin) {
  snapshot_.conditions_.set(condition, value);
  if (origin) snapshot_.condition_origins_.emplace_back(condition, *std::move(origin));
}

void SnapshotBuilder::forget_condition(Condition condition) {
  snapshot_.conditions_.forget(condition);
  std::erase_if(snapshot_.condition_origins_,
                [condition](const auto& entry) { return entry.first == condition; });
}

void SnapshotBuilder::set_status(Status status) {
  snapshot_.status_ = std::move(status);
}

void SnapshotBuilder::take_low_battery_limits() {
  snapshot_.low_battery_limits_ = {snapshot_.number("battery.charge.low"),
                                   snapshot_.number("battery.runtime.low")};
}

void SnapshotBuilder::set_battery_test(BatteryTest test) {
  snapshot_.battery_test_ = test;
}

void SnapshotBuilder::fail(ReportFailure failure) {
  snapshot_.failures_.push_back(std::move(failure));
}

void SnapshotBuilder::warn(std::string text) {
  snapshot_.warnings_.push_back(std::move(text));
}

void SnapshotBuilder::set_stale(bool stale) {
  snapshot_.stale_ = stale;
  if (!stale) return;
  for (const StatusWord word : {StatusWord::ol, StatusWord::ob, StatusWord::dischrg})
    snapshot_.status_.set(word, false);
  put_text("ups.status", snapshot_.status_.text());
}

Snapshot SnapshotBuilder::finish() && {
  // upsd keeps its variables in a tree ordered by strcasecmp.
  std::ranges::stable_sort(snapshot_.variables_, [](const Variable& a, const Variable& b) {
    return base::compare_no_case(a.name, b.name) < 0;
  });
  return std::move(snapshot_);
}

}  // namespace upshid
