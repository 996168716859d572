// A unit whose maker no quirk names: the commands of the HID standard, which nobody is known to
// have tried on it.

#include "unit/command/commanded.h"
#include "unit/reader/turned_ups.h"
#include "virtual/profile.h"

using namespace upshid;
using upshid::tests::Commanded;

namespace {

constexpr std::string_view profile = R"(profile Unknown
usb 1209:0001 release 1.00 speed full interval 10
flags live = variable volatile
application UPS {
  physical PowerSummary {
    report 0x15
    feature:live DelayBeforeShutdown 16 -1..32767 unit second = delay-before-shutdown
    report 0x16
    feature:live DelayBeforeStartup 16 -1..32767 unit second = delay-before-startup
    logical PresentStatus {
      report 0x0b
      feature:live ACPresent 1 0..1 = ac-present
      feature:padding - 7
    }
  }
}
)";

struct Unknown {
  explicit Unknown(std::optional<std::string> tested = {}) {
    Found found;
    found.settings.commands_tested = std::move(tested);
    ups = UpsOpener::open(std::make_unique<tests::TurnedTransport>(world), std::move(found),
                          nullptr, [this](std::chrono::milliseconds time) { world.wait(time); })
              .value();
  }

  tests::World world{virtual_ups::parse_profile(profile, "unknown").value()};
  std::optional<Ups> ups;
};

constexpr const char* refused =
    "untested: shutdown.return: not known to work on this UPS: no quirk names the firmware of "
    "1209:0001, and one that does not follow the HID standard may do something else, such as cut "
    "the power early; nothing was written";

}  // namespace

TEST_CASE("a unit of an unknown maker is written only if that is forced") {
  Unknown unit;
  CHECK(Commanded::told(unit.ups->run("shutdown.return")) == refused);
  CHECK(Commanded::told(unit.ups->run("Load.OFF", std::nullopt, {.force = false}))
            .starts_with("untested: load.off: "));
  CHECK(unit.world.told.empty());
  CHECK(Commanded::told(unit.ups->run("shutdown.return", std::nullopt, {.force = true})) ==
        "confirmed 20");
  CHECK(unit.world.told.size() == 2);
}

TEST_CASE("its commands are listed and planned with a mark, and its errors stay the same") {
  Unknown unit;
  int commands = 0;
  for (const InstantCommand& command : unit.ups->commands()) {
    CAPTURE(command.name);
    ++commands;
    CHECK(command.is_untested);
    const auto plan = unit.ups->plan_run(command.name);
    REQUIRE(plan);
    CHECK(plan->is_untested);
    CHECK_FALSE(plan->writes.empty());
  }
  CHECK(commands > 5);
  CHECK(unit.ups->run("beeper.mute").error().code == Code::unsupported);
  CHECK(unit.ups->run("load.off.delay", "soon").error().code == Code::invalid_argument);
}

TEST_CASE("a default of commands is not written to the unit, and so needs no force") {
  Unknown unit;
  for (const Setting& setting : unit.ups->settings()) CHECK_FALSE(setting.is_untested);
  CHECK(Commanded::told(unit.ups->set("ups.delay.shutdown", "90")) == "confirmed 90");
  CHECK(unit.world.told.empty());
}

TEST_CASE("commands_tested of ups.conf vouches for the unit with that id alone") {
  Unknown tried("1209:0001");
  CHECK_FALSE(tried.ups->plan_run("shutdown.return")->is_untested);
  for (const InstantCommand& command : tried.ups->commands()) CHECK_FALSE(command.is_untested);
  CHECK(Commanded::told(tried.ups->run("shutdown.return")) == "confirmed 20");
  Unknown other("1209:0002");
  CHECK(Commanded::told(other.ups->run("shutdown.return")) == refused);
}

TEST_CASE("no command of a built-in profile needs force: their makers are known") {
  for (const std::string& name : virtual_ups::profile_names()) {
    CAPTURE(name);
    Commanded ups(name);
    for (const InstantCommand& command : ups.ups().commands()) CHECK_FALSE(command.is_untested);
    for (const Setting& setting : ups.ups().settings()) CHECK_FALSE(setting.is_untested);
  }
}
