#include "transport/usb_events.h"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>

#include "transport/libusb.h"

namespace upshid::transport {

namespace {

void watch(int epoll, int fd, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.fd = fd;
  // Fails only without memory; then the deadline wakes the caller.
  static_cast<void>(::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event));
}

int init(libusb_context** context) {
#if LIBUSB_API_VERSION >= 0x0100010A
  const libusb_init_option no_discovery{LIBUSB_OPTION_NO_DEVICE_DISCOVERY, {0}};
  return libusb_init_context(context, &no_discovery, 1);
#else
  return libusb_init(context);
#endif
}

}  // namespace

void skip_libusb_discovery() {
#if LIBUSB_API_VERSION < 0x0100010A
  static_cast<void>(libusb_set_option(nullptr, LIBUSB_OPTION_NO_DEVICE_DISCOVERY));
#endif
}

int errno_of_libusb(int error) {
  switch (error) {
    case LIBUSB_ERROR_NO_DEVICE:
      return ENODEV;
    case LIBUSB_ERROR_ACCESS:
      return EACCES;
    case LIBUSB_ERROR_BUSY:
      return EBUSY;
    case LIBUSB_ERROR_NOT_FOUND:
      return ENOENT;
    case LIBUSB_ERROR_NO_MEM:
      return ENOMEM;
    case LIBUSB_ERROR_PIPE:
      return EPIPE;
    case LIBUSB_ERROR_OVERFLOW:
      return EOVERFLOW;
    case LIBUSB_ERROR_TIMEOUT:
      return ETIMEDOUT;
    case LIBUSB_ERROR_NOT_SUPPORTED:
      return EOPNOTSUPP;
    default:
      return EIO;
  }
}

Result<std::unique_ptr<UsbEvents>> UsbEvents::create() {
  std::unique_ptr<UsbEvents> events(new UsbEvents);
  events->inner_.reset(::epoll_create1(EPOLL_CLOEXEC));
  events->outer_.reset(::epoll_create1(EPOLL_CLOEXEC));
  events->announcement_.reset(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!events->inner_ || !events->outer_ || !events->announcement_) {
    return Error{Code::io, "libusb", "no file descriptor left", errno};
  }
  watch(events->outer_.get(), events->inner_.get(), EPOLLIN);
  watch(events->outer_.get(), events->announcement_.get(), EPOLLIN);
  if (const int error = init(&events->context_); error != 0) {
    events->context_ = nullptr;
    return Error{Code::io, "libusb", "cannot initialise libusb", errno_of_libusb(error)};
  }
  libusb_set_pollfd_notifiers(events->context_, added, removed, events.get());
  if (const libusb_pollfd** all = libusb_get_pollfds(events->context_)) {
    for (const libusb_pollfd** one = all; *one != nullptr; ++one) {
      added((*one)->fd, (*one)->events, events.get());
    }
    libusb_free_pollfds(all);
  }
  return events;
}

UsbEvents::~UsbEvents() {
  if (context_ == nullptr) return;
  libusb_set_pollfd_notifiers(context_, nullptr, nullptr, nullptr);
  libusb_exit(context_);
}

void LIBUSB_CALL UsbEvents::added(int fd, short events, void* self) {
  std::uint32_t wanted = 0;
  if ((events & POLLIN) != 0) wanted |= EPOLLIN;
  if ((events & POLLOUT) != 0) wanted |= EPOLLOUT;
  watch(static_cast<UsbEvents*>(self)->inner_.get(), fd, wanted);
}

void LIBUSB_CALL UsbEvents::removed(int fd, void* self) {
  static_cast<void>(
      ::epoll_ctl(static_cast<UsbEvents*>(self)->inner_.get(), EPOLL_CTL_DEL, fd, nullptr));
}

void UsbEvents::announce(bool is_there) {
  eventfd_t ignored = 0;
  if (is_there) {
    static_cast<void>(::eventfd_write(announcement_.get(), 1));
  } else {
    static_cast<void>(::eventfd_read(announcement_.get(), &ignored));
  }
}

void UsbEvents::handle() {
  timeval at_once{};
  static_cast<void>(libusb_handle_events_timeout_completed(context_, &at_once, nullptr));
}

bool UsbEvents::wait(int cancel_fd, std::chrono::milliseconds limit) {
  constexpr std::int64_t max = std::numeric_limits<int>::max();
  std::int64_t wait = std::clamp<std::int64_t>(limit.count(), 0, max);
  // Without a timer descriptor, libusb has to be called at the timeout of a transfer.
  timeval due{};
  if (libusb_get_next_timeout(context_, &due) == 1) {
    wait = std::min<std::int64_t>(wait, std::int64_t{due.tv_sec} * 1000 + due.tv_usec / 1000 + 1);
  }
  std::array<pollfd, 2> ready{{{inner_.get(), POLLIN, 0}, {cancel_fd, POLLIN, 0}}};
  static_cast<void>(::poll(ready.data(), ready.size(), static_cast<int>(wait)));
  handle();
  return ready[1].revents == 0;
}

}  // namespace upshid::transport
