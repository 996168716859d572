#include "nut/controls.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>

#include "nut/effects.h"
#include "shipped_table.h"

using namespace upshid;
using namespace upshid::nut;

namespace {

constexpr hid::Usage ups{0x84, 0x04}, output{0x84, 0x1c}, summary{0x84, 0x24};
constexpr hid::Usage shutdown_delay{0x84, 0x57}, start_delay{0x84, 0x56}, reboot_delay{0x84, 0x55};
constexpr hid::Usage beeper{0x84, 0x5a}, test{0x84, 0x58}, charge_limit{0x85, 0x29};

// A device of one's own: fields of UPS.Output (collection 1) and UPS.PowerSummary (2), a report
// each.
struct Device {
  hid::Descriptor descriptor;
  std::optional<power::UsagePaths> paths;
  Settings settings;
  std::set<std::size_t> forbidden;
  std::set<std::size_t> withheld;
  std::vector<CommandRow> own;
  double step = 1;
  const char* dialect = "cyberpower";

  Device() { descriptor.collections = {{ups, 1, -1, 0}, {output, 0, 0, 0}, {summary, 0, 0, 0}}; }

  hid::Field& add(hid::Usage usage, int collection, std::int64_t min, std::int64_t max) {
    hid::Field field;
    field.usage = usage;
    field.collection = collection;
    field.report_id = static_cast<std::uint8_t>(descriptor.fields.size() + 1);
    field.bit_size = 16;
    field.flags = hid::FieldFlags::variable;
    field.logical_min = min;
    field.logical_max = max;
    descriptor.fields.push_back(field);
    return descriptor.fields.back();
  }
  void add_minutes(hid::Usage usage) {
    hid::Field& field = add(usage, 1, -1, 32767);
    field.physical_min = -60;
    field.physical_max = 1966020;
  }

  Controlled controlled() {
    paths.emplace(descriptor);
    return {&shipped_table(),
            &command_table(),
            shipped_table().dialect(dialect),
            &descriptor,
            &*paths,
            &settings,
            [this](std::size_t field) { return !forbidden.contains(field); },
            [this](std::size_t) { return step; },
            [](std::size_t) { return false; },
            own,
            [this](std::size_t field) { return !withheld.contains(field); }};
  }

  std::string names() {
    std::string out;
    const Controlled device = controlled();
    for (const InstantCommand& command : list_commands(device)) out += command.name + " ";
    for (const Setting& setting : list_settings(device)) out += "=" + setting.name + " ";
    return out;
  }

  std::string plan(std::string_view command, std::optional<std::string_view> value = {}) {
    const Controlled device = controlled();
    const auto plan = plan_command(device, command, value);
    if (!plan) return fmt::format("{}: {}", name_of(plan.error().code), plan.error().text());
    std::string out;
    for (const ControlStep& s : plan->steps) out += fmt::format("{} = {}; ", s.name, s.logical);
    for (const std::string& effect : plan->effects) out += effect;
    for (const std::string& note : plan->notes) out += " (" + note + ")";
    return out;
  }
};

}  // namespace

TEST_CASE("a device offers what it has the usages for, and nothing else") {
  CHECK(Device().names() == "");
  Device one;
  one.add(beeper, 2, 1, 3);
  CHECK(one.names() == "beeper.disable beeper.enable beeper.mute beeper.off beeper.on ");
  Device off;
  off.add_minutes(shutdown_delay);
  CHECK(off.names() ==
        "load.off load.off.delay shutdown.default shutdown.stop =ups.delay.shutdown ");
  off.add_minutes(start_delay);
  CHECK(off.names() ==
        "load.off load.off.delay load.on load.on.delay shutdown.default shutdown.return "
        "shutdown.stayoff shutdown.stop =ups.delay.shutdown =ups.delay.start ");
}

TEST_CASE("what is no Feature of one number, or what a quirk forbids, is not offered") {
  Device device;
  device.add(beeper, 2, 1, 3).type = hid::ReportType::input;
  device.add(test, 1, 0, 6).count = 2;
  device.add(charge_limit, 2, 0, 100).bit_size = 64;
  device.add_minutes(shutdown_delay);
  device.forbidden.insert(3);
  CHECK(device.names() == "");
  CHECK(device.plan("load.off") == "unsupported: load.off: this UPS has no such command");
}

