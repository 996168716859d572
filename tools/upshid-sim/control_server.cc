#include "upshid-sim/control_server.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "upshid-sim/control_socket.h"

namespace upshid::sim {

namespace {

constexpr std::size_t most_clients = 32;

Error cannot_listen(const std::string& path, int error) {
  return {error == EACCES || error == EPERM ? Code::permission : Code::io, path,
          "cannot make the control socket", error};
}

}  // namespace

Result<ControlServer> ControlServer::listen(const std::string& path) {
  const auto address = socket_address(path);
  if (!address) return address.error();
  if (connect_control(path)) {
    return Error{Code::invalid_argument, path,
                 "another upshid-sim listens there; give this one another --name", 0};
  }
  // A socket that nobody listens to is left over; anything else is not ours to remove.
  struct stat left_over {};
  if (::lstat(path.c_str(), &left_over) == 0 && S_ISSOCK(left_over.st_mode)) {
    (void)::unlink(path.c_str());
  }
  // The default folder; for another that is missing bind() says so.
  (void)::mkdir(path.substr(0, path.rfind('/')).c_str(), 0755);
  base::UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!fd) return cannot_listen(path, errno);
  // Who may pull the plug: this user.
  const mode_t mask = ::umask(0177);
  // NOLINTNEXTLINE: the sockets interface casts.
  const auto* generic = reinterpret_cast<const sockaddr*>(&*address);
  const int bound = ::bind(fd.get(), generic, sizeof(*address));
  const int error = errno;
  ::umask(mask);
  if (bound != 0) return cannot_listen(path, error);
  if (::listen(fd.get(), 8) != 0) return cannot_listen(path, errno);
  return ControlServer(std::move(fd), path);
}

ControlServer::~ControlServer() {
  if (listener_) (void)::unlink(path_.c_str());
}

void ControlServer::add_polled(std::vector<pollfd>& polled) const {
  if (clients_.size() < most_clients) polled.push_back({listener_.get(), POLLIN, 0});
  for (const auto& [ticket, client] : clients_) {
    // One that waits for its answer has only its end to tell, which poll() says unasked.
    polled.push_back({client.fd.get(), static_cast<short>(client.asked ? 0 : POLLIN), 0});
  }
}

void ControlServer::accept() {
  base::UniqueFd fd(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
  if (fd) clients_[next_ticket_++].fd = std::move(fd);
}

void ControlServer::handle(const pollfd& ready, const Perform& perform) {
  if (ready.fd == listener_.get()) return accept();
  const auto at = std::ranges::find_if(
      clients_, [&](const auto& entry) { return entry.second.fd.get() == ready.fd; });
  if (at == clients_.end()) return;
  Client& client = at->second;
  std::array<char, 4096> buffer{};
  const ssize_t n = ::recv(ready.fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (n <= 0 || client.asked) {
    clients_.erase(at);
    return;
  }
  client.line.append(buffer.data(), static_cast<std::size_t>(n));
  const Ticket ticket = at->first;
  const std::size_t end = client.line.find('\n');
  if (end == std::string::npos) {
    if (client.line.size() > longest_control_line) {
      answer(ticket, {cli::ExitStatus::usage, "the line is too long"});
    }
    return;
  }
  client.asked = true;
  if (const auto reply = perform(client.line.substr(0, end), ticket)) answer(ticket, *reply);
}

void ControlServer::answer(Ticket ticket, const Reply& reply) {
  const auto at = clients_.find(ticket);
  if (at == clients_.end()) return;
  const std::string text = fmt::format("{}\n{}", static_cast<int>(reply.status), reply.text);
  // It fits the socket's buffer, or the client is not worth waiting for.
  (void)::send(at->second.fd.get(), text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  clients_.erase(at);
}

}  // namespace upshid::sim
