#ifndef UPSHID_MONITOR_SCRIPTS_H
#define UPSHID_MONITOR_SCRIPTS_H

// Which commands run. NUT starts a command at each matching line, even one that is still running,
// such as the shutdown of a cluster. Here:
// - CMDSCRIPT runs once at a time for one argument; a second request waits until the first exits.
// - Commands for LOWBATT, FSD and SHUTDOWN, and of timers of these and of ONBATT, run once in an
//   outage: exit status 0 is remembered, by argument and UPS. A failed one runs again at the next
//   request for it.
// - Commands for other events are messages: each runs.

#include <cstdint>
#include <optional>
#include <string>

#include "monitor/turn.h"

namespace upshid::monitor {

// Commands for these shut something down.
bool ends_in_shutdown(NotifyType type);

// EXECUTE. Runs CMDSCRIPT with the event's environment.
void execute(const Turn& turn, const std::string& argument, const TimerOrigin& origin);
// The same for a timer that expired.
void execute_timer(const Turn& turn, const Timer& timer);
// NOTIFYCMD, when it is not upssched.
void run_notify_command(const Turn& turn, const Event& event, const std::string& message);
void run_shutdown_command(const Turn& turn);

// The caller has started it.
void script_started(const Turn& turn, std::uint64_t id, std::int64_t pid);
// It exited: a status, a signal as a negative number, or none if unknown. False if no command of
// this id runs.
bool script_ended(const Turn& turn, std::uint64_t id, std::optional<int> status);

// The outage of this UPS is over: the commands that have run may run again in the next one.
void forget_done(const Turn& turn, const std::string& ups);

CommandName name_of(const Script& script);

// The action that starts it.
RunCommand command_of(const Settings& settings, const Script& script);

}  // namespace upshid::monitor

#endif
