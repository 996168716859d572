#include "upshid-sim/control_server.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/unix_socket.h"
#include "upshid-sim/control_socket.h"

namespace upshid::sim {

namespace {

constexpr std::size_t max_clients = 32;

}  // namespace

Result<ControlServer> ControlServer::listen(const std::string& path) {
  if (connect_control(path)) {
    return Error{Code::invalid_argument, path,
                 "another upshid-sim has this name; choose another one with --name", 0};
  }
  // The default directory; if another one is missing, bind() fails.
  (void)::mkdir(path.substr(0, path.rfind('/')).c_str(), 0755);
  // Only this user may connect.
  auto fd = base::listen_on_unix(path);
  if (!fd) return fd.error();
  return ControlServer(*std::move(fd), path);
}

ControlServer::~ControlServer() {
  if (listener_) (void)::unlink(path_.c_str());
}

void ControlServer::add_polled(std::vector<pollfd>& polled) const {
  if (clients_.size() < max_clients) polled.push_back({listener_.get(), POLLIN, 0});
  for (const auto& [ticket, client] : clients_) {
    // While it waits for its answer, only its hang-up matters, which poll() always reports.
    polled.push_back({client.fd.get(), static_cast<short>(client.has_request ? 0 : POLLIN), 0});
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
  if (n <= 0 || client.has_request) {
    clients_.erase(at);
    return;
  }
  client.line.append(buffer.data(), static_cast<std::size_t>(n));
  const Ticket ticket = at->first;
  const std::size_t end = client.line.find('\n');
  if (end == std::string::npos) {
    if (client.line.size() > max_control_line) {
      answer(ticket, {cli::ExitStatus::usage, "the line is too long"});
    }
    return;
  }
  client.has_request = true;
  if (const auto reply = perform(client.line.substr(0, end), ticket)) answer(ticket, *reply);
}

void ControlServer::answer(Ticket ticket, const Reply& reply) {
  const auto at = clients_.find(ticket);
  if (at == clients_.end()) return;
  const std::string text = fmt::format("{}\n{}", static_cast<int>(reply.status), reply.text);
  // It fits the buffer of the socket; otherwise it is dropped.
  (void)::send(at->second.fd.get(), text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  clients_.erase(at);
}

}  // namespace upshid::sim
