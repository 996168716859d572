#ifndef UPSHID_SCHED_REHEARSE_SCRIPT_H
#define UPSHID_SCHED_REHEARSE_SCRIPT_H

#include <string>
#include <vector>

#include "monitor/settings.h"
#include "rehearse/rehearsal.h"

namespace upshid::sched {

// Commands that run and do nothing, because CMDSCRIPT does not know them or is not there, or that
// ask an upsmon which does not run to shut down. A script of the same name in `confdir` stands in
// for one that is yet to be copied into place.
std::vector<std::string> script_remarks(const monitor::Settings& settings,
                                        const std::string& confdir, const rehearsal::Played& played,
                                        const rehearsal::Durations& durations);

}  // namespace upshid::sched

#endif
