#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <list>

#include "upshid-sim/host_port.h"
#include "upshid-sim/usbip_import.h"

namespace upshid::sim {

namespace {

constexpr std::uint16_t usbip_port = 3240;
constexpr std::size_t max_visitors = 16;

// A client that has not imported anything yet.
struct Visitor {
  explicit Visitor(base::UniqueFd fd) : connection(std::move(fd)) {}
  Connection connection;
  Bytes request;
};

class TcpPort final : public HostPort {
 public:
  TcpPort(base::UniqueFd listener, unsigned number)
      : listener_(std::move(listener)), number_(number) {}

  Result<bool> plug(const Identity& identity) override {
    identity_ = identity;
    offered_ = true;
    return true;
  }

  void unplug() override {
    offered_ = false;
    if (host_) ::shutdown(host_->fd(), SHUT_RDWR);
    host_.reset();
  }

  std::string place() const override {
    return fmt::format("usbip --tcp-port {} attach -r 127.0.0.1 -b {}", number_, usbip::bus_id);
  }
  bool stays_offered() const override { return true; }

  void add_polled(std::vector<pollfd>& polled) const override {
    if (visitors_.size() < max_visitors) polled.push_back({listener_.get(), POLLIN, 0});
    for (const Visitor& visitor : visitors_) {
      polled.push_back({visitor.connection.fd(), visitor.connection.events(), 0});
    }
    if (host_) polled.push_back({host_->fd(), host_->events(), 0});
  }

  void handle(const pollfd& ready, Simulation& simulation, Instant now) override {
    if (ready.fd == listener_.get()) return accept();
    if (host_ && ready.fd == host_->fd()) return read_host(simulation, now);
    const auto at = std::ranges::find_if(
        visitors_, [&](const Visitor& v) { return v.connection.fd() == ready.fd; });
    if (at == visitors_.end()) return;
    if (!read_visitor(*at, simulation, now)) visitors_.erase(at);
  }

  void send(std::span<const std::uint8_t> bytes) override {
    if (host_) host_->send(bytes);
  }

 private:
  void accept() {
    base::UniqueFd fd(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!fd) return;
    // Each answer is small and must be sent at once.
    const int on = 1;
    (void)::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    visitors_.emplace_back(std::move(fd));
  }

  void read_host(Simulation& simulation, Instant now) {
    const bool sent = host_->flush();
    const auto bytes = host_->receive();
    if (!sent || !bytes) {
      host_.reset();
      simulation.host_left(now);
      return;
    }
    simulation.receive(*bytes, now);
  }

  // False: remove this visitor; it has disconnected, or has become the host.
  bool read_visitor(Visitor& visitor, Simulation& simulation, Instant now) {
    const bool sent = visitor.connection.flush();
    const auto bytes = visitor.connection.receive();
    if (!sent || !bytes) return false;
    visitor.request.insert(visitor.request.end(), bytes->begin(), bytes->end());
    const auto request = usbip::read_request(visitor.request);
    if (!request) return false;
    if (!*request) return true;
    visitor.request.erase(visitor.request.begin(),
                          visitor.request.begin() + static_cast<std::ptrdiff_t>((*request)->bytes));
    if ((*request)->kind == usbip::Request::Kind::list) {
      const bool free = offered_ && !host_;
      visitor.connection.send(usbip::list_reply(free ? &identity_ : nullptr));
      return true;
    }
    return import(visitor, (*request)->bus_id, simulation, now);
  }

  bool import(Visitor& visitor, const std::string& requested, Simulation& simulation, Instant now) {
    const auto status = !offered_ || requested != usbip::bus_id ? usbip::ImportStatus::no_device
                        : host_                                 ? usbip::ImportStatus::busy
                                                                : usbip::ImportStatus::ok;
    visitor.connection.send(usbip::import_reply(status, identity_));
    if (status != usbip::ImportStatus::ok) return true;
    host_.emplace(std::move(visitor.connection));
    simulation.host_came(now);
    simulation.receive(visitor.request, now);
    return false;
  }

  base::UniqueFd listener_;
  unsigned number_;
  Identity identity_;
  bool offered_ = false;
  std::list<Visitor> visitors_;
  std::optional<Connection> host_;
};

}  // namespace

Result<std::unique_ptr<HostPort>> make_tcp_port(std::optional<unsigned> number) {
  const unsigned wanted = number.value_or(usbip_port);
  const std::string where = fmt::format("127.0.0.1, TCP port {}", wanted);
  base::UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!fd) return Error{Code::io, where, "cannot create a socket", errno};
  const int on = 1;
  (void)::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(wanted));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* generic = reinterpret_cast<sockaddr*>(&address);  // NOLINT: the sockets interface casts.
  if (::bind(fd.get(), generic, size) != 0 || ::listen(fd.get(), 8) != 0) {
    const int error = errno;
    return Error{error == EACCES ? Code::permission : Code::io, where, "cannot listen there",
                 error};
  }
  if (::getsockname(fd.get(), generic, &size) != 0) {
    return Error{Code::io, where, "cannot determine the port", errno};
  }
  return std::unique_ptr<HostPort>(
      std::make_unique<TcpPort>(std::move(fd), ntohs(address.sin_port)));
}

}  // namespace upshid::sim
