#include "quirks/apply.h"

#include <doctest/doctest.h>

using namespace upshid;
using namespace upshid::quirks;

namespace {

constexpr hid::Usage ups{0x84, 0x04}, output{0x84, 0x1c}, summary{0x84, 0x24};
constexpr hid::Usage voltage{0x84, 0x30}, config_voltage{0x84, 0x40}, high_transfer{0x84, 0x54};
constexpr hid::Usage chemistry{0x85, 0x89};

// UPS.Output.Voltage, UPS.Output.HighVoltageTransfer, UPS.PowerSummary.Voltage,
// UPS.PowerSummary.ConfigVoltage, UPS.PowerSummary.iDeviceChemistry.
hid::Descriptor sample() {
  hid::Descriptor d;
  d.collections = {{ups, 1, -1, 0}, {output, 0, 0, 0}, {summary, 0, 0, 0}};
  const auto add = [&d](hid::Usage usage, int collection, std::uint32_t bits) {
    hid::Field field;
    field.usage = usage;
    field.collection = collection;
    field.bit_size = bits;
    field.flags = hid::FieldFlags::constant | hid::FieldFlags::variable;
    field.logical_min = 0;
    field.logical_max = 255;
    d.fields.push_back(field);
  };
  add(voltage, 1, 16);
  add(high_transfer, 1, 8);
  add(voltage, 2, 8);
  add(config_voltage, 2, 8);
  add(chemistry, 2, 8);
  d.fields[0].logical_min = d.fields[1].logical_min = 136;
  d.fields[0].logical_max = d.fields[1].logical_max = 142;
  d.fields[4].unit = 0x00f0d121;
  d.fields[4].unit_exponent = 5;
  return d;
}

struct Bench {
  hid::Descriptor descriptor = sample();
  power::UsagePaths paths{descriptor};
  Rules rules;
  DeviceInfo device;
  Applied applied;

  explicit Bench(const std::string& verbs) {
    rules.add(parse_quirks("[q]\nSource=s\nTest=t\n" + verbs, "q").rows);
    device.vendor_id = 0x0764;
    device.product_id = 0x0501;
    device.product = "UT1500E";
    applied = apply(rules, device, descriptor, paths);
  }
};

std::vector<std::string> texts(const std::vector<AppliedQuirk>& quirks) {
  std::vector<std::string> out;
  for (const AppliedQuirk& quirk : quirks) out.push_back(quirk.text());
  return out;
}

std::optional<Value> value(double physical) {
  return Value{physical, {}};
}

}  // namespace

TEST_CASE("LogicalRange applies only where the range is the other path's") {
  Bench same("LogicalRange=UPS.Output.Voltage 0 511 if-range-of UPS.Output.HighVoltageTransfer\n");
  CHECK(same.descriptor.fields[0].logical_max == 511);
  CHECK(texts(same.applied.matched) ==
        std::vector<std::string>{"q: UPS.Output.Voltage: logical range 0..511, not 136..142"});
  Bench other(
      "LogicalRange=UPS.PowerSummary.Voltage 0 9 if-range-of UPS.Output.HighVoltageTransfer\n");
  CHECK(other.descriptor.fields[2].logical_max == 255);
  CHECK(texts(other.applied.matched) == std::vector<std::string>{"q: no change needed"});
}

TEST_CASE("FullRange takes what the bits can hold") {
  Bench bench("FullRange=UPS.Output.Voltage\n");
  CHECK(bench.descriptor.fields[0].logical_min == 0);
  CHECK(bench.descriptor.fields[0].logical_max == 65535);
}

TEST_CASE("NoUnit takes a stray unit off a string index") {
  Bench bench("NoUnit=iDeviceChemistry\n");
  CHECK(bench.descriptor.fields[4].unit == 0);
  CHECK(bench.descriptor.fields[4].unit_exponent == 0);
  REQUIRE(bench.applied.changes[4].size() == 1);
  CHECK(bench.applied.changes[4][0].verb == QuirkVerb::no_unit);
}

