#ifndef UPSHID_SCHED_REHEARSE_SCRIPT_H
#define UPSHID_SCHED_REHEARSE_SCRIPT_H

#include <string>
#include <vector>

#include "monitor/settings.h"
#include "rehearse/rehearsal.h"

namespace upshid::sched {

// Commands that run and do nothing, because CMDSCRIPT does not handle them or does not exist, or
// that request a shutdown from an upsmon that does not run. A script of the same name in `confdir`
// is the draft of one that does not exist.
std::vector<std::string> script_remarks(const monitor::Settings& settings,
                                        const std::string& confdir, const rehearsal::Played& played,
                                        const rehearsal::Durations& durations);

}  // namespace upshid::sched

#endif
