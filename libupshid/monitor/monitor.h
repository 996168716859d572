#ifndef UPSHID_MONITOR_MONITOR_H
#define UPSHID_MONITOR_MONITOR_H

// What follows from what happens to the UPSes: a function from inputs to actions, with a memory. It
// reads no clock, touches no file and starts no process. The caller
// - gives each input the time, of CLOCK_BOOTTIME;
// - saves the state, then does the actions in order, then says started() and ended();
// - calls tick() at next_deadline();
// - after a restart: restore(), unstarted(), running(), then the readings as they come.
// So a command may be started twice when the machine is cut between its start and started(), but
// none is lost.

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

  // Goes on where save() was called. Errors: malformed_config for any other text; stale for
  // a state that was saved before the machine was started.
  static Result<Monitor> restore(Settings settings, std::string_view text, Instant now);
  std::string save(Instant now) const;

  // The next commands have this id or higher ones, so that they are not taken for others that were
  // started after what was restored, or is lost, was saved.
  void number_from(std::uint64_t id);

  // `ups` is a name as in Settings; another is complained of and ignored.
  Actions read(Instant now, std::string_view ups, const Reading& reading);
  // It last answered at `heard_at`; none: it was there until now.
  Actions lost(Instant now, std::string_view ups, std::optional<Instant> heard_at = {});
  Actions tick(Instant now);

  Actions started(Instant now, std::uint64_t id, std::int64_t pid);
  // An exit status, a signal as a negative number, or none when nobody knows.
  Actions ended(Instant now, std::uint64_t id, std::optional<int> status);

  // `upsmon -c fsd`.
  Actions force_shutdown(Instant now);
  // What only the caller knows: SUSPEND_STARTING, SUSPEND_FINISHED, NOPARENT, SHUTDOWN_HOSTSYNC.
  Actions tell(Instant now, NotifyType type);
  // By hand: what follows from this event, while what is known of the UPS stays. `event.ups` is as
  // the commands get it.
  Actions tell(Instant now, const Event& event);
  // What upssched does when a NOTIFYCMD calls it: the AT lines for this event. Not for a NOTIFYCMD
  // that is upssched, whose lines apply already.
  Actions follow_plan(Instant now, const Event& event, const std::string& message);
  // By hand; for all UPSes, and without looking at the status again.
  Actions start_timer(Instant now, std::string_view name, std::chrono::seconds delay);
  Actions cancel_timer(Instant now, std::string_view name);
  // New settings. Timers and commands go on, except those of UPSes that are watched no longer.
  Actions reload(Instant now, Settings settings);

  // When to call tick(), unless an input comes before. None: nothing is due.
  std::optional<Instant> next_deadline() const;

  // Commands that were asked for and never said to be started. After restore() only.
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
