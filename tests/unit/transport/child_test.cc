#include "transport/child.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include "transport/hidapi.h"

using namespace upshid;
using namespace upshid::transport;

// What it does with a real node needs a kernel with USB; see tests/system.

TEST_CASE("An error of opening in a child process is that of opening") {
  for (const char* node : {"/dev/null", "/dev/no-such-node", ""}) {
    DeviceInfo device;
    device.bus_path = "1-1";
    device.hidraw_node = node;
    const auto here = open_hidapi(device);
    const auto there = open_in_child(device, -1);
    REQUIRE_FALSE(here);
    REQUIRE_FALSE(there);
    CHECK(there.error().code == here.error().code);
    CHECK(there.error().text() == here.error().text());
    CHECK(there.error().sys_errno == here.error().sys_errno);
  }
}

TEST_CASE("A child process leaves no zombie and no descriptor") {
  DeviceInfo device;
  device.hidraw_node = "/dev/null";
  const int before = ::dup(0);
  ::close(before);
  for (int i = 0; i < 3; ++i) CHECK_FALSE(open_in_child(device, -1));
  const int after = ::dup(0);
  ::close(after);
  CHECK(after == before);
}
