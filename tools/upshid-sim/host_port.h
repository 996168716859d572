#ifndef UPSHID_SIM_HOST_PORT_H
#define UPSHID_SIM_HOST_PORT_H

// The ports that lead to a real host, and the socket that the host talks through.

#include <poll.h>

#include <memory>
#include <vector>

#include "base/unique_fd.h"
#include "upshid-sim/simulation.h"

namespace upshid::sim {

// One socket, never waited for.
class Connection {
 public:
  explicit Connection(base::UniqueFd fd) : fd_(std::move(fd)) {}

  int fd() const { return fd_.get(); }
  // What to poll for.
  short events() const;
  void send(std::span<const std::uint8_t> bytes);
  // Sends what can be sent. False: the other side is gone.
  bool flush();
  // Bytes that have come; nullopt: the other side is gone.
  std::optional<Bytes> receive();

 private:
  base::UniqueFd fd_;
  Bytes output_;
};

class HostPort : public Port {
 public:
  // What the loop has to poll.
  virtual void add_polled(std::vector<pollfd>& polled) const = 0;
  // One of them has something.
  virtual void handle(const pollfd& ready, Simulation& simulation, Instant now) = 0;
  // Bytes for the host.
  virtual void send(std::span<const std::uint8_t> bytes) = 0;
};

// A port of this kernel. `number`: nullopt for any free one.
std::unique_ptr<HostPort> make_vhci_port(std::optional<unsigned> number);

// For `usbip attach` of this machine: loopback only, since USB/IP knows no passwords. `number`:
// nullopt for 3240, 0 for any that is free.
Result<std::unique_ptr<HostPort>> make_tcp_port(std::optional<unsigned> number);

}  // namespace upshid::sim

#endif
