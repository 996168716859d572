#ifndef UPSHID_STATUS_ACTIONS_H
#define UPSHID_STATUS_ACTIONS_H

#include "cli/complain.h"
#include "upshid-status/answer.h"
#include "upshid-status/options.h"

namespace upshid::status {

// Performs the action of the options. Warnings go to standard error; the caller writes the answer.
Answer perform(const Options& options, const cli::Complainer& complainer);

}  // namespace upshid::status

#endif
