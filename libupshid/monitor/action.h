#ifndef UPSHID_MONITOR_ACTION_H
#define UPSHID_MONITOR_ACTION_H

// What the monitor decided: what the log reports, and what the caller has to do. The caller does
// it, in order, after it saved the state. Sentences are made of it in describe.h, and only there.

#include <upshid/event.h>
#include <upshid/severity.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "monitor/reason.h"
#include "monitor/state.h"

namespace upshid::monitor {

// An event, unless NOTIFYFLAG says IGNORE.
struct Notified {
  Event event;
  std::string message;  // NOTIFYMSG, filled in: the words of who configured it.
  bool to_syslog = true;
};

// Which one: a timer has a UPS unless it is shared or was started by hand.
struct TimerName {
  std::string name;
  std::string ups;
};

struct TimerStarted {
  TimerName timer;
  std::chrono::seconds delay{};
};

struct TimerStillRunning {  // Started again, which changes nothing.
  TimerName timer;
  std::chrono::duration<double> left{};
};

struct TimerCancelled {
  TimerName timer;
  bool is_orphan = false;  // Its UPS is no longer watched.
};

struct TimerExpired {
  TimerName timer;
  std::optional<NotifyType> over;  // What it was started for, if that is over: nothing runs.
};

struct CommandQueued {
  std::string argument;
  std::string types;    // NOTIFYTYPE.
  std::string running;  // That of the one it waits for.
};

enum class Skipped : unsigned char {
  no_script,  // There is no CMDSCRIPT.
  succeeded,  // In this outage.
  over,       // It waited, and what it was requested for is over.
  too_many,   // NOTIFYCMD: so many are running.
};

struct CommandSkipped {
  Skipped why = Skipped::no_script;
  std::string argument;  // Empty for NOTIFYCMD.
  std::string types;
  std::int64_t running = 0;
};

// A command as people know it.
struct CommandName {
  ScriptKind kind = ScriptKind::plan;
  std::string argument;
  std::string types;
};

struct CommandEnded {
  CommandName command;
  std::optional<int> status;  // A signal as a negative number; none: nobody knows.
};

struct LowbattHeld {  // LOWBATT on line power: its AT lines wait for ONBATT.
  std::string ups;
};

struct OutageIgnored {  // Shorter than ONBATT_HOLD.
  std::string ups;
  std::chrono::duration<double> length{};
};

struct ShutdownDecided {
  CriticalUpses upses;  // Why.
};

struct WaitGivenUp {  // SCRIPT_DEADLINE, or too little runtime.
  std::vector<CommandName> running;
};

struct NoShutdownCommand {};  // This machine stays up.

struct ShutdownCommandFailed {
  std::chrono::seconds retry_in{};
};

struct MachineStillRunning {  // So long after SHUTDOWNCMD.
  std::chrono::seconds since{};
};

struct WatchingAgain {};  // Line power is back, and this machine is up.

struct UnknownUps {  // Ignored.
  std::string ups;
};

struct UnknownCommand {  // Ignored.
  std::uint64_t id = 0;
};

using LogEntry =
    std::variant<Notified, TimerStarted, TimerStillRunning, TimerCancelled, TimerExpired,
                 CommandQueued, CommandSkipped, CommandEnded, LowbattHeld, OutageIgnored,
                 ShutdownDecided, WaitGivenUp, NoShutdownCommand, ShutdownCommandFailed,
                 MachineStillRunning, WatchingAgain, UnknownUps, UnknownCommand>;

// To all who are logged in.
struct WallMessage {
  std::variant<Notified, ShutdownDecided> about;
};

// Start a process, do not wait for it; say started() and ended().
struct RunCommand {
  std::uint64_t id = 0;
  // NOTIFYCMD and SHUTDOWNCMD may be more than a program's path; the caller, who can look at the
  // file system, decides whether the first word needs a shell.
  std::vector<std::string> argv;
  std::vector<std::pair<std::string, std::string>> environment;  // Added to the caller's.
  bool is_shutdown = false;  // SHUTDOWNCMD: with the rights that it needs.
};

struct WritePowerdownFlag {
  std::string path;
};

struct RemovePowerdownFlag {
  std::string path;
};

// SHUTDOWNCMD succeeded: exit, as SHUTDOWNEXIT says.
struct Exit {};

using Action =
    std::variant<LogEntry, WallMessage, RunCommand, WritePowerdownFlag, RemovePowerdownFlag, Exit>;
using Actions = std::vector<Action>;

// Whose line of the log it is, for those who look for NUT's.
enum class Source : unsigned char {
  upsmon,    // What happens to the UPSes and this machine.
  upssched,  // Timers and commands.
};

Severity severity_of(const LogEntry& entry);
Source source_of(const LogEntry& entry);

template <class Entry>
const Entry* entry_of(const Action& action) {
  const auto* entry = std::get_if<LogEntry>(&action);
  return entry == nullptr ? nullptr : std::get_if<Entry>(entry);
}

}  // namespace upshid::monitor

#endif
