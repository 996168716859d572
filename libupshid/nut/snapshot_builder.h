#ifndef UPSHID_NUT_SNAPSHOT_BUILDER_H
#define UPSHID_NUT_SNAPSHOT_BUILDER_H

// Fills a Snapshot; the only one who may.

#include <upshid/variable.h>

#include <optional>
#include <string>
#include <utility>

namespace upshid {

class SnapshotBuilder {
 public:
  SnapshotBuilder() = default;
  // Begins with an empty snapshot in the memory of an older one.
  explicit SnapshotBuilder(Snapshot reused);

  // Adds a variable, unless one of that name is there: the first row that yields a value wins.
  void add(Variable variable);
  // Adds or replaces.
  void put(Variable variable);
  void put_text(std::string name, std::string value);
  void remove(std::string_view name);
  const Variable* find(std::string_view name) const;

  void set_condition(Condition condition, bool value, std::optional<Origin> origin);
  void forget_condition(Condition condition);
  Conditions& conditions() { return snapshot_.conditions_; }
  void set_status(Status status);
  // As the variables are now.
  void take_low_battery_limits();
  void set_battery_test(BatteryTest test);
  void fail(ReportFailure failure);
  void warn(std::string text);
  void set_stale(bool stale);

  // Sorts into upsc's order and hands the snapshot over.
  Snapshot finish() &&;

 private:
  Snapshot snapshot_;
};

}  // namespace upshid

#endif
