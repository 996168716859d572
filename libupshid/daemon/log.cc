#include "daemon/log.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <syslog.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>

#include "base/boot_clock.h"
#include "base/unix_socket.h"
#include "base/utf8.h"
#include "base/write_all.h"

namespace upshid::daemon {

namespace {

// An outage logs about ten lines; NUT has filled logs with 4500 lines a second (NUT issue 704).
constexpr double max_burst = 200;
constexpr double lines_per_second = 5;

constexpr std::size_t max_line = 2000;

int priority_of(Severity severity) {
  switch (severity) {
    case Severity::info:
      return LOG_INFO;
    case Severity::notice:
      return LOG_NOTICE;
    case Severity::warning:
      return LOG_WARNING;
    case Severity::error:
      return LOG_ERR;
    case Severity::critical:
      break;
  }
  return LOG_CRIT;
}

// One line of valid text: no newline may forge another line, and no escape sequence may reach a
// terminal.
std::string plain(std::string_view text) {
  return base::printable(text.substr(0, max_line));
}

// "Nov 24 03:04:13", as in RFC 3164 §4.1.2, with the names of the C locale.
std::string timestamp() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  std::array<char, 32> text{};
  if (::localtime_r(&now, &local) == nullptr) return {};
  return {text.data(), std::strftime(text.data(), text.size(), "%b %e %H:%M:%S", &local)};
}

}  // namespace

std::string_view identifier_of(monitor::Source source) {
  return source == monitor::Source::upssched ? as_upssched : as_upsmon;
}

Log::Log(bool foreground, std::string socket)
    : foreground_(foreground),
      socket_path_(std::move(socket)),
      tokens_(max_burst),
      refilled_at_(base::boot_time_now()) {}

void Log::line(Severity severity, std::string_view identifier, std::string_view text) {
  if (!may_pass(severity)) {
    ++left_out_;
    return;
  }
  if (left_out_ > 0) {
    write(Severity::warning, as_self, fmt::format("{} lines were dropped", left_out_));
    left_out_ = 0;
  }
  write(severity, identifier, text);
}

bool Log::may_pass(Severity severity) {
  const Instant now = base::boot_time_now();
  const std::chrono::duration<double> passed = now - refilled_at_;
  refilled_at_ = now;
  tokens_ = std::min(max_burst, tokens_ + passed.count() * lines_per_second);
  if (severity == Severity::critical) return true;
  if (tokens_ < 1) return false;
  --tokens_;
  return true;
}

void Log::write(Severity severity, std::string_view identifier, std::string_view text) {
  const std::string clean = plain(text);
  const bool sent = send(fmt::format("<{}>{} {}[{}]: {}", LOG_DAEMON | priority_of(severity),
                                     timestamp(), identifier, ::getpid(), clean));
  if (sent && !foreground_) return;
  // If standard error fails as well, nothing can be reported.
  (void)base::write_all(STDERR_FILENO, fmt::format("{}: {}\n", identifier, clean));
}

bool Log::send(std::string_view message) {
  for (int attempt = 0; attempt < 2; ++attempt) {
    if (!socket_ && !connect()) return false;
    const ssize_t n =
        ::send(socket_.get(), message.data(), message.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n >= 0) return true;
    if (errno == EAGAIN || errno == ENOBUFS) {
      ++left_out_;
      return true;
    }
    // A restarted syslog has a new socket.
    socket_.reset();
  }
  return false;
}

bool Log::connect() {
  const auto address = base::unix_address(socket_path_);
  if (!address) return false;
  base::UniqueFd fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  // NOLINTNEXTLINE: the sockets interface casts.
  const auto* generic = reinterpret_cast<const sockaddr*>(&*address);
  if (!fd || ::connect(fd.get(), generic, sizeof(*address)) != 0) return false;
  socket_ = std::move(fd);
  return true;
}

}  // namespace upshid::daemon
