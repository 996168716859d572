#ifndef UPSHID_SCHED_VERBS_H
#define UPSHID_SCHED_VERBS_H

// One function a verb.

#include "cli/tool.h"
#include "upshid-sched/options.h"

namespace upshid::sched {

using cli::Answer;

// start, cancel, reload, fsd: the monitor does it.
Answer command(const Options& options, const cli::Complainer& complainer);
Answer list(const Options& options, const cli::Complainer& complainer);
Answer status(const Options& options, const cli::Complainer& complainer);

Answer test_event(const Options& options, const cli::Complainer& complainer);
Answer check(const Options& options, const cli::Complainer& complainer);

// Called by NUT's upsmon as its NOTIFYCMD.
Answer called_by_nut(const cli::Complainer& complainer);

// Complains of what the monitor did not do, or that there is none.
Answer refuse(const Error& error, const cli::Complainer& complainer);

}  // namespace upshid::sched

#endif
