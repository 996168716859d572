#include "transport/hidapi.h"

#include <doctest/doctest.h>

#include "unit/transport/fake_system.h"

using namespace upshid;
using namespace upshid::transport;

// What hidapi does with a real node needs a kernel with USB; here is what must never reach hidapi.

namespace {

DeviceInfo cyberpower(const std::string& node) {
  DeviceInfo device;
  device.vendor_id = 0x0764;
  device.product_id = 0x0501;
  device.bus_path = "1-1";
  device.hidraw_node = node;
  return device;
}

}  // namespace

TEST_CASE("a device without a hidraw node is for another road") {
  const FakeSystem system;
  const auto result = open_hidapi(cyberpower(""), system.roots());
  REQUIRE_FALSE(result);
  CHECK(result.error().code == Code::unsupported);
  CHECK(result.error().text() ==
        "0764:0501 port 1-1: the kernel has no hidraw node for this device");
}

TEST_CASE(
    "a node that is gone with its device is a disconnection, one that is only missing is not") {
  const FakeSystem system;
  const DeviceInfo device = cyberpower(system.path("dev/hidraw0"));
  const auto unplugged = open_hidapi(device, system.roots());
  REQUIRE_FALSE(unplugged);
  CHECK(unplugged.error().code == Code::disconnected);

  system.usb_device("1-1", "0764", "0501");
  const auto missing = open_hidapi(device, system.roots());
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == Code::not_found);
}

TEST_CASE("a file that is no hidraw node is refused before hidapi, which would crash on it") {
  const FakeSystem system;
  const auto result = open_hidapi(cyberpower("/dev/null"), system.roots());
  REQUIRE_FALSE(result);
  CHECK(result.error().code == Code::io);
  CHECK(result.error().text() ==
        "0764:0501 /dev/null: not a hidraw node (Inappropriate ioctl for device, errno 25)");
}
