#ifndef UPSHID_SOCKET_SERVED_UPSES_H
#define UPSHID_SOCKET_SERVED_UPSES_H

// The UPSes of this machine as drivers of NUT's upsd: what is read of them is told to it, and what
// it asks for is done. upsd checks the rights of its users (upsd.users); here whoever may connect
// may command.

#include <upshid/units.h>
#include <upshid/ups.h>

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/log.h"
#include "daemon/poll_set.h"
#include "monitor/state.h"
#include "socket/driver_socket.h"
#include "socket/secondaries.h"
#include "watch/configuration.h"
#include "watch/ups_watch.h"

namespace upshid::socket {

class ServedUpses {
 public:
  // Opens the sockets that `configuration` asks for; what cannot be opened is tried again.
  ServedUpses(const watch::Configuration& configuration, daemon::Log& log);

  // It was read.
  void update(std::string_view name, const Ups& ups);
  // What the monitor knows beyond the reading: a UPS that is not heard is stale, and one whose
  // machines are to shut down says FSD, which can be taken back.
  void follow(const monitor::State& state);

  // While this machine waits for others to shut down: true once none is connected to upsd.
  bool have_secondaries_left(Instant now, const daemon::PollSet& set, const monitor::State& state);

  void want(daemon::PollSet& set) const;
  void attend(Instant now, const daemon::PollSet& set, std::deque<watch::UpsWatch>& watches);

 private:
  struct Pending {
    DriverSocket::Asked asked;
    Instant gives_up_at{};
    bool is_running = false;
  };
  struct Served {
    std::string name;
    std::string path;
    std::optional<DriverSocket> socket;
    std::string complaint;  // Why there is none, as logged.
    DriverState state;      // Without FSD.
    bool is_stale = true;
    std::deque<Pending> pending;
    unsigned dropped = 0;
  };

  void open(Served& served);
  void publish(Served& served) const;
  void take_requests(Instant now, const daemon::PollSet& set, Served& served);
  void work(Instant now, Served& served, watch::UpsWatch& watch);
  void finish(Served& served, const Result<void>& done);
  void report_dropped(Served& served);

  daemon::Log& log_;
  std::vector<Served> served_;
  Instant look_at_{};
  bool is_forced_ = false;                  // FSD.
  std::optional<Secondaries> secondaries_;  // While they are waited for.
  conf::Listen upsd_;
  std::string awaited_;  // As logged.
};

}  // namespace upshid::socket

#endif
