#include "watch/epoll.h"

#include <sys/epoll.h>

#include <array>

namespace upshid::watch {

Epoll::Epoll() : fd_(::epoll_create1(EPOLL_CLOEXEC)) {}

void Epoll::set(int operation, int fd, std::uint32_t events, std::uint32_t tag) {
  if (fd < 0) return;
  epoll_event event{};
  event.events = events;
  event.data.u32 = tag;
  // If it fails (no memory, a descriptor that epoll does not support), the deadline remains.
  (void)::epoll_ctl(fd_.get(), operation, fd, &event);
}

void Epoll::add(int fd, std::uint32_t tag) {
  set(EPOLL_CTL_ADD, fd, EPOLLIN, tag);
}

void Epoll::heed(int fd, std::uint32_t tag, bool heeds) {
  // Without EPOLLIN an error would be told all the same, unless it is told once.
  set(EPOLL_CTL_MOD, fd, heeds ? std::uint32_t{EPOLLIN} : std::uint32_t{EPOLLONESHOT}, tag);
}

void Epoll::remove(int fd) {
  if (fd >= 0) (void)::epoll_ctl(fd_.get(), EPOLL_CTL_DEL, fd, nullptr);
}

std::vector<std::uint32_t> Epoll::ready() const {
  std::array<epoll_event, 16> events{};
  const int count = ::epoll_wait(fd_.get(), events.data(), static_cast<int>(events.size()), 0);
  std::vector<std::uint32_t> out;
  for (int i = 0; i < count; ++i) out.push_back(events.at(static_cast<std::size_t>(i)).data.u32);
  return out;
}

}  // namespace upshid::watch
