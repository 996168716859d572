#ifndef UPSHID_DAEMON_ENGINE_H
#define UPSHID_DAEMON_ENGINE_H

// Carries out what the monitor decided: saves its memory, then acts, in order, and reports to it
// what became of the commands.

#include <upshid/units.h>

#include <deque>
#include <optional>
#include <string>

#include "base/users.h"
#include "daemon/commands.h"
#include "daemon/log.h"
#include "daemon/repeat_limit.h"
#include "daemon/state_file.h"
#include "daemon/wall.h"
#include "monitor/monitor.h"

namespace upshid::daemon {

class Engine {
 public:
  // Without a state file nothing is kept, and nothing can be run: a dry run.
  Engine(monitor::Monitor monitor, std::optional<StateFile> state, Log& log, bool dry_run);

  monitor::Monitor& monitor() { return monitor_; }
  const monitor::Monitor& monitor() const { return monitor_; }
  void set_user(std::optional<base::User> user);
  bool is_dry_run() const { return dry_run_; }

  // After a restart: what a former monitor started, and what it wanted to.
  void resume(Instant now);

  // `actions` are what an input to monitor() gave. Returns them, and those that followed from them.
  monitor::Actions perform(Instant now, const monitor::Actions& actions);

  void want(PollSet& set, Instant now) const;
  // Commands that exited, and what is due.
  void attend(Instant now, const PollSet& set);

  // See StateFile; not in a dry run without one.
  const std::string& folder() const { return state_->folder(); }
  unsigned times_locked() const { return state_ ? state_->times_locked() : 0; }

  // SHUTDOWNCMD succeeded, and SHUTDOWNEXIT says to exit.
  bool is_over() const { return is_over_; }

 private:
  void save(Instant now);
  void report_save(Instant now, const Result<void>& saved);
  void act(Instant now, const monitor::Action& action);
  void run(Instant now, const monitor::RunCommand& run);
  void write_flag(const std::string& path);
  void remove_flag(const std::string& path);
  bool passes(Instant now, RepeatLimit& limit, const monitor::Action& action,
              const std::string& text);
  void report_repeats(Instant now);
  void queue(const monitor::Actions& actions);

  monitor::Monitor monitor_;
  std::optional<StateFile> state_;
  Log& log_;
  bool dry_run_;
  std::optional<Commands> commands_;
  Wall wall_;
  // Of one message a minute.
  RepeatLimit log_repeats_{5};
  RepeatLimit wall_repeats_{3};
  std::optional<monitor::State> saved_;
  std::optional<Instant> save_again_at_;  // It failed.
  std::optional<Instant> save_reported_at_;
  std::deque<monitor::Action> queue_;
  bool is_over_ = false;
};

}  // namespace upshid::daemon

#endif
