#ifndef UPSHID_MONITOR_MONITOR_H
#define UPSHID_MONITOR_MONITOR_H

// Decides what follows from what happens to the UPSes: a function from inputs to actions, with a
// memory. It reads no clock, touches no file and starts no process. The caller
// - passes the time with each input, from CLOCK_BOOTTIME;
// - saves the state, then carries out the actions in order and calls started() and ended();
// - calls tick() at next_deadline();
// - after a restart calls restore(), unstarted() and running(), then passes readings.
// If the program is killed between the start of a command and started(), the command may start
// twice, but none is lost.

#include <upshid/action.h>
#include <upshid/event.h>
#include <upshid/result.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "monitor/settings.h"
#include "monitor/state.h"
#include "monitor/status_events.h"

namespace upshid::monitor {

class Monitor {
 public:
  explicit Monitor(Settings settings);

  // Continues where save() was called. Errors: malformed_config for any other text; stale for
  // a state that was saved before the machine was started.
  static Result<Monitor> restore(Settings settings, std::string_view text, Instant now);
  std::string save(Instant now) const;

  // The next commands have this id or higher ones, so that they are not taken for others that were
  // started after what was restored, or is lost, was saved.
  void number_from(std::uint64_t id);

  // `ups` is a name as in Settings; another is logged and ignored.
  Actions read(Instant now, std::string_view ups, const Reading& reading);
  // It last answered at `heard_at`; none: now.
  Actions lost(Instant now, std::string_view ups, std::optional<Instant> heard_at = {});
  Actions tick(Instant now);

  Actions started(Instant now, std::uint64_t id, std::int64_t pid);
  // An exit status, a signal as a negative number, or none if unknown.
  Actions ended(Instant now, std::uint64_t id, std::optional<int> status);

  // Upsmon of no other machine is connected to upsd any more: none of them is waited for.
  Actions secondaries_left(Instant now);

  // `upsmon -c fsd`.
  Actions force_shutdown(Instant now);
  // What only the caller knows: SUSPEND_STARTING, SUSPEND_FINISHED, NOPARENT, SHUTDOWN_HOSTSYNC.
  Actions notify(Instant now, NotifyType type);
  // By hand: what follows from this event; the state of the UPS does not change. `event.ups` is
  // UPSNAME.
  Actions notify(Instant now, const Event& event);
  // What upssched does when a NOTIFYCMD calls it: the AT lines for this event. Not for a NOTIFYCMD
  // that is upssched, whose lines apply already.
  Actions follow_plan(Instant now, const Event& event, const std::string& message);
  // By hand; for all UPSes, and without checking the status again.
  Actions start_timer(Instant now, std::string_view name, std::chrono::seconds delay);
  Actions cancel_timer(Instant now, std::string_view name);
  // New settings. Timers and commands continue, except those of UPSes that are no longer watched.
  Actions reload(Instant now, Settings settings);

  // When to call tick(), unless an input comes before. None: nothing is due.
  std::optional<Instant> next_deadline() const;

  // Commands that were requested and never reported as started. After restore() only.
  Actions unstarted() const;
  struct Process {
    std::uint64_t id;
    std::int64_t pid;
  };
  std::vector<Process> running() const;

  const State& state() const { return state_; }
  const Settings& settings() const { return settings_; }

 private:
  template <class Input>
  Actions step(Instant now, Input input);
  void adopt_upses();

  Settings settings_;
  State state_;
  Instant now_{};
};

}  // namespace upshid::monitor

#endif
