#include "nut/effects.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "nut/delay.h"

namespace upshid::nut {

namespace {

struct Effect {
  std::string_view command;
  std::string_view text;
};

constexpr std::array effects = std::to_array<Effect>({
    {"load.off", "cuts the power of the load at once"},
    {"load.on", "switches the load on at once, if it is off and line power is present"},
    {"test.battery.start", "starts a battery test"},
    {"test.battery.start.quick", "starts a quick battery test"},
    {"test.battery.start.deep", "starts a long battery test, which lowers the charge"},
    {"test.battery.stop", "stops the battery test"},
    {"test.panel.start", "tests the front panel"},
    {"test.panel.stop", "stops the test of the front panel"},
    {"shutdown.return",
     "cuts the power of the load after a delay of its own; switches on when line power returns"},
    {"shutdown.stop", "cancels a shutdown that is counting down"},
    {"beeper.enable", "enables the beeper"},
    {"beeper.disable", "disables the beeper"},
    {"beeper.toggle", "enables or disables the beeper"},
    {"beeper.mute", "silences the present alarm"},
});

// "outlet.2" of "outlet.2.load.off" with the end ".load.off"; empty if it is no outlet's.
std::string_view outlet_of(std::string_view command, std::string_view end) {
  if (!command.starts_with("outlet.") || !command.ends_with(end)) return {};
  return command.substr(0, command.size() - end.size());
}

std::string outlet_effect(std::string_view command) {
  const auto off = outlet_of(command, ".load.off");
  const auto on = outlet_of(command, ".load.on");
  if (!off.empty()) return fmt::format("cuts the power of {} at once", off);
  if (!on.empty()) return fmt::format("switches {} on at once, if it is off", on);
  return std::string(command);
}

std::string cut(double seconds) {
  if (seconds < 0) return "starts no shutdown";
  if (seconds == 0) return "cuts the power of the load at once";
  return fmt::format("cuts the power of the load in {}", seconds_text(seconds));
}

std::string reboot(std::optional<double> seconds) {
  if (!seconds) return "cuts the power of the load briefly, at once or shortly";
  return fmt::format("cuts the power of the load briefly, in {}", seconds_text(*seconds));
}

std::string switch_on(double seconds) {
  if (seconds < 0) return "does not switch the load on by itself";
  if (seconds == 0) return "switches the load on at once, if it is off and line power is present";
  return fmt::format("switches the load on in {}, if it is off", seconds_text(seconds));
}

}  // namespace

bool cuts_power(std::string_view command) {
  return command == "load.off" || command == "load.off.delay" || command == "shutdown.reboot" ||
         command == "shutdown.return" || command == "shutdown.stayoff" ||
         !outlet_of(command, ".load.off").empty();
}

std::string effect_of(std::string_view command, std::optional<double> seconds) {
  if (command == "load.off.delay") return cut(seconds.value_or(0));
  if (command == "load.on.delay") return switch_on(seconds.value_or(0));
  if (command == "shutdown.reboot") return reboot(seconds);
  if (command == "shutdown.return" && seconds) return shutdown_effect(*seconds, 0, false);
  if (command == "shutdown.stayoff" && seconds) return shutdown_effect(*seconds, -1, false);
  const auto* at = std::ranges::find(effects, command, &Effect::command);
  return at == effects.end() ? outlet_effect(command) : std::string(at->text);
}

std::string shutdown_effect(double shutdown, double start, bool without_mains) {
  std::string out = cut(shutdown) + "; ";
  if (start < 0) return out + "stays off until it is switched on by hand or by load.on";
  if (start == 0) return out + "switches on when line power returns";
  const std::string when = seconds_text(start);
  if (without_mains) {
    return out + fmt::format("switches on in {}, with or without line power", when);
  }
  return out + fmt::format("switches on when line power returns, but not before {}", when);
}

}  // namespace upshid::nut
