#include "socket/secondaries.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/text.h"
#include "conf/lexer.h"

namespace upshid::socket {

namespace {

constexpr std::chrono::milliseconds pace{500};
constexpr std::chrono::seconds patience{2};
constexpr std::size_t max_addresses = 1000;
constexpr std::size_t max_line = 1024;
constexpr std::uint16_t usual_port = 3493;

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;

  // NOLINTNEXTLINE: the sockets interface casts.
  const sockaddr* generic() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

// Numeric ones only: the name service may hang while the network has no power.
std::optional<Address> address_of(const conf::Listen& upsd) {
  const auto number = base::parse_integer(upsd.port).value_or(usual_port);
  if (number < 1 || number > 65535) return std::nullopt;
  const std::uint16_t port = htons(static_cast<std::uint16_t>(number));
  Address out;
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_port = port;
  if (::inet_pton(AF_INET, upsd.address.c_str(), &v4.sin_addr) == 1) {
    std::memcpy(&out.storage, &v4, sizeof(v4));
    out.size = sizeof(v4);
    return out;
  }
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = port;
  if (::inet_pton(AF_INET6, upsd.address.c_str(), &v6.sin6_addr) != 1) return std::nullopt;
  std::memcpy(&out.storage, &v6, sizeof(v6));
  out.size = sizeof(v6);
  return out;
}

}  // namespace

bool ClientLists::take(std::string_view bytes) {
  while (!bytes.empty() && left_ > 0) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    if (input_.size() + end > max_line) return false;
    input_ += bytes.substr(0, end);
    if (end == bytes.size()) return true;
    bytes.remove_prefix(end + 1);
    if (!take_line(std::exchange(input_, {}))) return false;
  }
  return true;
}

bool ClientLists::take_line(std::string_view line) {
  const auto lexed = conf::lex(line);
  if (lexed.lines.empty()) return false;
  const conf::Line& words = lexed.lines.front();
  const auto is = [&words](std::size_t i, std::string_view text) {
    return i < words.size() && words[i].text == text;
  };
  if (is(0, "BEGIN")) return true;
  // "CLIENT UPS ADDRESS"
  if (is(0, "CLIENT") && words.size() == 3) {
    if (addresses_.size() < max_addresses) addresses_.insert(words[2].text);
    return true;
  }
  // upsd may not know one of the UPSes.
  if (!is(0, "ERR") && !is(0, "END")) return false;
  --left_;
  return true;
}

Secondaries::Secondaries(const conf::Listen& upsd, std::vector<std::string> upses)
    : upsd_(upsd), upses_(std::move(upses)) {}

void Secondaries::stop() {
  fd_.reset();
  lists_.reset();
  addresses_.reset();
  ask_at_ = {};
}

void Secondaries::want(daemon::PollSet& set) const {
  if (fd_) {
    set.want(fd_.get(), is_sent_ ? POLLIN : POLLOUT);
    set.wake_at(gives_up_at_);
  } else {
    set.wake_at(ask_at_);
  }
}

void Secondaries::attend(Instant now, const daemon::PollSet& set) {
  if (!fd_) {
    if (now >= ask_at_) ask(now);
  } else if (now >= gives_up_at_) {
    give_up(now);
  } else if (set.is_ready(fd_.get())) {
    if (!is_sent_) {
      send(now);
    } else {
      receive(now);
    }
  }
}

void Secondaries::ask(Instant now) {
  ask_at_ = now + pace;
  const auto address = address_of(upsd_);
  if (!address) {
    addresses_.emplace();
    return;
  }
  fd_.reset(::socket(address->storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  is_sent_ = false;
  lists_.emplace(upses_.size());
  gives_up_at_ = now + patience;
  if (!fd_) return;
  if (::connect(fd_.get(), address->generic(), address->size) == 0 || errno == EINPROGRESS) return;
  end(now);
}

// Nobody listens: then upsd told nobody.
void Secondaries::end(Instant now) {
  fd_.reset();
  addresses_.emplace();
  ask_at_ = now + pace;
}

void Secondaries::send(Instant now) {
  int error = 0;
  socklen_t size = sizeof(error);
  (void)::getsockopt(fd_.get(), SOL_SOCKET, SO_ERROR, &error, &size);
  if (error == ECONNREFUSED) return end(now);
  if (error != 0) return give_up(now);
  std::string text;
  for (const std::string& ups : upses_) text += fmt::format("LIST CLIENT {}\n", ups);
  text += "LOGOUT\n";
  (void)::send(fd_.get(), text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  is_sent_ = true;
}

void Secondaries::receive(Instant now) {
  std::array<char, 4096> buffer{};
  const ssize_t n = ::recv(fd_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (n <= 0 || !lists_->take({buffer.data(), static_cast<std::size_t>(n)})) return give_up(now);
  if (!lists_->is_complete()) return;
  addresses_ = lists_->addresses();
  fd_.reset();
  ask_at_ = now + pace;
}

// What was known stays so.
void Secondaries::give_up(Instant now) {
  fd_.reset();
  ask_at_ = now + pace;
}

}  // namespace upshid::socket
