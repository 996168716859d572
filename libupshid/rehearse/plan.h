#ifndef UPSHID_REHEARSE_PLAN_H
#define UPSHID_REHEARSE_PLAN_H

// What became of upssched.conf's lines in a rehearsal.

#include <string>
#include <vector>

#include "monitor/settings.h"
#include "rehearse/rehearsal.h"

namespace upshid::rehearsal {

// Commands that run, or may run, at the same time.
std::vector<std::string> overlaps(const Played& played);

// What is asked for by several lines, and runs once.
std::vector<std::string> merged(const monitor::Settings& settings,
                                const std::vector<std::string>& places, const Premises& premises,
                                const Played& played);

// The lines that ask for a command which does not run, with the reason. `places` says where each
// line of the plan stands, "upssched.conf:12"; empty: it is told by its words.
std::vector<std::string> never_runs(const monitor::Settings& settings,
                                    const std::vector<std::string>& places,
                                    const Premises& premises, const Played& played);

}  // namespace upshid::rehearsal

#endif
