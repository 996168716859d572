#include "transport/enumerate.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "unit/transport/fake_system.h"

using namespace upshid;
using namespace upshid::transport;

namespace {

const std::string hid_device = "1-1.2:1.0/0003:0764:0501.0001";

// All that Linux shows of a CyberPower on the second port of a hub.
void plug_cyberpower(const FakeSystem& system) {
  system.usb_device("1-1.2", "0764", "0501");
  system.attribute("1-1.2/bcdDevice", "0200");
  system.attribute("1-1.2/manufacturer", "CPS");
  system.attribute("1-1.2/product", " CP1500PFCLCD");
  system.attribute("1-1.2/serial", "000000000000");
  system.attribute("1-1.2/busnum", "1");
  system.attribute("1-1.2/devnum", "14");
  system.hid_interface("1-1.2:1.0", "00");
  system.write("sys/bus/usb/devices/" + hid_device + "/report_descriptor",
               std::string("\x05\x84\x09\x04\xa1\x01\x09\x24\xa1\x00\xc0\xc0", 12));
  system.write("sys/bus/usb/devices/" + hid_device + "/hidraw/hidraw3/dev", "246:3\n");
}

}  // namespace

TEST_CASE("a plugged HID device is listed with all that the kernel knows of it") {
  const FakeSystem system;
  plug_cyberpower(system);
  const auto devices = list_hid_usb(system.roots());
  REQUIRE(devices);
  REQUIRE(devices->size() == 1);
  const DeviceInfo& ups = devices->front();
  CHECK(ups.vendor_id == 0x0764);
  CHECK(ups.product_id == 0x0501);
  CHECK(ups.bcd_device == 0x0200);
  CHECK(ups.manufacturer == "CPS");
  CHECK(ups.product == " CP1500PFCLCD");
  CHECK(ups.serial == "000000000000");
  CHECK(ups.bus_path == "1-1.2");
  CHECK(ups.bus_number == 1);
  CHECK(ups.device_number == 14);
  CHECK(ups.interface_number == 0);
  CHECK(ups.hidraw_node == system.path("dev/hidraw3"));
  CHECK(ups.usb_node == system.path("dev/bus/usb/001/014"));
  const std::vector<std::uint8_t> descriptor = {0x05, 0x84, 0x09, 0x04, 0xa1, 0x01,
                                                0x09, 0x24, 0xa1, 0x00, 0xc0, 0xc0};
  CHECK(ups.report_descriptor == descriptor);
}

TEST_CASE(
    "strings that a device lacks are empty, and what it sends is kept but for sysfs's newline") {
  const FakeSystem system;
  system.usb_device("2-1", "051d", "0002");
  system.attribute("2-1/product", "Back-UPS ES 700G FW:871.O2 .I USB FW:O2 \n");
  system.hid_interface("2-1:1.0", "00");
  const auto devices = list_hid_usb(system.roots());
  REQUIRE(devices);
  REQUIRE(devices->size() == 1);
  CHECK(devices->front().product == "Back-UPS ES 700G FW:871.O2 .I USB FW:O2  ");
  CHECK(devices->front().manufacturer.empty());
  CHECK(devices->front().serial.empty());
  CHECK(devices->front().bcd_device == 0);
  CHECK(devices->front().usb_node.empty());
}

TEST_CASE("without hidraw in the kernel there is no node, but there is a descriptor") {
  const FakeSystem system;
  system.usb_device("2-1", "0764", "0501");
  system.hid_interface("2-1:1.0", "00");
  system.write("sys/bus/usb/devices/2-1:1.0/0003:0764:0501.0001/report_descriptor", "\x05\x84");
  const auto devices = list_hid_usb(system.roots());
  REQUIRE(devices);
  REQUIRE(devices->size() == 1);
  CHECK(devices->front().hidraw_node.empty());
  CHECK(devices->front().report_descriptor == std::vector<std::uint8_t>{0x05, 0x84});
}

TEST_CASE("without a HID driver the interface is listed without node and descriptor") {
  const FakeSystem system;
  system.usb_device("2-1", "0764", "0501");
  system.hid_interface("2-1:1.0", "00");
  const auto devices = list_hid_usb(system.roots());
  REQUIRE(devices);
  REQUIRE(devices->size() == 1);
  CHECK(devices->front().hidraw_node.empty());
  CHECK(devices->front().report_descriptor.empty());
}

TEST_CASE("the driver of an interface is known by its name, and none is none") {
  const FakeSystem system;
  system.usb_device("2-1", "0764", "0501");
  system.hid_interface("2-1:1.0", "00");
  system.hid_interface("2-1:1.1", "01");
  system.hid_interface("2-1:1.2", "02");
  const std::string devices = system.path("sys/bus/usb/devices/");
  std::filesystem::create_symlink("../../drivers/usbhid", devices + "2-1:1.0/driver");
  std::filesystem::create_symlink("../../drivers/usbfs", devices + "2-1:1.1/driver");
  const auto found = list_hid_usb(system.roots());
  REQUIRE(found);
  REQUIRE(found->size() == 3);
  CHECK(found->at(0).driver == "usbhid");
  CHECK(found->at(1).driver == "usbfs");
  CHECK(found->at(2).driver.empty());
}

