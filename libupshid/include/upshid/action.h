#ifndef UPSHID_ACTION_H
#define UPSHID_ACTION_H

/// \file
/// What a Monitor decided: what to log, and what to do. The functions are thread-safe and never
/// fail.

#include <upshid/event.h>
#include <upshid/export.h>
#include <upshid/severity.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// What a Monitor decides, in types with names as short as these.
namespace upshid::monitor {

/// Why a UPS no longer supports what it feeds.
enum class Cause : unsigned char {
  forced,         ///< It reports FSD.
  administrator,  ///< None in particular: somebody asked for the shutdown, as with upsmon -c fsd.
  low_battery,    ///< OB LB.
  off,
  charge,            ///< On battery, `value` % where SHUTDOWN_CHARGE is `limit` %.
  runtime,           ///< On battery, `value` s where SHUTDOWN_RUNTIME is `limit` s.
  runtime_estimate,  ///< The same without communication, counted down to `limit` s.
  on_battery,        ///< For `limit` s.
  // Communication was lost, and the last status was
  lost_on_battery,
  lost_with_little_runtime,
  lost_in_calibration,
  lost_on_bypass,
  lost_while_off,
  lost_with_alarm,
  lost_while_overloaded,
};

/// A cause with its figures; 0 where the cause has none.
struct Reason {
  Cause cause = Cause::forced;
  std::int64_t value = 0;
  std::int64_t limit = 0;
  friend bool operator==(const Reason&, const Reason&) = default;
};

struct CriticalUps {
  std::string ups;  ///< As MONITOR names it; empty for `administrator`.
  Reason reason;
  friend bool operator==(const CriticalUps&, const CriticalUps&) = default;
};
using CriticalUpses = std::vector<CriticalUps>;

/// An event, unless NOTIFYFLAG says IGNORE.
struct Notified {
  Event event;
  std::string message;    ///< NOTIFYMSG with the UPS in place of %s: the configuration's words.
  bool to_syslog = true;  ///< NOTIFYFLAG has SYSLOG.
};

/// A timer. It has no UPS if it is shared or was started by hand.
struct TimerName {
  std::string name;
  std::string ups;
};

struct TimerStarted {
  TimerName timer;
  std::chrono::seconds delay{};
};

/// Started again, which changes nothing.
struct TimerStillRunning {
  TimerName timer;
  std::chrono::duration<double> left{};
};

struct TimerCancelled {
  TimerName timer;
  bool is_orphan = false;  ///< Its UPS is no longer watched.
};

struct TimerExpired {
  TimerName timer;
  std::optional<NotifyType> over;  ///< What started it, if that is over: no command runs.
};

/// It waits until the running command of the same argument has exited.
struct CommandQueued {
  std::string argument;
  std::string types;    ///< NOTIFYTYPE.
  std::string running;  ///< That of the one it waits for.
};

enum class Skipped : unsigned char {
  no_script,  ///< There is no CMDSCRIPT.
  succeeded,  ///< In this outage.
  over,       ///< It waited, and what it was requested for is over.
  too_many,   ///< NOTIFYCMD: so many are running.
};

struct CommandSkipped {
  Skipped why = Skipped::no_script;
  std::string argument;  ///< Empty for NOTIFYCMD.
  std::string types;
  std::int64_t running = 0;
};

enum class ScriptKind : unsigned char {
  plan,      ///< CMDSCRIPT, from an AT line or a timer.
  notify,    ///< NOTIFYCMD.
  shutdown,  ///< SHUTDOWNCMD.
};

/// A command as people know it.
struct CommandName {
  ScriptKind kind = ScriptKind::plan;
  std::string argument;
  std::string types;
};

struct CommandEnded {
  CommandName command;
  std::optional<int> status;  ///< A signal as a negative number; none: unknown.
};

/// LOWBATT on line power: its AT lines wait for ONBATT.
struct LowbattHeld {
  std::string ups;
};

/// Line power was back before ONBATT_HOLD, so that nothing follows from it.
struct OutageIgnored {
  std::string ups;
  std::chrono::duration<double> length{};
};

struct ShutdownDecided {
  CriticalUpses upses;  ///< Why.
};

/// SHUTDOWNCMD waits no longer: SCRIPT_DEADLINE has passed, or too little runtime is left.
struct WaitGivenUp {
  std::vector<CommandName> running;
};

/// This machine stays up.
struct NoShutdownCommand {};

struct ShutdownCommandFailed {
  std::chrono::seconds retry_in{};
};

struct MachineStillRunning {
  std::chrono::seconds since{};  ///< SHUTDOWNCMD succeeded.
};

/// Line power is back, and this machine is up.
struct WatchingAgain {};

/// An input about a UPS that the configuration does not have, which was ignored.
struct UnknownUps {
  std::string ups;
};

/// The end of a command that was not started, which was ignored.
struct UnknownCommand {
  std::uint64_t id = 0;
};

using LogEntry =
    std::variant<Notified, TimerStarted, TimerStillRunning, TimerCancelled, TimerExpired,
                 CommandQueued, CommandSkipped, CommandEnded, LowbattHeld, OutageIgnored,
                 ShutdownDecided, WaitGivenUp, NoShutdownCommand, ShutdownCommandFailed,
                 MachineStillRunning, WatchingAgain, UnknownUps, UnknownCommand>;

/// To all who are logged in.
struct WallMessage {
  std::variant<Notified, ShutdownDecided> about;
};

/// Start a process without waiting for it, and report it by Monitor::started() and ended().
struct RunCommand {
  std::uint64_t id = 0;
  /// The program and its arguments. For NOTIFYCMD and SHUTDOWNCMD the first is what the file says,
  /// which may be a command line for a shell.
  std::vector<std::string> argv;
  /// UPSNAME, NOTIFYTYPE and NOTIFYMSG; added to the caller's.
  std::vector<std::pair<std::string, std::string>> environment;
  bool is_shutdown = false;  ///< SHUTDOWNCMD: needs the rights to shut down this machine.
};

struct WritePowerdownFlag {
  std::string path;
};

struct RemovePowerdownFlag {
  std::string path;
};

/// SHUTDOWNCMD succeeded, and SHUTDOWNEXIT says that the monitor exits.
struct Exit {};

using Action =
    std::variant<LogEntry, WallMessage, RunCommand, WritePowerdownFlag, RemovePowerdownFlag, Exit>;
/// In the order in which they are to be done.
using Actions = std::vector<Action>;

/// The program of NUT that would log such an entry.
enum class Source : unsigned char {
  upsmon,    ///< UPSes and this machine.
  upssched,  ///< Timers and commands.
};

UPSHID_EXPORT Severity severity_of(const LogEntry& entry);
UPSHID_EXPORT Source source_of(const LogEntry& entry);

/// The entry, if the action is one of this kind; else nullptr.
template <class Entry>
const Entry* entry_of(const Action& action) {
  const auto* entry = std::get_if<LogEntry>(&action);
  return entry == nullptr ? nullptr : std::get_if<Entry>(entry);
}

/// A line for a log, without its newline. The words may change with each version.
UPSHID_EXPORT std::string text_of(const LogEntry& entry);
UPSHID_EXPORT std::string text_of(const WallMessage& wall);
/// "a@localhost on battery, battery low; b@localhost off".
UPSHID_EXPORT std::string text_of(const CriticalUpses& upses);

/// One line about any of them, for people: "run: UPSNAME=cyberpower@localhost ... /etc/nut/cmd
/// onbatt".
UPSHID_EXPORT std::string describe(const Action& action);

/// The kind as a word that never changes, for programs: "timer-started".
UPSHID_EXPORT std::string_view key_of(const Action& action);

/// Environment and arguments, for `sh -c`.
UPSHID_EXPORT std::string command_text(const RunCommand& run);

}  // namespace upshid::monitor

#endif
