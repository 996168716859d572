#ifndef UPSHID_SCHED_VERBS_H
#define UPSHID_SCHED_VERBS_H

// One function for each verb.

#include <string>

#include "cli/monitor_request.h"
#include "upshid-sched/options.h"

namespace upshid::sched {

using cli::Answer;

// start, cancel, reload, fsd: the monitor does it.
Answer command(const Options& options, const cli::Complainer& complainer);
Answer list(const Options& options, const cli::Complainer& complainer);
Answer status(const Options& options, const cli::Complainer& complainer);

Answer test_event(const Options& options, const cli::Complainer& complainer);
Answer check(const Options& options, const cli::Complainer& complainer);

// Called as upssched, by a NOTIFYCMD: has the monitor apply the AT lines for the event of the
// environment. Without a message that is NOTIFYMSG.
Answer follow_plan(const std::string& socket, std::string message,
                   const cli::Complainer& complainer);

}  // namespace upshid::sched

#endif
