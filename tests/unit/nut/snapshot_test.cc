#include <doctest/doctest.h>

#include "nut/snapshot_builder.h"

using namespace upshid;

TEST_CASE("variables come in upsc's order and are found whatever their case") {
  SnapshotBuilder builder;
  builder.put_text("ups.status", "OL");
  builder.put_text("battery.charge.low", "10");
  builder.put_text("Battery.Charge", "100");
  const Snapshot snapshot = std::move(builder).finish();
  CHECK(snapshot.variables()[0].name == "Battery.Charge");
  CHECK(snapshot.variables()[1].name == "battery.charge.low");
  CHECK(snapshot.find("UPS.STATUS")->value == "OL");
  CHECK(snapshot.find("ups.load") == nullptr);
}

TEST_CASE("a stale snapshot does not say where the power comes from") {
  SnapshotBuilder builder;
  Status status{StatusWord::ob, StatusWord::dischrg, StatusWord::rb};
  builder.put_text("ups.status", status.text());
  builder.set_status(status);
  builder.set_stale(true);
  const Snapshot snapshot = std::move(builder).finish();
  CHECK(snapshot.status() == Status{StatusWord::rb});
  CHECK(snapshot.find("ups.status")->value == "RB");
}

TEST_CASE("a snapshot that is used again keeps nothing of its old values") {
  SnapshotBuilder old;
  old.put({"battery.charge.low", "10", 10.0, Unit::percent, {}});
  old.set_condition(Condition::online, true, Origin{});
  old.set_status(Status{StatusWord::ol});
  old.take_low_battery_limits();
  old.set_battery_test(BatteryTest::in_progress);
  old.fail({});
  old.warn("warning");
  old.set_stale(true);
  const Snapshot again = SnapshotBuilder(std::move(old).finish()).finish();
  CHECK(again.variables().empty());
  CHECK_FALSE(again.conditions().is_known(Condition::online));
  CHECK(again.condition_origins().empty());
  CHECK(again.status() == Status{});
  CHECK(again.low_battery_limits().charge == std::nullopt);
  CHECK(again.battery_test() == BatteryTest::unknown);
  CHECK(again.failures().empty());
  CHECK(again.warnings().empty());
  CHECK_FALSE(again.stale());
}

TEST_CASE("the first to add a variable wins, while put replaces it") {
  SnapshotBuilder builder;
  builder.add({"a", "1", {}, Unit::none, {}});
  builder.add({"a", "2", {}, Unit::none, {}});
  CHECK(builder.find("a")->value == "1");
  builder.put({"a", "3", {}, Unit::none, {}});
  CHECK(builder.find("a")->value == "3");
  builder.remove("a");
  CHECK(builder.find("a") == nullptr);
}
