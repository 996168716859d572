#ifndef UPSHID_MONITOR_STATE_H
#define UPSHID_MONITOR_STATE_H

// All that the monitor remembers. It is plain data, so that it can be saved between any two steps
// and read back by another process (state_text.h).

#include <upshid/action.h>
#include <upshid/status.h>
#include <upshid/timer.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace upshid::monitor {

// The maximum of timers and runtimes, whatever a file or a UPS has (a runtime of 32 bits may be
// 0xffffffff), so that times can be added without overflow.
inline constexpr std::chrono::seconds max_duration{std::chrono::hours(24 * 366 * 10)};

inline std::int64_t in_milliseconds(Instant time) {
  return std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

// Where the power comes from. Without a word about it, it stays as it was: never on battery by
// default.
enum class Line : unsigned char { unknown, mains, battery };

struct UpsState {
  Line line = Line::unknown;
  Status status;           // The last one.
  std::string alarm;       // ups.alarm, while ups.status has ALARM.
  bool low_acted = false;  // LOWBATT was notified on battery, so its AT lines have run.

  // When charge, runtime or the source of power last changed, or the battery test began that OB was
  // attributed to. An unchanged runtime was not measured again, because CyberPower counts in steps
  // of minutes, so it is counted down from here.
  Instant measured_at{};
  std::optional<int> charge;
  std::optional<std::chrono::seconds> runtime;

  std::optional<Instant> lost_at;  // No communication since.
  bool commbad_notified = false;
  std::optional<Instant> nocomm_at;  // Last NOCOMM, while lost.
  // Since then it answers without reporting whether line power is present.
  std::optional<Instant> line_unknown_since;
  bool line_unknown_notified = false;

  std::optional<Instant> battery_since;
  std::optional<Instant> onbatt_held;  // Since then ONBATT is held back (ONBATT_HOLD).
  std::optional<Instant> oblb_since;
  std::optional<Instant> off_since;
  std::optional<Instant> over_since;
  std::optional<Instant> test_since;  // A battery test is running.
  bool test_holds = false;            // It reports OB, which is attributed to the test.
  // Kept when RB ends: RBWARNTIME limits a flickering one, too.
  std::optional<Instant> replbatt_notified;

  // Not saved: after a restart nothing that depends on time happens before the first reading.
  bool confirmed = true;

  bool on_battery() const { return line == Line::battery; }
  // Or is known to be silent.
  bool was_heard() const { return lost_at || !status.is_empty(); }
  friend bool operator==(const UpsState&, const UpsState&) = default;
};

enum class ScriptStage : unsigned char {
  queued,     // Waits until another of the same argument has exited.
  requested,  // Requested, and not yet reported as started.
  running,
};

struct Script {
  std::uint64_t id = 0;
  ScriptKind kind = ScriptKind::plan;
  ScriptStage stage = ScriptStage::requested;
  std::string argument;  // Of CMDSCRIPT, NOTIFYCMD; empty for SHUTDOWNCMD.
  std::string ups;       // UPSNAME, NOTIFYTYPE, NOTIFYMSG.
  std::string types;
  std::string message;
  bool once = false;  // After it has succeeded it does not run again in the same outage.
  std::vector<TimerOrigin> origins;  // What must still hold when it leaves the queue.
  std::int64_t pid = 0;
  friend bool operator==(const Script&, const Script&) = default;
};

enum class Phase : unsigned char {
  none,
  barrier,    // Decided; waiting for scripts.
  commanded,  // SHUTDOWNCMD was requested.
  stays_up,   // There is no SHUTDOWNCMD: the commands have run.
};

struct Shutdown {
  Phase phase = Phase::none;
  Instant decided_at{};
  Instant commanded_at{};
  std::optional<Instant> retry_at;  // SHUTDOWNCMD failed.
  std::optional<Instant> done_at;   // It exited 0.
  bool exited = false;              // The action Exit was returned.
  bool forced = false;              // By an administrator, perhaps on line power.
  bool has_secondaries = false;     // Other machines may still be shutting down.
  friend bool operator==(const Shutdown&, const Shutdown&) = default;
};

struct State {
  std::map<std::string, UpsState> upses;  // By WatchedUps::name.
  std::vector<Timer> timers;              // In order of their start.
  std::vector<Script> scripts;            // In order of their request.
  // (argument, UPSNAME) of commands that exited 0 in this outage.
  std::set<std::pair<std::string, std::string>> done;
  Shutdown shutdown;
  std::uint64_t next_id = 1;
  Instant hold_until{};  // Until then, UPSes without a reading since the restart are waited for.
  friend bool operator==(const State&, const State&) = default;
};

}  // namespace upshid::monitor

#endif
