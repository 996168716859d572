#include "upshid-monitor/service_manager.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>

#include "base/text.h"
#include "base/unique_fd.h"
#include "base/unix_socket.h"

namespace upshid::daemon {

namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT: before any thread.
  return value == nullptr ? "" : value;
}

// Type=notify-reload asks for the clock of systemd's own (sd_notify(3), MONOTONIC_USEC).
std::int64_t monotonic_usec() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000;
}

}  // namespace

ServiceManager::ServiceManager() : socket_(variable("NOTIFY_SOCKET")) {
  const auto patience = base::parse_integer(variable("WATCHDOG_USEC"));
  const std::string pid = variable("WATCHDOG_PID");
  const bool is_ours = pid.empty() || pid == fmt::format("{}", ::getpid());
  if (!socket_.empty() && is_ours && patience && *patience > 0) {
    pace_ = std::chrono::microseconds(*patience) / 2;
  }
}

void ServiceManager::ready() const {
  send("READY=1");
}

void ServiceManager::reloading() const {
  send(fmt::format("RELOADING=1\nMONOTONIC_USEC={}", monotonic_usec()));
}

void ServiceManager::stopping() const {
  send("STOPPING=1");
}

void ServiceManager::status(const std::string& text) {
  if (text == status_) return;
  status_ = text;
  send("STATUS=" + text);
}

void ServiceManager::beat(Instant now) {
  if (!pace_ || now < next_beat_) return;
  send("WATCHDOG=1");
  next_beat_ = now + *pace_;
}

void ServiceManager::want(PollSet& set) const {
  if (pace_) set.wake_at(next_beat_);
}

void ServiceManager::send(std::string_view text) const {
  if (socket_.empty()) return;
  auto address = base::unix_address(socket_);
  if (!address) return;
  socklen_t length = sizeof(*address);
  // An abstract name (unix(7)) has no end but its length.
  if (socket_.front() == '@') {
    address->sun_path[0] = '\0';
    length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
  }
  const base::UniqueFd fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  // NOLINTNEXTLINE: the sockets interface casts.
  const auto* generic = reinterpret_cast<const sockaddr*>(&*address);
  // Nobody can be told when the one who asked to be told does not listen.
  (void)::sendto(fd.get(), text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT, generic, length);
}

}  // namespace upshid::daemon
