#ifndef UPSHID_POWEROFF_CUT_H
#define UPSHID_POWEROFF_CUT_H

// One UPS at the end of a halt.

#include <upshid/ups.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/exit_status.h"
#include "watch/configuration.h"

namespace upshid::poweroff {

struct Cut {
  cli::ExitStatus status = cli::ExitStatus::ok;
  bool is_commanded = false;
  std::optional<bool> line_power;  // As last read; nullopt: not read, or no answer.
};

struct Surroundings {
  std::function<void(const std::string&)> say;
  std::function<void(std::chrono::milliseconds)> sleep;
  OpenOptions open;
  bool dry_run = false;
  // For UPSes that are cut side by side. systemd-shutdown kills its programs after 90 s.
  std::chrono::seconds max_wait{25};
};

Surroundings make_surroundings(const std::string& confdir, bool dry_run,
                               std::function<void(const std::string&)> say);

// By sdorder of ups.conf, lowest first.
std::vector<watch::Target> in_shutdown_order(std::vector<watch::Target> targets);

// Sends nothing to a UPS whose sdorder is negative. Otherwise tries a few times until the UPS
// accepts a command: one that is switching to battery may not answer at once.
Cut cut_power(const watch::Target& target, const Surroundings& around);

// UPSes of one sdorder side by side, one sdorder after the other; `targets` as in_shutdown_order()
// puts them. A result for each. One that does not answer for max_wait is left behind.
std::vector<Cut> cut_in_order(const std::vector<watch::Target>& targets,
                              const Surroundings& around);

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
