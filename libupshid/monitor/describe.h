#ifndef UPSHID_MONITOR_DESCRIBE_H
#define UPSHID_MONITOR_DESCRIBE_H

#include <string>

#include "monitor/action.h"

namespace upshid::monitor {

// "run: /etc/nut/upssched-cmd onbatt UPSNAME=cyberpower@localhost ...": one line, for people.
std::string describe(const Action& action);

// The command alone, as a shell would take it.
std::string command_text(const RunCommand& run);

}  // namespace upshid::monitor

#endif
