#ifndef UPSHID_SCHED_REHEARSE_GIVEN_H
#define UPSHID_SCHED_REHEARSE_GIVEN_H

// The premises of a rehearsal: the files, the present state of the UPS, and the command line, which
// replaces values of both.

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
  cli::ExitStatus status = cli::ExitStatus::ok;  // Otherwise the error was reported.
  monitor::Settings settings;
  std::string confdir;
  std::vector<std::string> places;  // Of the plan's lines: "upssched.conf:12".
  rehearsal::Premises premises;
  rehearsal::Durations durations;
  std::vector<std::pair<std::string, std::string>> lines;  // For the report.
};

Given gather(const RehearseOptions& options, const cli::Complainer& complainer);

// The battery as the UPS reports it, corrected by the command line, with its description. `value`
// returns a variable's number. Errors: invalid_argument if too little is known.
struct BatteryGiven {
  rehearsal::Premises premises;
  std::string now;      // As the UPS reports it.
  std::string counted;  // As the rehearsal uses it.
};
using Lookup = std::function<std::optional<double>(std::string_view)>;
Result<BatteryGiven> battery_given(const Lookup& value, const RehearseOptions& options);

}  // namespace upshid::sched

#endif
