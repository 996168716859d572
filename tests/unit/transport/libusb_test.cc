#include "transport/libusb.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>

#include "transport/cancel.h"
#include "unit/transport/fake_system.h"

using namespace upshid;
using namespace upshid::transport;

// What libusb does with a real node needs a kernel with USB; here is what must never reach it.

namespace {

DeviceInfo cyberpower(const std::string& node) {
  DeviceInfo device;
  device.vendor_id = 0x0764;
  device.product_id = 0x0501;
  device.bus_path = "1-1";
  device.usb_node = node;
  return device;
}

}  // namespace

TEST_CASE("libusb needs a usbfs node") {
  const FakeSystem system;
  const auto result = open_libusb(cyberpower(""), -1, nullptr, system.roots());
  REQUIRE_FALSE(result);
  CHECK(result.error().code == Code::not_found);
  CHECK(result.error().text() ==
        "0764:0501 port 1-1: the kernel has no usbfs node for this device");
}

TEST_CASE("a usbfs node that is gone with its device is a disconnection") {
  const FakeSystem system;
  const DeviceInfo device = cyberpower(system.path("dev/bus/usb/001/004"));
  const auto unplugged = open_libusb(device, -1, nullptr, system.roots());
  REQUIRE_FALSE(unplugged);
  CHECK(unplugged.error().code == Code::disconnected);

  system.usb_device("1-1", "0764", "0501");
  const auto missing = read_report_descriptor(device, -1, system.roots());
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == Code::not_found);
}

TEST_CASE("a file that is no usbfs node is an error of the node, not of the device") {
  const auto result = open_libusb(cyberpower("/dev/null"));
  REQUIRE_FALSE(result);
  CHECK(result.error().code == Code::io);
  CHECK(result.error().text().starts_with("0764:0501 /dev/null: libusb cannot use this node"));
}

TEST_CASE("a port is reset through the usbfs node, which must be one") {
  CHECK(reset_port(cyberpower("")).error().text() ==
        "0764:0501 port 1-1: the kernel has no usbfs node for this device");
  CHECK(reset_port(cyberpower("/dev/null")).error().text() ==
        "0764:0501 /dev/null, port reset: the transfer failed (Inappropriate ioctl for device, "
        "errno 25)");
}

TEST_CASE("a descriptor cancels from when it can be read, and none never does") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  CHECK_FALSE(is_cancelled(-1));
  CHECK_FALSE(is_cancelled(ends[0]));
  REQUIRE(::write(ends[1], "", 1) == 1);
  CHECK(is_cancelled(ends[0]));
  CHECK(is_cancelled(ends[0]));
  ::close(ends[0]);
  ::close(ends[1]);
}
