#ifndef UPSHID_SCHED_REHEARSE_H
#define UPSHID_SCHED_REHEARSE_H

#include "cli/complain.h"
#include "upshid-sched/verbs.h"

namespace upshid::sched {

// Plays an outage in virtual time. argv[0] is "rehearse": this verb has options of its own.
Answer rehearse(int argc, char** argv, const cli::Complainer& complainer);

}  // namespace upshid::sched

#endif
