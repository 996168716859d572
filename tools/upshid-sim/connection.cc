#include <sys/socket.h>

#include <array>
#include <cerrno>

#include "upshid-sim/host_port.h"

namespace upshid::sim {

namespace {

// No more requests are read from a host that does not read its answers.
constexpr std::size_t max_unsent = std::size_t{256} * 1024;

}  // namespace

short Connection::events() const {
  if (output_.size() > max_unsent) return POLLOUT;
  return static_cast<short>(output_.empty() ? POLLIN : POLLIN | POLLOUT);
}

void Connection::send(std::span<const std::uint8_t> bytes) {
  output_.insert(output_.end(), bytes.begin(), bytes.end());
  // A lost connection is detected at the next read.
  (void)flush();
}

bool Connection::flush() {
  while (!output_.empty()) {
    const ssize_t n =
        ::send(fd_.get(), output_.data(), output_.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno == EAGAIN || errno == EWOULDBLOCK;
    output_.erase(output_.begin(), output_.begin() + n);
  }
  return true;
}

std::optional<Bytes> Connection::receive() {
  std::array<std::uint8_t, 16384> buffer{};
  for (;;) {
    const ssize_t n = ::recv(fd_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (n > 0) return Bytes(buffer.begin(), buffer.begin() + n);
    if (n == 0) return std::nullopt;
    if (errno == EAGAIN || errno == EWOULDBLOCK) return Bytes{};
    if (errno != EINTR) return std::nullopt;
  }
}

}  // namespace upshid::sim
