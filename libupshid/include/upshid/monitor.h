#ifndef UPSHID_MONITOR_H
#define UPSHID_MONITOR_H

/// \file
/// What follows from what happens to the UPSes of a configuration: events, timers, commands, and
/// the decision to shut down.

#include <upshid/action.h>
#include <upshid/config.h>
#include <upshid/export.h>
#include <upshid/result.h>
#include <upshid/timer.h>
#include <upshid/ups.h>
#include <upshid/watcher.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace upshid {

/// What upshid-monitor decides by, for a program with a loop of its own: a function from inputs to
/// actions, with a memory. It reads no clock, touches no file and starts no process; time is
/// CLOCK_BOOTTIME, and never goes back. After each input the caller
/// - saves the state, if it is to outlive the program,
/// - carries out the actions in order, reporting a command by started() and ended(), which may
///   return further actions, and
/// - calls tick() at next_deadline(), unless another input comes first.
///
/// A saved state makes a killed program continue: restore(), then carry out unstarted(), then
/// report the ends of running() and what the UPSes say. A command may be started twice if the
/// program is killed between its start and started(), but none is lost.
///
/// Copies are independent, so a copy can tell what would follow. One thread at a time. A UPS is
/// named as in Config::upses(); an input about another is ignored, which is an action: UnknownUps.
class UPSHID_EXPORT Monitor {
 public:
  explicit Monitor(const Config& config);
  /// Continues where save() was called. Errors: malformed_config: it is not what save() returned;
  /// stale: it was saved before this machine was started.
  static Result<Monitor> restore(const Config& config, std::string_view saved, Instant now);
  Monitor(const Monitor& other);
  Monitor(Monitor&&) noexcept;
  Monitor& operator=(const Monitor& other);
  Monitor& operator=(Monitor&&) noexcept;
  ~Monitor();

  /// The state as text with a checksum: some kilobytes, at most 16 MiB.
  std::string save(Instant now) const;

  /// The UPS was read. A snapshot that is stale() or has no ups.status counts as lost(). One
  /// without OL and OB changes nothing, and LINEUNKNOWN follows if that lasts.
  monitor::Actions read(Instant now, std::string_view ups, const Snapshot& snapshot);
  /// There is no communication with the UPS since it last answered, at `heard_at`: see
  /// WatchChange::heard_at. None: since now. Repeated calls change nothing.
  monitor::Actions lost(Instant now, std::string_view ups, std::optional<Instant> heard_at = {});
  /// One of these, by what the watcher has just returned.
  monitor::Actions changed(Instant now, Watcher& watcher, const WatchChange& change);
  /// What is due at `now`; harmless when nothing is.
  monitor::Actions tick(Instant now);

  /// The command was started, as process `pid`. If it cannot be started, ended() is enough.
  monitor::Actions started(Instant now, std::uint64_t id, std::int64_t pid);
  /// The command exited with this status; a signal as a negative number; none: unknown.
  monitor::Actions ended(Instant now, std::uint64_t id, std::optional<int> status);

  /// Shuts down, as `upsmon -c fsd` does.
  monitor::Actions force_shutdown(Instant now);
  /// What only the caller knows: SUSPEND_STARTING, SUSPEND_FINISHED, NOPARENT, SHUTDOWN_HOSTSYNC.
  monitor::Actions notify(Instant now, NotifyType type);
  /// What upssched does when a NOTIFYCMD calls it: the AT lines for this event, with its message.
  /// `event.ups` is UPSNAME. Not for a NOTIFYCMD that is upssched: its AT lines apply already.
  monitor::Actions follow_plan(Instant now, const Event& event, const std::string& message);
  /// Starts a timer for no UPS in particular; when it expires, its command runs whatever the UPSes
  /// say then.
  monitor::Actions start_timer(Instant now, std::string_view name, std::chrono::seconds delay);
  /// Cancels all timers of that name.
  monitor::Actions cancel_timer(Instant now, std::string_view name);
  /// Takes another configuration. Timers and commands continue, except those of UPSes that it does
  /// not have.
  monitor::Actions reload(Instant now, const Config& config);

  /// When tick() is due; none: nothing is.
  std::optional<Instant> next_deadline() const;
  /// The timers that have not expired, in the order of their start.
  const std::vector<Timer>& timers() const;
  /// True from the decision to shut down until line power is back on a machine that is still up.
  bool is_shutting_down() const;

  /// A command that started() reported and ended() did not.
  struct Process {
    std::uint64_t id = 0;
    std::int64_t pid = 0;
  };
  std::vector<Process> running() const;
  /// Commands that were requested and never reported as started; for use after restore().
  monitor::Actions unstarted() const;

 private:
  struct UPSHID_HIDDEN State;
  explicit Monitor(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace upshid

#endif
