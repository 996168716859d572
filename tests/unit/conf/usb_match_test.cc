#include "conf/usb_match.h"

#include <doctest/doctest.h>

using namespace upshid::conf;

namespace {

upshid::DeviceInfo cyberpower() {
  upshid::DeviceInfo d;
  d.vendor_id = 0x0764;
  d.product_id = 0x0501;
  d.manufacturer = "CPS";
  d.product = " CP 1350C";  // A real unit's leading space.
  d.serial = "QBBHT2000123";
  d.bus_path = "1-1.2";
  d.bus_number = 1;
  d.device_number = 4;
  return d;
}

bool fits(void (*ask)(UsbPatterns&)) {
  UsbPatterns patterns;
  ask(patterns);
  return matches(patterns, cyberpower());
}

}  // namespace

TEST_CASE("no pattern means any device") {
  CHECK(matches({}, cyberpower()));
  CHECK(describe(UsbPatterns{}) == "any");
}

TEST_CASE("ids are matched as four hexadecimal digits, letter case ignored") {
  CHECK(fits([](UsbPatterns& p) { p.vendorid = "0764"; }));
  CHECK_FALSE(fits([](UsbPatterns& p) { p.vendorid = "764"; }));
  CHECK(fits([](UsbPatterns& p) { p.productid = "0(501|601)"; }));
  UsbPatterns apc;
  apc.vendorid = "051D";
  upshid::DeviceInfo device;
  device.vendor_id = 0x051d;
  CHECK(matches(apc, device));
}

TEST_CASE("a pattern must match the whole string, white space around it aside") {
  CHECK(fits([](UsbPatterns& p) { p.product = "CP 1350C"; }));
  CHECK(fits([](UsbPatterns& p) { p.product = "cp.*"; }));
  CHECK_FALSE(fits([](UsbPatterns& p) { p.product = "1350"; }));
  CHECK_FALSE(fits([](UsbPatterns& p) { p.serial = "QBBHT2000"; }));
  CHECK(fits([](UsbPatterns& p) { p.serial = "QBB.*(123|124)"; }));
  CHECK_FALSE(fits([](UsbPatterns& p) { p.vendor = ""; }));
}

TEST_CASE("bus, device and port are matched as three digits") {
  CHECK(fits([](UsbPatterns& p) { p.bus = "00[12]"; }));
  CHECK_FALSE(fits([](UsbPatterns& p) { p.bus = "1"; }));
  CHECK(fits([](UsbPatterns& p) { p.device = "004"; }));
  CHECK(fits([](UsbPatterns& p) { p.busport = "002"; }));
  CHECK_FALSE(fits([](UsbPatterns& p) { p.busport = "001"; }));
}

TEST_CASE("all patterns must match") {
  CHECK_FALSE(fits([](UsbPatterns& p) {
    p.vendorid = "0764";
    p.serial = "other";
  }));
}

TEST_CASE("a malformed pattern matches nothing") {
  CHECK_FALSE(fits([](UsbPatterns& p) { p.serial = "(QBB"; }));
  CHECK_FALSE(check_pattern("(QBB"));
  CHECK(check_pattern("[0-9]+"));
}

TEST_CASE("what was asked for is told in a fixed order") {
  UsbPatterns patterns;
  patterns.serial = "42";
  patterns.vendorid = "0764";
  CHECK(describe(patterns) == "vendorid=0764, serial=42");
  CHECK(describe({"1", "2", "3", "4", "5", "6", "7", "8"}) ==
        "vendorid=1, productid=2, vendor=3, product=4, serial=5, bus=6, busport=7, device=8");
}
