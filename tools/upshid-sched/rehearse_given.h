#ifndef UPSHID_SCHED_REHEARSE_GIVEN_H
#define UPSHID_SCHED_REHEARSE_GIVEN_H

// What a rehearsal starts from: the files, the UPS as it is now, and what the command line says
// instead.

#include <upshid/result.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/complain.h"
#include "cli/exit_status.h"
#include "monitor/settings.h"
#include "rehearse/rehearsal.h"
#include "upshid-sched/rehearse_options.h"

namespace upshid::sched {

struct Given {
  cli::ExitStatus status = cli::ExitStatus::ok;  // Otherwise it was complained of.
  monitor::Settings settings;
  std::string confdir;
  std::vector<std::string> places;  // Of the plan's lines: "upssched.conf:12".
  rehearsal::Premises premises;
  rehearsal::Durations durations;
  std::vector<std::pair<std::string, std::string>> lines;  // For the report.
};

Given gather(const RehearseOptions& options, const cli::Complainer& complainer);

// The battery as the UPS says and the command line corrects, with the sentence that tells it.
// `value` gives a variable's number. Errors: invalid_argument where nothing is known that could be
// counted with.
struct BatteryGiven {
  rehearsal::Premises premises;
  std::string now;      // What the UPS says.
  std::string counted;  // What is made of it.
};
using Lookup = std::function<std::optional<double>(std::string_view)>;
Result<BatteryGiven> battery_given(const Lookup& value, const RehearseOptions& options);

}  // namespace upshid::sched

#endif
