#ifndef UPSHID_SCHED_VERBS_H
#define UPSHID_SCHED_VERBS_H

// One function a verb.

#include <optional>
#include <string>
#include <vector>

#include "cli/monitor_client.h"
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

// Reports that the monitor cannot be reached, or what it refused.
Answer refuse(const Error& error, const cli::Complainer& complainer);
Answer refuse(const cli::Refusal& refusal, const cli::Complainer& complainer);

// Sends a request. Nothing: it failed, as reported and noted in `answer`.
std::optional<std::vector<std::string>> ask(const Options& options,
                                            const std::vector<std::string>& words,
                                            const cli::Complainer& complainer, Answer& answer);

}  // namespace upshid::sched

#endif
