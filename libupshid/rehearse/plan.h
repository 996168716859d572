#ifndef UPSHID_REHEARSE_PLAN_H
#define UPSHID_REHEARSE_PLAN_H

// What the lines of upssched.conf caused in a rehearsal.

#include <string>
#include <vector>

#include "monitor/settings.h"
#include "rehearse/rehearsal.h"

namespace upshid::rehearsal {

// Commands that run, or may run, at the same time.
std::vector<std::string> overlaps(const Played& played);

// Commands that several lines request and that run once.
std::vector<std::string> merged(const monitor::Settings& settings,
                                const std::vector<std::string>& places, const Premises& premises,
                                const Played& played);

// The lines whose command does not run, with the reason. `places` has the place of each line of the
// plan, "upssched.conf:12"; empty: its words are printed instead.
std::vector<std::string> never_runs(const monitor::Settings& settings,
                                    const std::vector<std::string>& places,
                                    const Premises& premises, const Played& played);

}  // namespace upshid::rehearsal

#endif
