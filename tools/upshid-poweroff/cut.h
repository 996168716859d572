#ifndef UPSHID_POWEROFF_CUT_H
#define UPSHID_POWEROFF_CUT_H

// One UPS at the end of a halt.

#include <upshid/ups.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/exit_status.h"
#include "watch/configuration.h"

namespace upshid::poweroff {

// Mains may have come back since the decision. A load that then stays off, or a machine that stays
// halted with its power on, is down until somebody comes; so the power is only cut by a command
// after which it comes back, or where there are no mains.
//
// The commands to try, in order. `mains`: whether they are there; nullopt when nobody knows.
std::vector<std::string> commands_to_try(const std::vector<InstantCommand>& offered,
                                         std::optional<bool> mains);

struct Cut {
  cli::ExitStatus status = cli::ExitStatus::ok;
  bool is_commanded = false;
  std::optional<bool> mains;  // As read last; nullopt: not asked for, or not answered.
};

struct Surroundings {
  std::function<void(const std::string&)> say;
  std::function<void(std::chrono::milliseconds)> sleep;
  OpenOptions open;
  bool dry_run = false;
};

// By sdorder of ups.conf, lowest first.
struct OrderedTarget {
  int order = 0;  // Negative: leave_power_on().
  watch::Target target;
};
std::vector<OrderedTarget> in_shutdown_order(const watch::Configuration& configuration);

Cut leave_power_on(const watch::Target& target, const Surroundings& around);

// Tries until the UPS took a command, a few
// times: a unit that is busy changing over may not answer at once.
Cut cut_power(const watch::Target& target, const Surroundings& around);

}  // namespace upshid::poweroff

#endif
