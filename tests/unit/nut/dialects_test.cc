// What rows of makers whose units nobody here has make of their fields.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "nut/evaluate.h"
#include "nut/plan.h"
#include "quirks/apply.h"

using namespace upshid;
using namespace upshid::nut;

namespace {

std::string dialect_of(std::uint16_t vendor, std::uint16_t product, const char* name = "") {
  DeviceInfo device;
  device.vendor_id = vendor;
  device.product_id = product;
  device.product = name;
  hid::Descriptor descriptor;
  power::UsagePaths paths(descriptor);
  return quirks::apply(quirks::shipped_rules(), device, descriptor, paths).dialect;
}

// A unit with a field for each path, and these numbers in them.
Snapshot snapshot_of(const char* dialect,
                     const std::vector<std::pair<const char*, std::int64_t>>& fields) {
  hid::Descriptor descriptor;
  descriptor.collections = {{{0x84, 0x04}, 1, -1, 0}};
  std::vector<std::optional<Reading>> readings;
  for (const auto& [path, number] : fields) {
    hid::Field field;
    field.usage = {0x84, 0x30};
    field.collection = 0;
    field.bit_size = 16;
    field.logical_max = 65535;
    descriptor.fields.push_back(field);
    readings.emplace_back(
        Reading{number, static_cast<double>(number), static_cast<double>(number), {}});
  }
  descriptor.reports = {{hid::ReportType::feature, 0, 16}};
  power::UsagePaths paths(descriptor);
  for (std::size_t i = 0; i < fields.size(); ++i) paths.rename(i, fields[i].first);
  const Table* table = table_of(dialect);
  REQUIRE(table != nullptr);
  const Plan plan =
      make_plan(table->dialects.front(), descriptor, paths, [](std::size_t) { return true; });
  const DeviceInfo device;
  const Settings settings;
  SnapshotBuilder out;
  evaluate({table, &plan, &descriptor, &paths, &device, &settings, &readings,
            [](std::uint8_t) { return std::string(); }},
           out);
  return std::move(out).finish();
}

std::string status(const char* dialect,
                   const std::vector<std::pair<const char*, std::int64_t>>& fields) {
  return snapshot_of(dialect, fields).status().text();
}

std::string value(const char* dialect, const char* path, std::int64_t number, const char* name) {
  const Snapshot snapshot = snapshot_of(dialect, {{path, number}});
  const Variable* variable = snapshot.find(name);
  return variable == nullptr ? "(absent)" : variable->value;
}

constexpr const char* belkin_power = "UPS.00860028.00860021";
constexpr const char* belkin_battery = "UPS.00860028.00860022";
constexpr const char* powercom_flags = "00020004.00020016.0002001c.00020082";
constexpr const char* ac_present = "UPS.PowerSummary.PresentStatus.ACPresent";

}  // namespace

TEST_CASE("a unit is read by the rows of its maker") {
  CHECK(dialect_of(0x047c, 0xffff) == "eaton");
  CHECK(dialect_of(0x0592, 0x0004) == "eaton");
  CHECK(dialect_of(0x03f0, 0x1fe7) == "eaton");
  CHECK(dialect_of(0x03f0, 0x1fe2) == "tripplite");
  CHECK(dialect_of(0x2b2d, 0xffff) == "eaton");
  CHECK(dialect_of(0x050d, 0x0980) == "belkin");
  CHECK(dialect_of(0x10af, 0x0000) == "liebert");
  CHECK(dialect_of(0x10af, 0x0001) == "belkin");
  CHECK(dialect_of(0x05dd, 0x041b) == "delta");
  CHECK(dialect_of(0x05dd, 0xa011) == "tripplite");
  CHECK(dialect_of(0x3746, 0xffff) == "ecoflow");
  CHECK(dialect_of(0x2e51, 0x0000) == "ever");
  CHECK(dialect_of(0x06da, 0xffff) == "phoenixtec");
  CHECK(dialect_of(0x06da, 0xffff, "AEG Protect") == "eaton");
  CHECK(dialect_of(0x06da, 0xffff, "Smart-Battery") == "idowell");
  CHECK(dialect_of(0x4234, 0x0002) == "powervar");
  CHECK(dialect_of(0x09ae, 0x3016) == "tripplite");
  CHECK(dialect_of(0x09ae, 0x2012) == "tripplite-tenths");
  CHECK(dialect_of(0x1234, 0x0001) == "standard");
}

TEST_CASE("Belkin's status is bits of two numbers") {
  CHECK(status("belkin", {{belkin_power, 0}, {belkin_battery, 0}}) == "OL");
  CHECK(status("belkin", {{belkin_power, 1}, {belkin_battery, 0}}) == "OB");
  CHECK(status("belkin", {{belkin_power, 0x11}, {belkin_battery, 4}}) == "OB LB OVER");
  CHECK(status("belkin", {{belkin_power, 0x40}, {belkin_battery, 0x80}}) == "ALARM OL RB");
  CHECK(value("belkin", "UPS.0086002a.0086001a.00860030", 1213, "input.voltage") == "121.3");
  CHECK(value("belkin", "UPS.00860027.00860058", 5, "ups.test.result") == "In progress");
}

TEST_CASE("an old Powercom unit has its status in the bits of one number") {
  CHECK(status("powercom", {{powercom_flags, 0}}) == "OL");
  CHECK(status("powercom", {{powercom_flags, 3}}) == "OB LB");
  CHECK(status("powercom", {{powercom_flags, 0x08}}) == "OL TRIM");
  CHECK(status("powercom", {{powercom_flags, 0x38}}) == "OL OVER BOOST");
}

TEST_CASE("Powercom's timers are minutes and seconds") {
  CHECK(value("powercom", "UPS.PowerSummary.DelayBeforeShutdown", 0x0214, "ups.timer.shutdown") ==
        "140");
  CHECK(value("powercom", "UPS.PowerSummary.DelayBeforeStartup", 0x0200, "ups.timer.start") ==
        "120");
}

TEST_CASE("EcoFlow's runtime is in minutes") {
  CHECK(value("ecoflow", "UPS.PowerSummary.RunTimeToEmpty", 10, "battery.runtime") == "600");
}

TEST_CASE("Tripp Lite's units differ in the battery's voltage only") {
  const char* voltage = "UPS.BatterySystem.Battery.Voltage";
  CHECK(value("tripplite", voltage, 13, "battery.voltage") == "13.0");
  CHECK(value("tripplite-tenths", voltage, 135, "battery.voltage") == "13.5");
  CHECK(status("tripplite", {{"UPS.PowerSummary.PresentStatus.008400d0", 0}}) == "OB");
}

TEST_CASE("a dialect has the conditions of the standard one, and its own after them") {
  CHECK(
      status("salicru", {{ac_present, 1}, {"UPS.PowerSummary.PresentStatus.NeedReplacement", 1}}) ==
      "ALARM OL RB");
  CHECK(status("ever", {{ac_present, 0}, {"UPS.00000000.ff000016.ff000018", 1}}) == "OB LB");
  CHECK(status("delta", {{ac_present, 1}, {"UPS.PowerSummary.PresentStatus.Good", 0}}) == "OL OFF");
}

TEST_CASE("where an Eaton unit has no ACPresent, its third input is the battery") {
  constexpr const char* battery = "UPS.PowerConverter.Input.[3].PresentStatus.Used";
  CHECK(status("eaton", {{battery, 0}}) == "OL");
  CHECK(status("eaton", {{battery, 1}}) == "OB");
  CHECK(status("eaton", {{battery, 0}, {ac_present, 0}}) == "OB");
}
