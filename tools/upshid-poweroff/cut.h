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

Surroundings make_surroundings(const std::string& confdir, bool dry_run,
                               std::function<void(const std::string&)> say);

// By sdorder of ups.conf, lowest first.
std::vector<watch::Target> in_shutdown_order(std::vector<watch::Target> targets);

// Nothing is sent to one whose sdorder is negative. Else tries until the UPS took a command, a few
// times: a unit that is busy changing over may not answer at once.
Cut cut_power(const watch::Target& target, const Surroundings& around);

struct Cuts {
  cli::ExitStatus status = cli::ExitStatus::ok;  // The first that is not.
  int count = 0;                                 // UPSes that were to cut their power.
  bool stays_on = false;                         // One keeps its power, and has line power.
};

// Each that feeds this machine; one that feeds others is theirs. Or only `ups`, if it is not empty.
Cuts cut_all(const watch::Configuration& configuration, const Surroundings& around,
             const std::string& ups = {});

}  // namespace upshid::poweroff

#endif
