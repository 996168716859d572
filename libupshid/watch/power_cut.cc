#include "watch/power_cut.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace upshid::watch {

namespace {

// As NUT's drivers try them (upsdrv_shutdown of usbhid-ups), with the one after which the power
// stays off last.
constexpr std::array<std::string_view, 2> come_back{"shutdown.return", "shutdown.reboot"};
constexpr std::string_view stays_off = "load.off.delay";

std::vector<std::string> choose(const std::vector<InstantCommand>& offered,
                                std::optional<bool> line_power, bool with_untested) {
  const auto has = [&](std::string_view name) {
    return std::ranges::any_of(offered, [&](const InstantCommand& command) {
      return command.name == name && (with_untested || !command.is_untested);
    });
  };
  std::vector<std::string> out;
  for (const std::string_view name : come_back) {
    if (has(name)) out.emplace_back(name);
  }
  // Without line power the load loses power anyway, when the battery is empty.
  const bool is_out = line_power && !*line_power;
  if (out.empty() && is_out && has(stays_off)) out.emplace_back(stays_off);
  return out;
}

}  // namespace

std::vector<std::string> commands_to_try(const std::vector<InstantCommand>& offered,
                                         std::optional<bool> line_power) {
  return choose(offered, line_power, false);
}

std::optional<std::string> untested_command(const std::vector<InstantCommand>& offered,
                                            std::optional<bool> line_power) {
  if (!choose(offered, line_power, false).empty()) return std::nullopt;
  const auto names = choose(offered, line_power, true);
  return names.empty() ? std::nullopt : std::optional(names.front());
}

PowerCut power_cut_with(const std::vector<InstantCommand>& offered) {
  if (!choose(offered, false, false).empty()) return PowerCut::commanded;
  return choose(offered, false, true).empty() ? PowerCut::missing : PowerCut::untested;
}

}  // namespace upshid::watch
