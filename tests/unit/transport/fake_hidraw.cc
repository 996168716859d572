// hidapi and the system calls of this executable, for fake_usb.h.

#include <fmt/format.h>
#include <hidapi.h>
#include <linux/hidraw.h>
#include <linux/input.h>
#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>
#include <time.h>

#include <algorithm>
#include <cerrno>
#include <cstdarg>
#include <cstring>

#include "unit/transport/fake_usb.h"

// hidapi's opaque type.
struct hid_device_ {};

namespace upshid::transport {

namespace {

hid_device_ the_hid;

int hid_failure() {
  if (fake_usb().hid_error > 0) errno = fake_usb().hid_error;
  return -1;
}

// One of hidapi's requests for a report, whose ID is the first byte.
int hid_answer(std::uint16_t type, unsigned char* data, std::size_t length) {
  FakeUsb& usb = fake_usb();
  if (usb.on_hid) usb.on_hid();
  const auto found = usb.answers.find(static_cast<std::uint16_t>(type << 8 | data[0]));
  if (usb.hid_error != 0) return hid_failure();
  if (found == usb.answers.end()) {
    errno = EPIPE;
    return -1;
  }
  const std::size_t count = std::min(length, found->second.size());
  std::copy_n(found->second.begin(), count, data);
  return static_cast<int>(count);
}

int hid_take(std::uint16_t type, const unsigned char* data, std::size_t length) {
  FakeUsb& usb = fake_usb();
  if (usb.hid_error != 0) return hid_failure();
  usb.answers[static_cast<std::uint16_t>(type << 8 | data[0])] = Bytes(data, data + length);
  return static_cast<int>(length);
}

int control_over_ioctl(const usbdevfs_ctrltransfer& transfer) {
  const auto setup =
      setup_packet({transfer.bRequestType, transfer.bRequest, transfer.wValue, transfer.wIndex},
                   transfer.wLength);
  const auto got = answer(setup, transfer.timeout);
  if (!got) {
    errno = EPIPE;
    return -1;
  }
  std::memcpy(transfer.data, got->data(), got->size());
  return static_cast<int>(got->size());
}

usbdevfs_urb* submitted = nullptr;

void submit(usbdevfs_urb& urb) {
  submitted = &urb;
  auto* const bytes = static_cast<std::uint8_t*>(urb.buffer);
  const auto got = answer(std::span(bytes, static_cast<std::size_t>(urb.buffer_length)), 0);
  urb.status = fake_usb().is_silent ? -EINPROGRESS : got ? 0 : -EPIPE;
  if (!got) return;
  std::copy(got->begin(), got->end(), bytes + 8);
  urb.actual_length = static_cast<int>(got->size());
}

}  // namespace

}  // namespace upshid::transport

using namespace upshid::transport;

extern "C" {

hid_device* hid_open_path(const char* path) {
  note(fmt::format("hid open {}", std::string(path).substr(std::string(path).rfind('/') + 1)));
  if (fake_usb().hid_error == 0) return &the_hid;
  hid_failure();
  return nullptr;
}
void hid_close(hid_device*) {
  note("hid close");
}
int hid_get_feature_report(hid_device*, unsigned char* data, std::size_t length) {
  return hid_answer(3, data, length);
}
int hid_get_input_report(hid_device*, unsigned char* data, std::size_t length) {
  return hid_answer(1, data, length);
}
int hid_send_feature_report(hid_device*, const unsigned char* data, std::size_t length) {
  return hid_take(3, data, length);
}
int hid_write(hid_device*, const unsigned char* data, std::size_t length) {
  return hid_take(2, data, length);
}

// Linked with --wrap for each of these.
int __real_fork();
int __wrap_fork() {
  if (fake_usb().forks_left > 0) {
    --fake_usb().forks_left;
    return __real_fork();
  }
  errno = EAGAIN;
  return -1;
}
ssize_t __real_read(int fd, void* buffer, std::size_t size);
ssize_t __wrap_read(int fd, void* buffer, std::size_t size) {
  if (fake_usb().read_error == 0) return __real_read(fd, buffer, size);
  errno = fake_usb().read_error;
  return -1;
}
int __wrap_clock_nanosleep(clockid_t, int, const timespec* time, timespec*) {
  note(fmt::format("sleep {} ms", time->tv_sec * 1000 + time->tv_nsec / 1'000'000));
  return 0;
}
int __wrap_ioctl(int, unsigned long request, ...) {
  va_list arguments;
  va_start(arguments, request);
  void* const argument = va_arg(arguments, void*);
  va_end(arguments);
  FakeUsb& usb = fake_usb();
  if (request == USBDEVFS_DISCARDURB) {
    note("discard");
    if (submitted->status == -EINPROGRESS) submitted->status = -ENOENT;
    return 0;
  }
  if (usb.ioctl_error != 0) {
    errno = usb.ioctl_error;
    return -1;
  }
  switch (request) {
    case HIDIOCGRDESCSIZE:
      *static_cast<int*>(argument) = 10;
      return 0;
    case HIDIOCGRAWINFO:
      *static_cast<hidraw_devinfo*>(argument) = {BUS_USB, static_cast<__s16>(usb.vendor),
                                                 static_cast<__s16>(usb.product)};
      return 0;
    case USBDEVFS_CONTROL:
      return control_over_ioctl(*static_cast<usbdevfs_ctrltransfer*>(argument));
    case USBDEVFS_SUBMITURB:
      submit(*static_cast<usbdevfs_urb*>(argument));
      return 0;
    case USBDEVFS_REAPURB:
      note("reap");
      *static_cast<void**>(argument) = submitted;
      return 0;
    case USBDEVFS_RESET:
      note("reset");
      return 0;
    default:
      errno = ENOTTY;
      return -1;
  }
}

}  // extern "C"
