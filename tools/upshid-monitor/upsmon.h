#ifndef UPSHID_MONITOR_UPSMON_H
#define UPSHID_MONITOR_UPSMON_H

#include "cli/tool.h"

namespace upshid::daemon {

// Called as NUT's upsmon: -c sends a command to the running monitor, -K looks for the power-down
// flag. Scripts call these.
cli::Answer run_as_upsmon(int argc, char** argv, const cli::Complainer& complainer);

}  // namespace upshid::daemon

#endif
