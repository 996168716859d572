#ifndef UPSHID_SCHED_REHEARSE_H
#define UPSHID_SCHED_REHEARSE_H

#include <vector>

#include "cli/complain.h"
#include "upshid-sched/verbs.h"

namespace upshid::sched {

// The command line without the verb, if that is "rehearse"; otherwise empty. The verb has options
// of its own, which may precede it.
std::vector<char*> words_of_rehearse(int argc, char** argv);

// Plays an outage in virtual time.
Answer rehearse(int argc, char** argv, const cli::Complainer& complainer);

}  // namespace upshid::sched

#endif
