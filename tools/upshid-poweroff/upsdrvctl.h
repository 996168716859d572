#ifndef UPSHID_POWEROFF_UPSDRVCTL_H
#define UPSHID_POWEROFF_UPSDRVCTL_H

#include "cli/tool.h"

namespace upshid::poweroff {

// Called as NUT's upsdrvctl: `shutdown` has the UPSes cut their power, whatever POWERDOWNFLAG says.
// There are no drivers to start or to stop.
cli::Answer run_as_upsdrvctl(int argc, char** argv, const cli::Complainer& complainer);

}  // namespace upshid::poweroff

#endif
