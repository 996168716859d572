#ifndef UPSHID_STATUS_ACTIONS_H
#define UPSHID_STATUS_ACTIONS_H

#include "cli/complain.h"
#include "upshid-status/answer.h"
#include "upshid-status/options.h"

namespace upshid::status {

// Does what the options ask for. Warnings go to standard error, the answer is for the caller to
// write.
Answer perform(const Options& options, const cli::Complainer& complainer);

}  // namespace upshid::status

#endif