TEST_CASE("Live clears the Constant flag under its prefix and nowhere else") {
  Bench bench("Live=UPS.Output\n");
  CHECK((bench.descriptor.fields[0].flags & hid::FieldFlags::constant) == 0);
  CHECK((bench.descriptor.fields[2].flags & hid::FieldFlags::constant) != 0);
}

TEST_CASE("NeverRead marks the fields under its prefix") {
  Bench bench("NeverRead=UPS.PowerSummary\n");
  CHECK(bench.applied.never_read == std::vector<bool>{false, false, true, true, true});
  Bench part("NeverRead=UPS.Power\n");
  CHECK(part.applied.never_read == std::vector<bool>(5, false));
}

TEST_CASE("Rename gives a field its meaning") {
  Bench bench("Rename=UPS.Output.Voltage UPS.Input.Voltage\n");
  CHECK(bench.paths.fields("UPS.Output.Voltage").empty());
  CHECK(bench.paths.fields("UPS.Input.Voltage").size() == 1);
}

TEST_CASE("a battery voltage above 1.4 times nominal is scaled, and that is decided once") {
  Bench bench("Scale=UPS.PowerSummary.Voltage 0.5 above 1.4 UPS.PowerSummary.ConfigVoltage\n");
  std::vector<std::optional<Value>> values(5);
  values[2] = value(40);
  correct(bench.applied, values);
  CHECK(values[2]->physical == 40);  // nothing to compare with yet
  values[3] = value(0);
  correct(bench.applied, values);
  CHECK(values[2]->physical == 40);  // a nominal of 0 decides nothing
  values[3] = value(24);
  correct(bench.applied, values);
  CHECK(values[2]->physical == 20);
  REQUIRE(values[2]->changes.size() == 1);
  const AppliedQuirk& change = values[2]->changes[0];
  CHECK(change.verb == QuirkVerb::scale_above);
  CHECK(change.path == "UPS.PowerSummary.Voltage");
  CHECK(change.before == std::vector<double>{40});
  CHECK(change.after == std::vector<double>{20});
  CHECK(change.text() == "q: UPS.PowerSummary.Voltage: 20, not 40");
  values[2] = value(30);  // the battery empties below 1.4 x 24: the scale stays
  correct(bench.applied, values);
  CHECK(values[2]->physical == 15);
}

TEST_CASE("a battery voltage that is plausible stays as it is") {
  Bench bench("Scale=UPS.PowerSummary.Voltage 0.5 above 1.4 UPS.PowerSummary.ConfigVoltage\n");
  std::vector<std::optional<Value>> values(5);
  values[2] = value(27);
  values[3] = value(24);
  correct(bench.applied, values);
  CHECK(values[2]->physical == 27);
}

TEST_CASE("a frequency ten times too high is scaled when that makes it one, and not otherwise") {
  Bench bench("Scale=UPS.Output.Voltage 0.1 near 50 60 within 5%\n");
  std::vector<std::optional<Value>> values(5);
  for (const auto& [raw, cooked] :
       {std::pair{499.0, 49.9}, {600.0, 60.0}, {50.0, 50.0}, {560.0, 560.0}}) {
    values[0] = value(raw);
    correct(bench.applied, values);
    CHECK(values[0]->physical == doctest::Approx(cooked));
  }
}

TEST_CASE("policies and dialects come from rows that match, by vendor, product, release and name") {
  Bench bench("MatchVendor=0764\nMatchName=UT*\nOnlineDischarge=on_battery\nDialect=cyberpower\n");
  CHECK(bench.applied.online_discharge == OnlineDischarge::on_battery);
  CHECK(bench.applied.dialect == "cyberpower");
  REQUIRE(bench.applied.matched.size() == 2);
  CHECK(bench.applied.matched[0].verb == QuirkVerb::online_discharge);
  CHECK(bench.applied.matched[0].policy == OnlineDischarge::on_battery);
  CHECK(bench.applied.matched[1].word == "cyberpower");
  Bench other("MatchVendor=0764\nMatchName=EC*\nOnlineDischarge=on_battery\n");
  CHECK_FALSE(other.applied.online_discharge);
  CHECK(other.applied.matched.empty());
  Bench release("MatchRelease=0200\nDialect=apc\n");
  CHECK(release.applied.dialect == "standard");
}

