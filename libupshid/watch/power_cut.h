#ifndef UPSHID_WATCH_POWER_CUT_H
#define UPSHID_WATCH_POWER_CUT_H

// The commands by which a UPS is to cut its power at the end of a halt.

#include <upshid/command.h>

#include <optional>
#include <string>
#include <vector>

namespace upshid::watch {

// Line power may have returned since the decision. A load that then stays off, or a machine that
// stays halted with its power on, is down until somebody comes. So the power is cut only by a
// command after which it comes back, or if there is no line power.
//
// The commands to try, in order, of those that are known to work on this unit. `line_power`:
// whether it is present; nullopt: unknown.
std::vector<std::string> commands_to_try(const std::vector<InstantCommand>& offered,
                                         std::optional<bool> line_power);

// If there is none: what would be tried if it were known to work; nullopt if there is nothing
// either.
std::optional<std::string> untested_command(const std::vector<InstantCommand>& offered,
                                            std::optional<bool> line_power);

// What becomes of the power at the end of a halt in an outage.
enum class PowerCut : unsigned char {
  commanded,
  untested,  // Not: the command is not known to work.
  missing,   // Not: there is no command.
};
PowerCut power_cut_with(const std::vector<InstantCommand>& offered);

}  // namespace upshid::watch

#endif