TEST_CASE("of a delay that is a clock, only the commands that know it are offered") {
  Device device;
  device.dialect = "standard";
  device.add(shutdown_delay, 2, 0, 65535);
  device.add(start_delay, 2, 0, 65535);
  device.add(beeper, 2, 1, 3);
  const std::string path = "UPS.PowerSummary.DelayBeforeShutdown";
  device.own = {{"shutdown.return", path, CommandRow::How::clock, 0x40, "ups.delay.shutdown", 0},
                {"shutdown.stayoff", path, CommandRow::How::clock, 0x80, "ups.delay.shutdown", 0}};
  device.withheld = {0, 1, 2};
  CHECK(device.names() ==
        "shutdown.default shutdown.return shutdown.stayoff =ups.delay.shutdown =ups.delay.start ");
  CHECK(device.plan("shutdown.return") ==
        "shutdown.return = 84; cuts the power of the load in 20 s; switches on when line power "
        "returns");
  device.settings.shown = {{"offdelay", "150"}};
  CHECK(device.plan("shutdown.default").starts_with("shutdown.return = 606; "));
  CHECK(device.plan("shutdown.stayoff").starts_with("shutdown.stayoff = 670; "));
  for (const char* command :
       {"load.off", "load.off.delay", "load.on", "shutdown.stop", "beeper.enable"})
    CHECK(device.plan(command).find("not known to work on this UPS") != std::string::npos);
  CHECK(device.plan("test.battery.stop").find("no such command") != std::string::npos);
}

TEST_CASE("a value that the field does not declare is no command to it") {
  Device device;
  device.add(test, 1, 0, 1);
  CHECK(device.plan("test.battery.start.quick") ==
        "test.battery.start.quick = 1; starts a quick battery test");
  CHECK(device.plan("test.battery.start.deep") ==
        "unsupported: test.battery.start.deep, UPS.Output.Test: the command writes 2, but the "
        "device declares 0 to 1");
}

TEST_CASE("a delay that cannot say none is not told to stop: its 0 would be now") {
  Device device;
  device.add(shutdown_delay, 1, 0, 600);
  device.add(start_delay, 1, 0, 600);
  CHECK(device.plan("shutdown.stop") ==
        "unsupported: shutdown.stop, UPS.Output.DelayBeforeShutdown: the command writes -1, but "
        "the device declares 0 to 600");
  CHECK(device.plan("shutdown.stayoff") ==
        "unsupported: shutdown.stayoff: the device cannot store \"none\" for this delay");
}

TEST_CASE("a reboot is told in the device's own steps, and to a switch its maximum") {
  Device minutes;
  minutes.add_minutes(reboot_delay);
  CHECK(minutes.plan("shutdown.reboot") ==
        "shutdown.reboot = 1; cuts the power of the load briefly, in 60 s");
  Device seconds;
  seconds.add(reboot_delay, 1, -1, 32767);
  CHECK(seconds.plan("shutdown.reboot") ==
        "shutdown.reboot = 10; cuts the power of the load briefly, in 10 s");
  Device on_or_off;
  on_or_off.add(reboot_delay, 1, 0, 1);
  CHECK(on_or_off.plan("shutdown.reboot") ==
        "shutdown.reboot = 1; cuts the power of the load briefly, at once or shortly");
}

TEST_CASE("a start that cannot be put after the cut is an error, not a guess") {
  Device device;
  device.add(shutdown_delay, 1, -1, 600);
  device.add(start_delay, 1, -1, 120);
  device.settings.shown = {{"offdelay", "120"}, {"ondelay", "60"}};
  CHECK(device.plan("shutdown.return") ==
        "invalid_argument: shutdown.return: found 121 s, expected 0 s to 120 s");
  device.settings.shown = {{"offdelay", "100"}, {"ondelay", "60"}};
  CHECK(device.plan("shutdown.return") ==
        "load.on.delay = 101; load.off.delay = 100; cuts the power of the load in 100 s; switches "
        "on when line power returns, but not before 101 s (a start delay of 60 s would expire "
        "before the power is cut; using 101 s)");
}

TEST_CASE("a steps quirk rounds up where the field itself counts seconds") {
  Device device;
  device.add(shutdown_delay, 1, -1, 32767);
  device.step = 60;
  CHECK(device.plan("load.off.delay", "61") ==
        "load.off.delay = 120; cuts the power of the load in 120 s (61 s requested; rounded up to "
        "120 s)");
}

