#ifndef UPSHID_MONITOR_DAEMON_H
#define UPSHID_MONITOR_DAEMON_H

// The loop: waits for UPSes, commands, clients, signals and time, and lets each be attended to.

#include <optional>

#include "cli/exit_status.h"
#include "daemon/engine.h"
#include "daemon/log.h"
#include "socket/served_upses.h"
#include "upshid-monitor/control_server.h"
#include "upshid-monitor/options.h"
#include "upshid-monitor/requests.h"
#include "upshid-monitor/selftests.h"
#include "upshid-monitor/service_manager.h"
#include "upshid-monitor/signals.h"
#include "watch/configuration.h"
#include "watch/watches.h"

namespace upshid::daemon {

class Daemon {
 public:
  Daemon(const Options& options, watch::Configuration configuration, const Signals& signals,
         Log& log);

  cli::ExitStatus run();

 private:
  std::optional<cli::ExitStatus> prepare();
  std::optional<cli::ExitStatus> open_state(std::optional<StateFile>& state);
  Result<void> wait_for_lock(StateFile& state);
  monitor::Monitor recall(const StateFile& state, Instant now);
  void listen();
  void choose_user();
  void make_watches();
  void serve_upsd();
  void turn();
  void attend_upses(Instant now);
  void take_change(const WatchChange& change);
  void test_batteries(Instant now);
  void notice_sleep(Instant now);
  Result<void> reload();
  void log_complaints();
  void tell_status();

  const Options& options_;
  watch::Configuration configuration_;
  const Signals& signals_;
  Log& log_;
  OpenOptions open_;
  ServiceManager manager_;
  PollSet set_;
  std::optional<watch::Watches> watches_;
  std::optional<Engine> engine_;
  std::optional<Selftests> selftests_;
  std::optional<socket::ServedUpses> drivers_;
  std::optional<ControlServer> server_;
  unsigned served_ = 0;  // StateFile::times_locked().
  std::optional<Requests> requests_;
  std::chrono::nanoseconds slept_{};
  bool is_status_told_ = false;
  std::optional<Instant> starts_until_;
  std::optional<cli::ExitStatus> over_;  // It is to exit with this.
};

}  // namespace upshid::daemon

#endif
