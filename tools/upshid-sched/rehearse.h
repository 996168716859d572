#ifndef UPSHID_SCHED_REHEARSE_H
#define UPSHID_SCHED_REHEARSE_H

#include <vector>

#include "cli/complain.h"
#include "upshid-sched/verbs.h"

namespace upshid::sched {

// The command line without the verb, where that is "rehearse"; empty for another. This verb has
// options of its own, which may stand before it as well.
std::vector<char*> words_of_rehearse(int argc, char** argv);

// Plays an outage in virtual time.
Answer rehearse(int argc, char** argv, const cli::Complainer& complainer);

}  // namespace upshid::sched

#endif
