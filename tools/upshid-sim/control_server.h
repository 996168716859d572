#ifndef UPSHID_SIM_CONTROL_SERVER_H
#define UPSHID_SIM_CONTROL_SERVER_H

// The running simulation's side of the control socket. A client sends one line, `mains off`, and
// reads to the end: a line with the exit status, then what is to be printed.

#include <poll.h>
#include <upshid/result.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/unique_fd.h"
#include "upshid-sim/simulation.h"

namespace upshid::sim {

class ControlServer {
 public:
  // Errors: invalid_argument (another simulation listens there, or no path for a socket),
  // permission, io.
  static Result<ControlServer> listen(const std::string& path);
  ControlServer(ControlServer&&) = default;
  ControlServer& operator=(ControlServer&&) = delete;
  ~ControlServer();

  const std::string& path() const { return path_; }

  void add_polled(std::vector<pollfd>& polled) const;
  // Lines that have come go to `perform`; its answer goes back now or with answer().
  using Perform = std::function<std::optional<Reply>(std::string_view line, Ticket ticket)>;
  void handle(const pollfd& ready, const Perform& perform);
  // An answer that took time. A client that has gone does not miss it.
  void answer(Ticket ticket, const Reply& reply);

 private:
  struct Client {
    base::UniqueFd fd;
    std::string line;
    bool asked = false;
  };

  ControlServer(base::UniqueFd listener, std::string path)
      : listener_(std::move(listener)), path_(std::move(path)) {}
  void accept();

  base::UniqueFd listener_;
  std::string path_;
  std::map<Ticket, Client> clients_;
  Ticket next_ticket_ = 1;  // 0 is the scenario
};

}  // namespace upshid::sim

#endif