TEST_CASE("only HID interfaces are listed, each of a device's on its own") {
  const FakeSystem system;
  system.usb_device("2-1", "0463", "ffff");
  system.hid_interface("2-1:1.1", "01");
  system.hid_interface("2-1:1.0", "00");
  system.attribute("2-1:1.2/bInterfaceClass", "08");
  system.attribute("usb2/idVendor", "1d6b");
  system.attribute("2-0:1.0/bInterfaceClass", "09");
  const auto devices = list_hid_usb(system.roots());
  REQUIRE(devices);
  REQUIRE(devices->size() == 2);
  CHECK(devices->at(0).interface_number == 0);
  CHECK(devices->at(1).interface_number == 1);
}

TEST_CASE("devices come by port number, not by its spelling") {
  const FakeSystem system;
  for (const char* port : {"10-1", "1-1.10", "2-1", "1-1", "1-1.2"}) {
    system.usb_device(port, "0764", "0501");
    system.hid_interface(std::string(port) + ":1.0", "00");
  }
  const auto devices = list_hid_usb(system.roots());
  REQUIRE(devices);
  std::vector<std::string> ports;
  std::transform(devices->begin(), devices->end(), std::back_inserter(ports),
                 [](const DeviceInfo& device) { return device.bus_path; });
  CHECK(ports == std::vector<std::string>{"1-1", "1-1.2", "1-1.10", "2-1", "10-1"});
}

TEST_CASE("of several HID devices of an interface the first by name is taken, in whatever order") {
  const FakeSystem system;
  for (const bool is_up : {true, false}) {
    const std::string interface = is_up ? "1-1:1.0" : "1-2:1.0";
    system.usb_device(is_up ? "1-1" : "1-2", "0764", "0501");
    system.hid_interface(interface, "00");
    for (int i = 1; i <= 8; ++i) {
      const int number = is_up ? i : 9 - i;
      const std::string hid = interface + "/0003:0764:0501.000" + std::to_string(number);
      system.attribute(hid + "/hidraw/hidraw" + std::to_string(number) + "/dev", "");
    }
  }
  const auto devices = list_hid_usb(system.roots());
  REQUIRE(devices);
  REQUIRE(devices->size() == 2);
  for (const DeviceInfo& device : *devices) CHECK(device.hidraw_node == system.path("dev/hidraw1"));
}

TEST_CASE("ports are ordered one way only") {
  CHECK_FALSE(bus_path_less("1-1", "1-1"));
  CHECK(bus_path_less("1-1", "1-1.1"));
  CHECK_FALSE(bus_path_less("1-1.1", "1-1"));
  CHECK(bus_path_less("1-1.8", "1-1.9"));
  CHECK(bus_path_less("1-1.9", "1-1.10"));
  CHECK_FALSE(bus_path_less("1-1.10", "1-1.9"));
  CHECK(bus_path_less("", "1"));
}

TEST_CASE("a device that went while it was looked at is left out, malformed numbers likewise") {
  const FakeSystem system;
  system.hid_interface("1-1:1.0", "00");
  system.usb_device("1-2", "0764", "0501x");
  system.hid_interface("1-2:1.0", "00");
  system.usb_device("1-3", "10764", "0501");
  system.hid_interface("1-3:1.0", "00");
  const auto devices = list_hid_usb(system.roots());
  REQUIRE(devices);
  CHECK(devices->empty());
}

TEST_CASE("oversized attributes and descriptors count as absent") {
  const FakeSystem system;
  plug_cyberpower(system);
  system.attribute("1-1.2/product", std::string(513, 'x'));
  system.write("sys/bus/usb/devices/" + hid_device + "/report_descriptor",
               std::string(16385, '\x05'));
  const auto devices = list_hid_usb(system.roots());
  REQUIRE(devices);
  REQUIRE(devices->size() == 1);
  CHECK(devices->front().product.empty());
  CHECK(devices->front().report_descriptor.empty());
}

TEST_CASE("only names of the kernel's form are taken for nodes") {
  const FakeSystem system;
  system.usb_device("1-1", "0764", "0501");
  system.hid_interface("1-1:1.0", "00");
  system.write("sys/bus/usb/devices/1-1:1.0/0003:0764:0501.0001/hidraw/hidraw../dev", "");
  system.write("sys/bus/usb/devices/1-1:1.0/0003:0764:0501.0001/hidraw/hidraw/dev", "");
  const auto devices = list_hid_usb(system.roots());
  REQUIRE(devices);
  REQUIRE(devices->size() == 1);
  CHECK(devices->front().hidraw_node.empty());
}

TEST_CASE(
    "a machine without USB has no devices, nor has a chroot without sysfs, which can be told") {
  const FakeSystem system;
  std::filesystem::remove_all(system.path("sys/bus/usb"));
  const auto none = list_hid_usb(system.roots());
  REQUIRE(none);
  CHECK(none->empty());
  CHECK(sysfs_is_mounted(system.roots()));

  std::filesystem::remove_all(system.path("sys/bus"));
  const auto unseen = list_hid_usb(system.roots());
  REQUIRE(unseen);
  CHECK(unseen->empty());
  CHECK_FALSE(sysfs_is_mounted(system.roots()));
}

TEST_CASE("a device tree that cannot be read is an error, not an empty list") {
  const FakeSystem system;
  const std::string devices = system.path("sys/bus/usb/devices");
  std::filesystem::remove_all(devices);
  std::ofstream(devices) << "a file";
  const auto error = list_hid_usb(system.roots());
  REQUIRE_FALSE(error);
  CHECK(error.error().code == Code::io);
  CHECK(error.error().text() ==
        devices + ": cannot list the kernel's USB devices (Not a directory, errno 20)");
}