TEST_CASE("a row that names the standard dialect is another thing than no row: it vouches for it") {
  CHECK_FALSE(Bench("NoUnit=iDeviceChemistry\n").applied.is_dialect_named);
  const Bench named("Dialect=standard\n");
  CHECK(named.applied.dialect == "standard");
  CHECK(named.applied.is_dialect_named);
}

TEST_CASE("a delay's steps are kept for those who write it") {
  Bench bench("Granularity=UPS.Output.Voltage 60\n");
  REQUIRE(bench.applied.granularities.size() == 1);
  CHECK(bench.applied.granularities[0].seconds == 60);
}

TEST_CASE("a start delay that does not wait for line power is kept with what is used instead") {
  Bench bench("StartDelay=UPS.Output.Voltage 0\n");
  REQUIRE(bench.applied.start_delays.size() == 1);
  CHECK(bench.applied.start_delays[0].field == 0);
  CHECK(bench.applied.start_delays[0].seconds == 0);
  CHECK(texts(bench.applied.matched) ==
        std::vector<std::string>{"q: UPS.Output.Voltage: does not wait for line power; using 0"});
}

TEST_CASE("UnitExponent corrects the exponent that is wrong, and no other") {
  Bench bench("UnitExponent=UPS.PowerSummary.iDeviceChemistry 5 6\n");
  CHECK(bench.descriptor.fields[4].unit_exponent == 6);
  CHECK(texts(bench.applied.matched) ==
        std::vector<std::string>{"q: UPS.PowerSummary.iDeviceChemistry: unit exponent 6, not 5"});
  Bench right("UnitExponent=UPS.PowerSummary.iDeviceChemistry 1 6\n");
  CHECK(right.descriptor.fields[4].unit_exponent == 5);
}

TEST_CASE("Verify marks the fields whose interrupt reports are not believed") {
  Bench bench("Verify=UPS.PowerSummary\n");
  CHECK(bench.applied.verify == std::vector<bool>{false, false, true, true, true});
  CHECK(bench.applied.never_read == std::vector<bool>(5, false));
}

TEST_CASE("NoPortReset is listed, for those who would reset the port") {
  const Bench bench("NoPortReset=yes\n");
  REQUIRE(bench.applied.matched.size() == 1);
  CHECK(bench.applied.matched[0].verb == QuirkVerb::no_port_reset);
  CHECK(bench.applied.matched[0].text().ends_with(": its USB port is never reset"));
}

TEST_CASE("ShutdownReturn keeps the value that cuts the power until line power returns") {
  Bench bench("ShutdownReturn=UPS.Output.Voltage 1\n");
  REQUIRE(bench.applied.shutdown_returns.size() == 1);
  CHECK(bench.applied.shutdown_returns[0].path == "UPS.Output.Voltage");
  CHECK(bench.applied.shutdown_returns[0].logical == 1);
  Bench other("ShutdownReturn=UPS.Input.Voltage 1\n");
  CHECK(other.applied.shutdown_returns.empty());
}

TEST_CASE("NoCommand marks fields that no command of the tables writes") {
  const Bench bench("NoCommand=UPS.PowerSummary\n");
  CHECK(bench.applied.no_command == std::vector<bool>{false, false, true, true, true});
}

TEST_CASE("ShutdownClock keeps the paths that the device has") {
  const Bench bench("ShutdownClock=UPS.Output.Voltage UPS.Input.Voltage\n");
  CHECK(bench.applied.shutdown_clocks == std::vector<std::string>{"UPS.Output.Voltage"});
}
