#ifndef UPSHID_STATUS_WATCH_H
#define UPSHID_STATUS_WATCH_H

#include <upshid/ups.h>

#include "cli/end_signals.h"
#include "upshid-status/options.h"

namespace upshid::status {

// --watch: shows an open UPS until the user quits. A UPS that is unplugged is opened again by its
// name in the options, with `open`. 0, or the errno of standard output.
int watch(Ups ups, const Options& options, const OpenOptions& open, const cli::EndSignals& signals);

}  // namespace upshid::status

#endif
