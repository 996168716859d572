#ifndef UPSHID_SIM_HOST_PORT_H
#define UPSHID_SIM_HOST_PORT_H

// Ports to a real host, and the socket to that host.

#include <poll.h>

#include <memory>
#include <vector>

#include "base/unique_fd.h"
#include "upshid-sim/simulation.h"

namespace upshid::sim {

// A non-blocking socket.
class Connection {
 public:
  explicit Connection(base::UniqueFd fd) : fd_(std::move(fd)) {}

  int fd() const { return fd_.get(); }
  // The events to poll for.
  short events() const;
  void send(std::span<const std::uint8_t> bytes);
  // Sends as much as possible. False: the peer has disconnected.
  bool flush();
  // The received bytes; nullopt: the peer has disconnected.
  std::optional<Bytes> receive();

 private:
  base::UniqueFd fd_;
  Bytes output_;
};

class HostPort : public Port {
 public:
  // The descriptors to poll.
  virtual void add_polled(std::vector<pollfd>& polled) const = 0;
  // One of them is ready.
  virtual void handle(const pollfd& ready, Simulation& simulation, Instant now) = 0;
  // Bytes for the host.
  virtual void send(std::span<const std::uint8_t> bytes) = 0;
};

// A port of this kernel. `number`: nullopt: any free one.
std::unique_ptr<HostPort> make_vhci_port(std::optional<unsigned> number);

// For `usbip attach` of this machine: loopback only, because USB/IP has no authentication.
// `number`: nullopt: 3240; 0: any free one.
Result<std::unique_ptr<HostPort>> make_tcp_port(std::optional<unsigned> number);

}  // namespace upshid::sim

#endif
