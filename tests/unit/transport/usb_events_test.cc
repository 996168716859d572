#include "transport/usb_events.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>

#include "unit/transport/fake_usb.h"

using namespace upshid;
using namespace upshid::transport;
using std::chrono::milliseconds;

// Waiting for libusb's events, with descriptors of the test in the place of libusb's.

namespace {

struct Events : FakeDevice {
  Events() {
    std::array<int, 2> ends{};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
    reader.reset(ends[0]);
    writer.reset(ends[1]);
    REQUIRE(::write(writer.get(), "x", 1) == 1);
  }

  std::unique_ptr<UsbEvents> create() {
    auto created = UsbEvents::create();
    REQUIRE(created);
    return *std::move(created);
  }
  // What waits for `events` of a descriptor that can be read and not written.
  bool wakes(short events) {
    usb.more_descriptors = {{reader.get(), events}};
    return is_readable(create()->fd());
  }

  base::UniqueFd reader;
  base::UniqueFd writer;
};

}  // namespace

TEST_CASE_FIXTURE(Events, "a descriptor of libusb wakes for what libusb waits for") {
  CHECK(wakes(POLLIN));
  CHECK_FALSE(wakes(POLLOUT));
  CHECK(wakes(POLLIN | POLLOUT));
  usb.more_descriptors = {{writer.get(), POLLOUT}};
  CHECK(is_readable(create()->fd()));
  usb.more_descriptors = {{writer.get(), POLLIN}};
  CHECK_FALSE(is_readable(create()->fd()));
}

TEST_CASE_FIXTURE(Events, "descriptors come and go, until the end") {
  auto events = create();
  CHECK_FALSE(is_readable(events->fd()));
  usb.added(reader.get(), POLLIN, usb.user);
  CHECK(is_readable(events->fd()));
  usb.removed(reader.get(), usb.user);
  CHECK_FALSE(is_readable(events->fd()));
  events.reset();
  CHECK((usb.added == nullptr));
  CHECK((usb.removed == nullptr));
}

TEST_CASE_FIXTURE(Events,
                  "what is announced is readable until it is taken back, and ends no wait") {
  const auto events = create();
  events->announce(true);
  events->announce(true);
  CHECK(is_readable(events->fd()));
  CHECK(events->wait(cancel_fd(), milliseconds(1)));
  CHECK(is_readable(events->fd()));
  events->announce(false);
  CHECK_FALSE(is_readable(events->fd()));
  events->announce(false);
  CHECK_FALSE(is_readable(events->fd()));
}

TEST_CASE_FIXTURE(Events, "a wait ends with an event, the cancellation, its limit or libusb's") {
  const auto events = create();
  CHECK(events->wait(cancel_fd(), milliseconds(1)));
  CHECK(events->wait(cancel_fd(), milliseconds(-5)));
  // Then the timeouts of transfers are handled, of which the first may be due.
  for (const timeval due : {timeval{0, 5000}, timeval{0, 0}}) {
    usb.next_timeout = due;
    CHECK(events->wait(cancel_fd(), milliseconds::max()));
  }
  usb.next_timeout.reset();
  cancel();
  CHECK_FALSE(events->wait(cancel_fd(), milliseconds::max()));
  usb.added(reader.get(), POLLIN, usb.user);
  CHECK(events->wait(-1, milliseconds::max()));
}

TEST_CASE("libusb's errors have the errno that its callers know") {
  CHECK(errno_of_libusb(LIBUSB_ERROR_NO_DEVICE) == ENODEV);
  CHECK(errno_of_libusb(LIBUSB_ERROR_ACCESS) == EACCES);
  CHECK(errno_of_libusb(LIBUSB_ERROR_BUSY) == EBUSY);
  CHECK(errno_of_libusb(LIBUSB_ERROR_NOT_FOUND) == ENOENT);
  CHECK(errno_of_libusb(LIBUSB_ERROR_PIPE) == EPIPE);
  CHECK(errno_of_libusb(LIBUSB_ERROR_OVERFLOW) == EOVERFLOW);
  CHECK(errno_of_libusb(LIBUSB_ERROR_TIMEOUT) == ETIMEDOUT);
  CHECK(errno_of_libusb(LIBUSB_ERROR_OTHER) == EIO);
}
