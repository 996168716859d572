#ifndef UPSHID_SIM_DO_CLIENT_H
#define UPSHID_SIM_DO_CLIENT_H

// `upshid-sim do`: the other end of the control socket.

#include <upshid/result.h>

#include "upshid-sim/options.h"
#include "upshid-sim/simulation.h"

namespace upshid::sim {

// The answer of the running simulation. Errors: invalid_argument (the verb), not_found (none runs),
// ambiguous (several do), permission, io.
Result<Reply> tell(const Options& options);

}  // namespace upshid::sim

#endif
