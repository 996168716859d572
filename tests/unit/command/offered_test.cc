#include <fstream>
#include <sstream>
#include <utility>

#include "unit/command/commanded.h"
#include "virtual/spec.h"

using namespace upshid;
using upshid::tests::Commanded;

namespace {

std::string slurp(const std::string& path) {
  std::ifstream in(path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// What the profile offers, and every byte of each command: nothing but this is ever sent for it.
std::string everything(const std::string& profile) {
  Commanded ups(profile);
  std::string out;
  for (const InstantCommand& command : ups.ups().commands()) {
    out += command.name;
    if (command.takes_value) out += " [seconds]";
    if (command.cuts_power) out += " (cuts power)";
    out += "\n";
    std::istringstream lines(ups.plan(command.name));
    for (std::string line; std::getline(lines, line);) out += "    " + line + "\n";
  }
  for (const Setting& setting : ups.ups().settings()) {
    out += setting.name;
    if (!setting.in_device) out += " (not in the device)";
    if (setting.range) {
      out += fmt::format(" {} to {} {}", setting.range->first, setting.range->second,
                         symbol(setting.unit));
    }
    for (const std::string& choice : setting.choices) out += " " + choice;
    out += "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("each built-in profile offers these commands and settings, with these bytes") {
  for (const std::string& profile : virtual_ups::profile_names()) {
    CAPTURE(profile);
    const std::string file = UPSHID_TEST_DATA "/expected/" + profile + ".txt";
    CHECK(everything(profile) == slurp(file));
  }
}

TEST_CASE("a delay says what the device rounds it up to, another setting nothing") {
  for (const auto& [profile, step] : {std::pair("CP850PFCLCDa", 60), {"Back-UPS-RS-1000G", 1}}) {
    Commanded ups(profile);
    int delays = 0;
    for (const Setting& setting : ups.ups().settings()) {
      const bool is_delay = setting.name.starts_with("ups.delay.");
      CAPTURE(setting.name);
      CHECK(setting.step == (is_delay ? step : 0));
      delays += is_delay ? 1 : 0;
    }
    CHECK(delays > 0);
  }
}

TEST_CASE("every command that is listed can be planned, and cuts power only if it says so") {
  for (const std::string& profile : virtual_ups::profile_names()) {
    CAPTURE(profile);
    Commanded ups(profile);
    for (const InstantCommand& command : ups.ups().commands()) {
      CAPTURE(command.name);
      const auto plan = ups.ups().plan_run(command.name);
      REQUIRE(plan);
      CHECK(plan->cuts_power == command.cuts_power);
      CHECK_FALSE(plan->effects.empty());
      CHECK_FALSE(command.description.empty());
    }
  }
}

TEST_CASE("a name is found whatever its letter case, and reported as NUT spells it") {
  Commanded ups("EC850LCD");
  const auto plan = ups.ups().plan_run("Shutdown.RETURN");
  REQUIRE(plan);
  CHECK(plan->name == "shutdown.return");
}

TEST_CASE("shutdown.default is the first that the device has") {
  Commanded cyberpower("CP850PFCLCDa");
  CHECK(cyberpower.plan("shutdown.default") == cyberpower.plan("shutdown.return"));
  Commanded apc("Back-UPS-RS-1000G");
  CHECK(apc.plan("shutdown.default") == apc.plan("shutdown.reboot"));
}
