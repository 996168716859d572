#ifndef UPSHID_SIM_SCENARIO_H
#define UPSHID_SIM_SCENARIO_H

// A timed list of commands:
//
//   # A short outage.
//   5s     mains off
//   12.5s  mains on
//
// Times are since the unit was plugged in, in ascending order.

#include <upshid/result.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "upshid-sim/command.h"

namespace upshid::sim {

struct ScenarioLine {
  std::chrono::nanoseconds at{};
  Command command;
  std::string text;   // "mains off"
  std::string where;  // file:line
};

// Errors: malformed_config; `where` is file:line:column.
Result<std::vector<ScenarioLine>> parse_scenario(std::string_view text, std::string_view file);

}  // namespace upshid::sim

#endif
