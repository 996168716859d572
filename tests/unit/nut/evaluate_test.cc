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
