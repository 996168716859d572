#ifndef UPSHID_NUT_SNAPSHOT_BUILDER_H
#define UPSHID_NUT_SNAPSHOT_BUILDER_H

// The only writer of Snapshot.

#include <upshid/variable.h>

#include <optional>
#include <string>
#include <utility>

namespace upshid {

class SnapshotBuilder {
 public:
  SnapshotBuilder() = default;
  // Starts with an empty snapshot that reuses the memory of an old one.
  explicit SnapshotBuilder(Snapshot reused);

  // Adds a variable unless one with this name exists: the first row with a value applies.
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
  // After the status: a stale one does not say where the power comes from.
  void set_stale(bool stale);

  // Sorts into upsc's order and returns the snapshot.
  Snapshot finish() &&;

 private:
  Snapshot snapshot_;
};

}  // namespace upshid

#endif