TEST_CASE("where a UPS says whether it starts by itself, a shutdown says so first") {
  constexpr hid::Usage converter{0x84, 0x16}, input{0x84, 0x1a}, automatic{0xffff, 0x43};
  Device device;
  device.dialect = "eaton";
  device.descriptor.collections.push_back({converter, 0, 0, 0});
  device.descriptor.collections.push_back({input, 0x81, 3, 0});
  device.add(shutdown_delay, 2, -1, 32767);
  device.add(start_delay, 2, -1, 32767);
  CHECK(device.plan("shutdown.return").starts_with("load.on.delay = 30; load.off.delay = 20; "));
  device.add(automatic, 4, 0, 1);
  CHECK(device.plan("shutdown.return") ==
        "ups.start.auto = 1; load.on.delay = 30; load.off.delay = 20; keeps ups.start.auto at "
        "yescuts the power of the load in 20 s; switches on when line power returns, but not "
        "before 30 s");
  CHECK(device.plan("shutdown.stayoff").starts_with("ups.start.auto = 0; load.on.delay = -1; "));
}

TEST_CASE("an outlet that is switched off cuts power") {
  CHECK(cuts_power("outlet.2.load.off"));
  CHECK_FALSE(cuts_power("outlet.2.load.on"));
  CHECK(effect_of("outlet.2.load.off", {}) == "cuts the power of outlet.2 at once");
  CHECK(effect_of("outlet.2.load.on", {}) == "switches outlet.2 on at once, if it is off");
}

TEST_CASE(
    "a voltage is replaced only by one of the same mains, and is asked for if it is not known") {
  Device device;
  device.dialect = "eaton";
  device.add({0x84, 0x40}, 1, 0, 255);
  Controlled controlled = device.controlled();
  device.paths->rename(0, "UPS.Flow.[4].ConfigVoltage");
  const std::string name = "output.voltage.nominal";
  controlled.ask = [](std::size_t) { return 120.0; };
  CHECK(plan_setting(controlled, name, "110"));
  const auto refused = plan_setting(controlled, name, "230");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what == "found \"230\", expected one of 100, 110, 120, 127");
  controlled.ask = [](std::size_t) { return Error{Code::timeout, {}, "no answer", 0}; };
  const auto unanswered = plan_setting(controlled, name, "110");
  REQUIRE_FALSE(unanswered);
  CHECK(unanswered.error().text() == name + ": no answer");
  // What was read is not asked for.
  controlled.known = [](std::size_t) { return 230.0; };
  CHECK(plan_setting(controlled, name, "240"));
  REQUIRE(list_settings(controlled).size() == 1);
  CHECK(list_settings(controlled)[0].choices.size() == 5);
  controlled.known = [](std::size_t) { return 7.0; };
  CHECK(list_settings(controlled).empty());
  CHECK(plan_setting(controlled, name, "240").error().code == Code::unsupported);
}

TEST_CASE("rows of the tables may be untested here; those that quirks add never are") {
  Device device;
  device.dialect = "standard";
  device.add(shutdown_delay, 2, -1, 32767);
  device.add(start_delay, 2, -1, 32767);
  device.add(reboot_delay, 2, -1, 32767);
  const auto marked = [&device] {
    std::string out;
    Controlled controlled = device.controlled();
    controlled.is_tested = false;
    for (const InstantCommand& command : list_commands(controlled)) {
      out += command.name + (command.is_untested ? "? " : " ");
      const auto plan = plan_command(controlled, command.name, std::nullopt);
      REQUIRE(plan);
      CHECK(plan->is_untested == command.is_untested);
    }
    return out;
  };
  CHECK(marked() ==
        "load.off? load.off.delay? load.on? load.on.delay? shutdown.default? shutdown.reboot? "
        "shutdown.return? shutdown.stayoff? shutdown.stop? ");
  device.own.push_back(
      {"shutdown.return", "UPS.PowerSummary.DelayBeforeReboot", CommandRow::How::start, 1, {}, 0});
  CHECK(marked() ==
        "load.off? load.off.delay? load.on? load.on.delay? shutdown.default shutdown.reboot? "
        "shutdown.return shutdown.stayoff? shutdown.stop? ");
}

TEST_CASE("a setting that is written may be untested, a default of commands is not") {
  Device device;
  device.add(charge_limit, 2, 0, 100);
  device.add_minutes(shutdown_delay);
  Controlled controlled = device.controlled();
  controlled.is_tested = false;
  for (const Setting& setting : list_settings(controlled))
    CHECK(setting.is_untested == (setting.name == "battery.charge.low"));
  CHECK(plan_setting(controlled, "battery.charge.low", "20")->is_untested);
  CHECK_FALSE(plan_setting(controlled, "ups.delay.shutdown", "60")->is_untested);
}
