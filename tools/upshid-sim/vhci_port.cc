#include <fmt/format.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

#include "upshid-sim/host_port.h"
#include "upshid-sim/vhci.h"

namespace upshid::sim {

namespace {

class KernelPort final : public HostPort {
 public:
  explicit KernelPort(std::optional<unsigned> number) : number_(number) {}

  Result<bool> plug(const Identity& identity) override {
    const auto number = vhci_.find_port(number_);
    if (!number) {
      // This simulation's port is still being released.
      if (was_ours_ && number.error().sys_errno == EBUSY) return false;
      return number.error();
    }
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
      return Error{Code::io, "socketpair", "cannot create a socket for the kernel", errno};
    }
    base::UniqueFd ours(ends[0]);
    // The kernel has its own reference; ours must be closed, or it would not detect an unplug.
    const base::UniqueFd kernels(ends[1]);
    if (auto attached = vhci_.attach(*number, kernels.get(), identity.speed); !attached) {
      if (attached.error().sys_errno == EBUSY) return false;
      return attached.error();
    }
    number_ = *number;
    was_ours_ = true;
    connection_.emplace(std::move(ours));
    return true;
  }

  void unplug() override {
    if (!connection_) return;
    ::shutdown(connection_->fd(), SHUT_RDWR);
    connection_.reset();
  }

  std::string place() const override {
    return number_ ? fmt::format("vhci port {}", *number_) : "vhci";
  }
  bool stays_offered() const override { return false; }

  void add_polled(std::vector<pollfd>& polled) const override {
    if (connection_) polled.push_back({connection_->fd(), connection_->events(), 0});
  }

  void handle(const pollfd& ready, Simulation& simulation, Instant now) override {
    if (!connection_ || ready.fd != connection_->fd()) return;
    const bool sent = connection_->flush();
    const auto bytes = connection_->receive();
    if (!sent || !bytes) {
      connection_.reset();
      simulation.host_left(now);
      return;
    }
    simulation.receive(*bytes, now);
  }

  void send(std::span<const std::uint8_t> bytes) override {
    if (connection_) connection_->send(bytes);
  }

 private:
  Vhci vhci_;
  std::optional<unsigned> number_;
  bool was_ours_ = false;
  std::optional<Connection> connection_;
};

}  // namespace

std::unique_ptr<HostPort> make_vhci_port(std::optional<unsigned> number) {
  return std::make_unique<KernelPort>(number);
}

}  // namespace upshid::sim
