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

// No timer and no runtime is longer, whatever a file or a UPS says (a runtime of 32 bits may be
// 0xffffffff): times can be added without overflow.
inline constexpr std::chrono::seconds longest_time{std::chrono::hours(24 * 366 * 10)};

inline std::int64_t in_milliseconds(Instant time) {
  return std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

// Where the power comes from. What no word says stays as it was: never on battery by default.
enum class Line : unsigned char { unknown, mains, battery };

struct UpsState {
  Line line = Line::unknown;
  Status status;           // As last heard.
  std::string alarm;       // ups.alarm, while ups.status has ALARM.
  bool low_acted = false;  // LOWBATT was told on battery, so its AT lines ran.

  // When charge, runtime or the source of power last changed. A runtime that is
  // repeated unchanged was not measured again: CyberPower counts in steps of minutes, so it is
  // counted down from here.
  Instant measured_at{};
  std::optional<int> charge;
  std::optional<std::chrono::seconds> runtime;

  std::optional<Instant> lost_at;  // No communication since.
  bool commbad_told = false;
  std::optional<Instant> nocomm_at;  // Last NOCOMM, while lost.
  // It answers since then, and does not say whether line power is present.
  std::optional<Instant> line_unknown_since;
  bool line_unknown_told = false;

  std::optional<Instant> battery_since;
  std::optional<Instant> onbatt_held;  // Since then ONBATT is held back (ONBATT_HOLD).
  std::optional<Instant> oblb_since;
  std::optional<Instant> off_since;
  std::optional<Instant> over_since;
  std::optional<Instant> test_since;  // A test of the battery runs.
  bool test_holds = false;            // It says OB, which is taken for the test's.
  // Kept when RB goes: RBWARNTIME limits a flickering one, too.
  std::optional<Instant> replbatt_told;

  // Not saved: after a restart nothing that depends on time happens before the UPS was heard.
  bool confirmed = true;

  bool on_battery() const { return line == Line::battery; }
  // Or is known to be silent.
  bool was_heard() const { return lost_at || !status.is_empty(); }
  friend bool operator==(const UpsState&, const UpsState&) = default;
};

enum class ScriptStage : unsigned char {
  queued,  // Waits for another of the same argument to end.
  asked,   // To be started; nobody said yet that it was.
  running,
};

struct Script {
  std::uint64_t id = 0;
  ScriptKind kind = ScriptKind::plan;
  ScriptStage stage = ScriptStage::asked;
  std::string argument;  // Of CMDSCRIPT, NOTIFYCMD; empty for SHUTDOWNCMD.
  std::string ups;       // UPSNAME, NOTIFYTYPE, NOTIFYMSG.
  std::string types;
  std::string message;
  bool once = false;  // Once it did its work it is not to be done again in the same outage.
  std::vector<TimerOrigin> origins;  // What must still be true when it leaves the queue.
  std::int64_t pid = 0;
  friend bool operator==(const Script&, const Script&) = default;
};

enum class Phase : unsigned char {
  none,
  barrier,    // Decided; waiting for scripts.
  commanded,  // SHUTDOWNCMD was asked for.
  told,       // There is no SHUTDOWNCMD: the scripts ran, and that is all.
};

struct Shutdown {
  Phase phase = Phase::none;
  Instant decided_at{};
  Instant commanded_at{};
  std::optional<Instant> retry_at;  // SHUTDOWNCMD failed.
  std::optional<Instant> done_at;   // It exited 0.
  bool exited = false;              // Told the caller to end.
  bool forced = false;              // By an administrator, whatever the line power.
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
  Instant hold_until{};  // Until then a UPS that was not heard since the restart is waited for.
  friend bool operator==(const State&, const State&) = default;
};

}  // namespace upshid::monitor

#endif
