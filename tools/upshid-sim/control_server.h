#ifndef UPSHID_SIM_CONTROL_SERVER_H
#define UPSHID_SIM_CONTROL_SERVER_H

// The control socket of a running simulation. A client sends one line, such as `mains off`, and
// reads to the end: a line with the exit status, then the output to print.

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
  // Errors: invalid_argument (in use by another simulation, or not a path for a socket),
  // permission, io.
  static Result<ControlServer> listen(const std::string& path);
  ControlServer(ControlServer&&) = default;
  ControlServer& operator=(ControlServer&&) = delete;
  ~ControlServer();

  const std::string& path() const { return path_; }

  void add_polled(std::vector<pollfd>& polled) const;
  // Passes received lines to `perform`; the answer is sent now or by answer().
  using Perform = std::function<std::optional<Reply>(std::string_view line, Ticket ticket)>;
  void handle(const pollfd& ready, const Perform& perform);
  // A late answer. No effect if the client has disconnected.
  void answer(Ticket ticket, const Reply& reply);

 private:
  struct Client {
    base::UniqueFd fd;
    std::string line;
    bool has_request = false;
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
