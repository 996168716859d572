#ifndef UPSHID_MONITOR_ONCE_H
#define UPSHID_MONITOR_ONCE_H

#include <string>

#include "cli/exit_status.h"
#include "watch/configuration.h"

namespace upshid::daemon {

struct Foretold {
  std::string output;
  cli::ExitStatus status = cli::ExitStatus::ok;
};

// Reads every UPS once, and says what would follow from it, and later if nothing changed. Runs
// nothing, keeps nothing.
Foretold read_once(const watch::Configuration& configuration, const OpenOptions& open);

}  // namespace upshid::daemon

#endif
