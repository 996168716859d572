#include "nut/evaluate.h"

#include <doctest/doctest.h>

using namespace upshid;
using namespace upshid::nut;

namespace {

// A device of rows written for the test: each row's path has one field, whose value the test sets.
struct Bench {
  Table rows;
  hid::Descriptor descriptor;
  std::optional<power::UsagePaths> paths;
  Plan plan;
  DeviceInfo device;
  Settings settings;
  std::vector<std::optional<Reading>> readings;

  // Fields in the order given: UPS.PowerSummary.<usage of page 0x85>.
  Bench(std::string_view text, std::initializer_list<std::uint16_t> usages)
      : rows(parse_table(text, "t").value()) {
    descriptor.collections = {{{0x84, 0x04}, 1, -1, 0}, {{0x84, 0x24}, 0, 0, 0}};
    for (const std::uint16_t id : usages) {
      hid::Field field;
      field.usage = {0x85, id};
      field.collection = 1;
      field.bit_size = 8;
      descriptor.fields.push_back(field);
    }
    descriptor.reports = {{hid::ReportType::feature, 0, 8}};
    paths.emplace(descriptor);
    plan = make_plan(rows.dialects[0], descriptor, *paths, [](std::size_t) { return true; });
    readings.resize(descriptor.fields.size());
    device.product = "Model  ";
    device.manufacturer = "Maker";
  }

  void set(std::size_t field, std::int64_t logical) {
    readings[field] =
        Reading{logical, static_cast<double>(logical), static_cast<double>(logical), {}};
  }

  Snapshot run() {
    SnapshotBuilder out;
    evaluate({&rows, &plan, &descriptor, &*paths, &device, &settings, &readings,
              [](std::uint8_t index) -> std::optional<std::string> {
                if (index == 7) return std::nullopt;
                return index == 4 ? "PbAcid \n" : "";
              }},
             out);
    return std::move(out).finish();
  }

  static std::string value(const Snapshot& snapshot, std::string_view name) {
    const Variable* variable = snapshot.find(name);
    return variable == nullptr ? "(absent)" : variable->value;
  }
};

constexpr std::uint16_t charge = 0x66, limit = 0x29, chemistry = 0x89, ac = 0xd0, charging = 0x44,
                        low = 0x42;

}  // namespace

TEST_CASE("a value whose report failed is absent, never 0") {
  Bench bench("[d]\nbattery.charge UPS.PowerSummary.RemainingCapacity .0 %\n", {charge});
  CHECK(Bench::value(bench.run(), "battery.charge") == "(absent)");
  bench.set(0, 0);
  CHECK(Bench::value(bench.run(), "battery.charge") == "0");
}

TEST_CASE(
    "strings come by index, without the white space at their end, empty where there is none") {
  Bench bench("[d]\nbattery.type UPS.PowerSummary.iDeviceChemistry string\n", {chemistry});
  bench.set(0, 4);
  CHECK(Bench::value(bench.run(), "battery.type") == "PbAcid");
  bench.set(0, 5);
  CHECK(Bench::value(bench.run(), "battery.type").empty());
  bench.set(0, 7);  // could not be read
  CHECK(Bench::value(bench.run(), "battery.type") == "(absent)");
}

TEST_CASE("the device names itself, and device.* mirror ups.*") {
  Bench bench("[d]\nbattery.charge UPS.PowerSummary.RemainingCapacity .0 %\n", {charge});
  const Snapshot snapshot = bench.run();
  CHECK(Bench::value(snapshot, "ups.model") == "Model");
  CHECK(Bench::value(snapshot, "device.model") == "Model");
  CHECK(Bench::value(snapshot, "device.mfr") == "Maker");
  CHECK(Bench::value(snapshot, "device.serial") == "(absent)");
  CHECK(Bench::value(snapshot, "device.type") == "ups");
}

TEST_CASE("a flag that is neither 0 nor 1 is unknown, and said so") {
  Bench bench("[d]\n@online UPS.PowerSummary.ACPresent bit\n", {ac});
  bench.set(0, 3);
  const Snapshot snapshot = bench.run();
  CHECK(Bench::value(snapshot, "ups.status").empty());
  CHECK(snapshot.warnings() ==
        std::vector<std::string>{
            "UPS.PowerSummary.ACPresent is 3, expected 0 or 1; treated as unknown"});
}

TEST_CASE("charging at 100 % without a full bit is not reported, as in NUT 2.8.5") {
  Bench bench(
      "[d]\nbattery.charge UPS.PowerSummary.RemainingCapacity .0 %\n"
      "@online UPS.PowerSummary.ACPresent bit\n@charging UPS.PowerSummary.Charging bit\n",
      {charge, ac, charging});
  bench.set(0, 99);
  bench.set(1, 1);
  bench.set(2, 1);
  CHECK(Bench::value(bench.run(), "ups.status") == "OL CHRG");
  bench.set(0, 100);
  CHECK(Bench::value(bench.run(), "ups.status") == "OL");
}

TEST_CASE("lowbatt replaces the limit shown, ignorelb the device's word on it") {
  Bench bench(
      "[d]\nbattery.charge UPS.PowerSummary.RemainingCapacity .0 %\n"
      "battery.charge.low UPS.PowerSummary.RemainingCapacityLimit .0 %\n"
      "@online UPS.PowerSummary.ACPresent bit\n@low_battery "
      "UPS.PowerSummary.BelowRemainingCapacityLimit bit\n",
      {charge, limit, ac, low});
  bench.set(0, 30);
  bench.set(1, 10);
  bench.set(2, 0);
  bench.set(3, 1);
  CHECK(Bench::value(bench.run(), "ups.status") == "OB LB");
  bench.settings.ignore_low_battery = true;
  CHECK(Bench::value(bench.run(), "ups.status") == "OB");
  bench.settings.low_battery_percent = 50;
  CHECK(Bench::value(bench.run(), "battery.charge.low") == "50");
  CHECK(Bench::value(bench.run(), "ups.status") == "OB LB");
}

