#include "upshid-monitor/control_server.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>
#include <vector>

#include "base/unix_socket.h"
#include "base/users.h"
#include "cli/monitor_client.h"

namespace upshid::daemon {

namespace {

constexpr std::size_t max_clients = 16;
constexpr std::chrono::seconds patience{5};

std::string refusal(cli::Refused why, std::string text) {
  return cli::line_of({why, std::move(text)}) + "\n";
}

// Who may talk to UPSes on this machine: our own group, else NUT's.
std::optional<gid_t> group_of_askers() {
  const auto ours = base::find_system_group("upshid");
  return ours ? ours : base::find_system_group("nut");
}

}  // namespace

Result<ControlServer> ControlServer::listen(const std::string& path) {
  auto fd = base::listen_on_unix(path);
  if (!fd) return fd.error();
  // Where the group cannot be given, root remains.
  auto group = group_of_askers();
  if (group && (::chown(path.c_str(), static_cast<uid_t>(-1), *group) != 0 ||
                ::chmod(path.c_str(), 0660) != 0)) {
    group.reset();
  }
  return ControlServer(*std::move(fd), path, group);
}

ControlServer::~ControlServer() {
  if (listener_) (void)::unlink(path_.c_str());
}

void ControlServer::allow(std::optional<uid_t> user) {
  const uid_t owner = user.value_or(::geteuid());
  if (owner == user_.value_or(::geteuid())) return;
  if (::chown(path_.c_str(), owner, static_cast<gid_t>(-1)) == 0) user_ = user;
}

void ControlServer::want(PollSet& set) const {
  set.want(listener_.get());
  for (const Client& client : clients_) {
    set.want(client.fd.get(), client.is_answered ? POLLOUT : POLLIN);
    set.wake_at(client.ends_at);
  }
}

void ControlServer::serve(Instant now, const PollSet& set, const Answer& answer) {
  for (auto client = clients_.begin(); client != clients_.end();) {
    const bool is_late = now >= client->ends_at;
    const bool is_over = is_late || (set.is_ready(client->fd.get()) && !attend(*client, answer));
    client = is_over ? clients_.erase(client) : std::next(client);
  }
  if (!set.is_ready(listener_.get())) return;
  for (std::size_t i = 0; i < max_clients && accept(now); ++i) continue;
}

// False if nobody waits.
bool ControlServer::accept(Instant now) {
  base::UniqueFd fd(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
  if (!fd) return false;
  ucred peer{};
  socklen_t length = sizeof(peer);
  const bool is_known = ::getsockopt(fd.get(), SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0;
  Client client{std::move(fd), peer.uid, now + patience, {}, {}, false};
  if (!is_known || !may_ask(peer, client.fd.get())) {
    client.answer = refusal(cli::Refused::permission,
                            "only root, RUN_AS_USER and members of the socket's group may connect");
    client.is_answered = true;
  }
  clients_.push_back(std::move(client));
  if (clients_.size() > max_clients) make_room();
  return true;
}

void ControlServer::make_room() {
  const auto count = [this](const Client& one) {
    return std::ranges::count(clients_, one.user, &Client::user);
  };
  const auto oldest = std::ranges::max_element(clients_, {}, count);
  const std::string text =
      refusal(cli::Refused::busy, fmt::format("more than {} clients are connected", max_clients));
  (void)::send(oldest->fd.get(), text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  clients_.erase(oldest);
}

// The socket's mode keeps strangers out already, unless somebody changed it.
bool ControlServer::may_ask(const ucred& peer, int fd) const {
  if (peer.uid == 0 || peer.uid == ::geteuid() || peer.uid == user_) return true;
  if (!group_) return false;
  if (peer.gid == *group_) return true;
#ifdef SO_PEERGROUPS
  std::vector<gid_t> groups(1024);
  auto length = static_cast<socklen_t>(groups.size() * sizeof(gid_t));
  if (::getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups.data(), &length) == 0) {
    groups.resize(length / sizeof(gid_t));
    return std::find(groups.begin(), groups.end(), *group_) != groups.end();
  }
#endif
  return false;
}

// False when the client is done with, or gone.
bool ControlServer::attend(Client& client, const Answer& answer) {
  const int fd = client.fd.get();
  if (!client.is_answered) {
    std::array<char, 1024> buffer{};
    const ssize_t n = ::recv(fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (n < 0) return errno == EAGAIN || errno == EINTR;
    if (n == 0) return false;
    client.request.append(buffer.data(), static_cast<std::size_t>(n));
    const std::size_t end = client.request.find('\n');
    if (end == std::string::npos && client.request.size() < cli::max_monitor_request) return true;
    client.is_answered = true;
    client.answer = end < cli::max_monitor_request
                        ? answer(std::string_view(client.request).substr(0, end))
                        : refusal(cli::Refused::usage, fmt::format("request longer than {} bytes",
                                                                   cli::max_monitor_request));
  }
  const ssize_t n =
      ::send(fd, client.answer.data(), client.answer.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (n < 0) return errno == EAGAIN || errno == EINTR;
  client.answer.erase(0, static_cast<std::size_t>(n));
  return !client.answer.empty();
}

}  // namespace upshid::daemon
