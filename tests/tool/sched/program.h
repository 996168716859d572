#ifndef UPSHID_TESTS_TOOL_SCHED_PROGRAM_H
#define UPSHID_TESTS_TOOL_SCHED_PROGRAM_H

// The upshid-sched of this build, run to its end.

#include <string>
#include <string_view>
#include <vector>

#include "tool/monitor/bench.h"

namespace upshid::test {

struct Call {
  std::string name = UPSHID_SCHED;  // The path that it is called by.
  std::vector<std::string> environment = {};
};

// The words, and no more.
Ended run_sched(const Bench& bench, const std::vector<std::string>& words, const Call& call = {});

// With --statedir of the bench after them.
Ended ask_sched(const Bench& bench, std::vector<std::string> words);

// The text with each place of `what` replaced.
std::string replaced(std::string text, std::string_view what, std::string_view by);

}  // namespace upshid::test

#endif