TEST_CASE("default.* fills what is absent, override.* replaces what is there") {
  Bench bench("[d]\nbattery.charge UPS.PowerSummary.RemainingCapacity .0 %\n", {charge});
  bench.set(0, 80);
  bench.settings.defaults = {{"battery.charge", "1"}, {"battery.date", "2024/01/01"}};
  bench.settings.overrides = {{"ups.model", "Mine"}};
  const Snapshot snapshot = bench.run();
  CHECK(Bench::value(snapshot, "battery.charge") == "80");
  CHECK(Bench::value(snapshot, "battery.date") == "2024/01/01");
  CHECK(Bench::value(snapshot, "ups.model") == "Mine");
}

TEST_CASE("the cause of the last transfer becomes input.transfer.reason") {
  Bench bench("[d]\n@voltage_out_of_range UPS.PowerSummary.ACPresent set-on:1,2,4\n", {ac});
  bench.set(0, 4);
  CHECK(Bench::value(bench.run(), "input.transfer.reason") == "input voltage out of range");
  bench.set(0, 0);
  CHECK(Bench::value(bench.run(), "input.transfer.reason") == "(absent)");
}

TEST_CASE("settings show their default until ups.conf gives a value") {
  Bench bench("[d]\nups.delay.start UPS.PowerSummary.RemainingCapacity setting:ondelay=120 s\n",
              {charge});
  CHECK(Bench::value(bench.run(), "ups.delay.start") == "120");
  bench.settings.shown = {{"ondelay", "-1"}};
  CHECK(Bench::value(bench.run(), "ups.delay.start") == "-1");
}

TEST_CASE("a runtime with all its bits set is printed as NUT does, and is no number") {
  Bench bench(
      "[d]\nbattery.runtime UPS.PowerSummary.RunTimeToEmpty .0 s\n"
      "battery.charge UPS.PowerSummary.RemainingCapacity .0 %\n",
      {0x68, charge});
  const auto runtime_of = [&bench](std::uint32_t bits, std::int64_t logical) {
    bench.descriptor.fields[0].bit_size = bits;
    bench.set(0, logical);
    return bench.run();
  };
  for (const std::uint32_t bits : {8U, 16U, 24U, 32U}) {
    const std::int64_t all = (std::int64_t{1} << bits) - 1;
    CAPTURE(bits);
    CHECK(Bench::value(runtime_of(bits, all), "battery.runtime") == std::to_string(all));
    CHECK_FALSE(runtime_of(bits, all).number("battery.runtime"));
    CHECK(runtime_of(bits, all - 1).number("battery.runtime") == all - 1);
  }
  CHECK(runtime_of(32, 65535).number("battery.runtime") == 65535);
  bench.set(1, 255);
  CHECK_FALSE(bench.run().number("battery.charge"));
  bench.set(1, 100);
  CHECK(bench.run().number("battery.charge") == 100);
}

TEST_CASE("a timer with all its bits set does not run: -1") {
  Bench bench("[d]\nups.timer.shutdown UPS.PowerSummary.RunTimeToEmpty .0 s\n", {0x68});
  bench.descriptor.fields[0].bit_size = 16;
  bench.set(0, 65535);
  CHECK(Bench::value(bench.run(), "ups.timer.shutdown") == "-1");
  CHECK(bench.run().number("ups.timer.shutdown") == -1);
  bench.set(0, 60);
  CHECK(Bench::value(bench.run(), "ups.timer.shutdown") == "60");
  bench.descriptor.fields[0].bit_size = 8;
  bench.set(0, 255);
  CHECK(Bench::value(bench.run(), "ups.timer.shutdown") == "255");
}

TEST_CASE("limits of ups.conf count as those of the battery with ignorelb alone") {
  Bench bench(
      "[d]\nbattery.charge UPS.PowerSummary.RemainingCapacity .0 %\n"
      "battery.charge.low UPS.PowerSummary.RemainingCapacityLimit .0 %\n"
      "@low_battery UPS.PowerSummary.BelowRemainingCapacityLimit bit\n",
      {charge, limit, low});
  bench.set(0, 40);
  bench.set(1, 10);
  bench.set(2, 0);
  bench.settings.overrides = {{"battery.charge.low", "50"}, {"battery.runtime.low", "900"}};
  const Snapshot shown = bench.run();
  CHECK(Bench::value(shown, "battery.charge.low") == "50");
  CHECK(shown.low_battery_limits().charge == 10);
  CHECK_FALSE(shown.low_battery_limits().runtime);
  CHECK_FALSE(shown.low_battery());
  bench.settings.ignore_low_battery = true;
  const Snapshot counted = bench.run();
  CHECK(counted.low_battery_limits().charge == 50);
  CHECK(counted.low_battery_limits().runtime == 900);
  CHECK(counted.low_battery());
}

TEST_CASE("a number among many meanings that sets no condition is no reason to warn") {
  Bench bench("[d]\n@voltage_out_of_range UPS.PowerSummary.ACPresent set-on:1,2\n", {ac});
  bench.set(0, 13);
  const Snapshot snapshot = bench.run();
  CHECK(snapshot.warnings().empty());
  CHECK_FALSE(snapshot.conditions().is_known(Condition::voltage_out_of_range));
}
