#include "socket/driver_socket.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/io_error.h"
#include "base/unix_socket.h"

namespace upshid::socket {

namespace {

// upsd is one; upsdrvctl and the drivers of NUT come for an instant.
constexpr std::size_t max_peers = 16;
// What one peer may ask for in one turn.
constexpr std::size_t max_bytes = std::size_t{16} << 10;

std::optional<std::pair<dev_t, ino_t>> file_at(const std::string& path) {
  struct stat file {};
  if (::lstat(path.c_str(), &file) != 0 || !S_ISSOCK(file.st_mode)) return std::nullopt;
  return std::pair(file.st_dev, file.st_ino);
}

bool is_served(const std::string& path) {
  const auto address = base::unix_address(path);
  const base::UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!address || !fd) return false;
  // NOLINTNEXTLINE: the sockets interface casts.
  const auto* generic = reinterpret_cast<const sockaddr*>(&*address);
  return ::connect(fd.get(), generic, sizeof(*address)) == 0 || errno == EAGAIN;
}

}  // namespace

Result<DriverSocket> DriverSocket::listen(const std::string& path, std::optional<gid_t> group) {
  if (is_served(path))
    return Error{Code::ambiguous, path, "another process serves here already: a driver of NUT?", 0};
  DriverSocket out(path);
  auto fd = base::listen_on_unix(path, group ? 0660 : 0600);
  if (!fd) return fd.error();
  out.listener_ = *std::move(fd);
  if (const auto file = file_at(path)) out.file_ = *file;
  // NUT's users may write in the folder: a link that one of them puts there is not followed.
  if (group && ::lchown(path.c_str(), static_cast<uid_t>(-1), *group) != 0) {
    const int error = errno;
    return base::io_error(path, "cannot let upsd's group connect", error);
  }
  return out;
}

DriverSocket::~DriverSocket() {
  if (listener_ && is_reachable()) (void)::unlink(path_.c_str());
}

bool DriverSocket::is_reachable() const {
  return file_at(path_) == file_;
}

void DriverSocket::publish(DriverState state) {
  const std::string lines = difference(state_, state);
  state_ = std::move(state);
  if (lines.empty()) return;
  for (Peer& peer : peers_) {
    peer.talk.tell(lines);
    send(peer);
  }
  clear_away();
}

void DriverSocket::answer(const Asked& asked, RequestOutcome outcome) {
  const auto peer = std::ranges::find(peers_, asked.peer, &Peer::id);
  if (peer == peers_.end()) return;
  peer->talk.answer(asked.request, outcome);
  send(*peer);
  clear_away();
}

void DriverSocket::want(daemon::PollSet& set) const {
  set.want(listener_.get());
  for (const Peer& peer : peers_) {
    const bool waits = !peer.talk.output().empty();
    set.want(peer.fd.get(), static_cast<short>(waits ? POLLIN | POLLOUT : POLLIN));
  }
}

std::vector<DriverSocket::Asked> DriverSocket::serve(const daemon::PollSet& set) {
  std::vector<Asked> out;
  std::vector<Peer*> ready;
  for (Peer& peer : peers_) {
    if (set.is_ready(peer.fd.get())) ready.push_back(&peer);
  }
  for (Peer* peer : ready) {
    receive(*peer, out);
    send(*peer);
  }
  clear_away();
  if (set.is_ready(listener_.get())) accept();
  return out;
}

void DriverSocket::accept() {
  for (std::size_t i = 0; i < max_peers; ++i) {
    base::UniqueFd fd(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!fd) return;
    // upsd says PING after 5 s at the latest, so the first has been silent for longer.
    if (peers_.size() == max_peers) {
      peers_.pop_front();
      ++dropped_;
    }
    peers_.push_back({next_id_++, std::move(fd), {}});
  }
}

void DriverSocket::receive(Peer& peer, std::vector<Asked>& out) {
  std::array<char, 4096> buffer{};
  for (std::size_t total = 0; total < max_bytes; total += buffer.size()) {
    const ssize_t n = ::recv(peer.fd.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (n <= 0) {
      peer.is_gone = true;
      return;
    }
    std::vector<DriverRequest> requests;
    peer.talk.take({buffer.data(), static_cast<std::size_t>(n)}, state_, requests);
    for (DriverRequest& request : requests) out.push_back({peer.id, std::move(request)});
    const auto place = std::ranges::find(peers_, peer.id, &Peer::id);
    peers_.splice(peers_.end(), peers_, place);
  }
}

void DriverSocket::send(Peer& peer) {
  const std::string& output = peer.talk.output();
  if (output.empty() || peer.is_gone) return;
  const ssize_t n =
      ::send(peer.fd.get(), output.data(), output.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (n > 0) peer.talk.sent(static_cast<std::size_t>(n));
  if (n < 0 && errno != EAGAIN && errno != EINTR) peer.is_gone = true;
}

void DriverSocket::clear_away() {
  std::erase_if(peers_, [this](const Peer& peer) {
    if (peer.talk.is_dropped()) ++dropped_;
    return peer.is_gone || peer.talk.is_over();
  });
}

}  // namespace upshid::socket
