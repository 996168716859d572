#ifndef UPSHID_MONITOR_SCRIPTS_H
#define UPSHID_MONITOR_SCRIPTS_H

// Which commands run. NUT starts a command whenever a line says so, several at once, also the one
// that shuts the cluster down while it is at it. Here:
// - CMDSCRIPT runs once at a time for one argument; a second request waits for the first to end.
// - What LOWBATT, FSD and SHUTDOWN ask for, and timers of these and of ONBATT, is done once in an
//   outage: exit status 0 is remembered, by argument and UPS. A failed one is tried again by the
//   next request that asks for it.
// - What other events ask for is a message: each is delivered.

#include <cstdint>
#include <optional>
#include <string>

#include "monitor/turn.h"

namespace upshid::monitor {

// What these request shuts something down.
bool ends_in_shutdown(NotifyType type);

// EXECUTE. Runs CMDSCRIPT with the event's environment.
void execute(const Turn& turn, const std::string& argument, const TimerOrigin& origin);
// The same for a timer that ended.
void execute_timer(const Turn& turn, const Timer& timer);
// NOTIFYCMD, when it is not upssched.
void run_notify_command(const Turn& turn, const Event& event, const std::string& message);
void run_shutdown_command(const Turn& turn);

// The caller started it.
void script_started(const Turn& turn, std::uint64_t id, std::int64_t pid);
// It ended: an exit status, a signal as a negative number, or none when nobody knows. False for an
// id that does not run.
bool script_ended(const Turn& turn, std::uint64_t id, std::optional<int> status);

// The outage of this UPS is over: what was done may have to be done again in the next.
void forget_done(const Turn& turn, const std::string& ups);

CommandName name_of(const Script& script);

// The action that starts it.
RunCommand command_of(const Settings& settings, const Script& script);

}  // namespace upshid::monitor

#endif
