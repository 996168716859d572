#include "transport/usb_strings.h"

#include <doctest/doctest.h>

#include <vector>

#include "unit/transport/fake_system.h"

using namespace upshid;
using namespace upshid::transport;

namespace {

// A string descriptor of these UTF-16 units.
std::vector<std::uint8_t> descriptor(const std::u16string& units) {
  std::vector<std::uint8_t> bytes = {static_cast<std::uint8_t>(2 + 2 * units.size()), 0x03};
  for (const char16_t unit : units) {
    bytes.push_back(static_cast<std::uint8_t>(unit & 0xff));
    bytes.push_back(static_cast<std::uint8_t>(unit >> 8));
  }
  return bytes;
}

std::string decoded(const std::u16string& units) {
  return decode_string_descriptor(descriptor(units)).value();
}

std::string refusal(const std::vector<std::uint8_t>& bytes) {
  const auto result = decode_string_descriptor(bytes);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == Code::io);
  return result.error().text();
}

}  // namespace

TEST_CASE("a string descriptor's UTF-16LE becomes UTF-8, white space and all") {
  CHECK(decoded(u"PbAcid") == "PbAcid");
  CHECK(decoded(u" CR01505B6V21 \n") == " CR01505B6V21  ");
  CHECK(decoded(u"") == "");
  CHECK(decoded(u"\u00b5\u20ac") == "\xc2\xb5\xe2\x82\xac");
  CHECK(decoded(u"\u007f\u0080\u07ff\u0800\uffff") == "  \xdf\xbf\xe0\xa0\x80\xef\xbf\xbf");
}

TEST_CASE("a string forges no other line, and reverses no text") {
  CHECK(decoded(u"UPS\nups.status: OB LB") == "UPS ups.status: OB LB");
  CHECK(decoded(u"a\u001b[2Jb\u009b2Jc\u202edlo") == "a [2Jb 2Jc dlo");
}

TEST_CASE("surrogate pairs are one character, and a lone half is replaced") {
  CHECK(decoded(u"\U0001F50B!") == "\xf0\x9f\x94\x8b!");
  CHECK(decoded({0xdbff, 0xdfff}) == "\xf4\x8f\xbf\xbf");
  CHECK(decoded({0xd83d}) == "\xef\xbf\xbd");
  CHECK(decoded({0xd83d, u'a'}) ==
        "\xef\xbf\xbd"
        "a");
  CHECK(decoded({0xdd0b, 0xd83d}) == "\xef\xbf\xbd\xef\xbf\xbd");
}

TEST_CASE("a NUL ends the text") {
  CHECK(decoded({u'a', 0, u'b'}) == "a");
}

TEST_CASE("an odd last byte and bytes after the descriptor's end are no text") {
  CHECK(decode_string_descriptor(std::vector<std::uint8_t>{5, 3, 'a', 0, 'b'}).value() == "a");
  CHECK(decode_string_descriptor(std::vector<std::uint8_t>{4, 3, 'a', 0, 'b', 0}).value() == "a");
}

TEST_CASE("what is no string descriptor is refused with the reason") {
  CHECK(refusal({}) == "received 0 bytes; a string descriptor has at least 2");
  CHECK(refusal({4}) == "received 1 bytes; a string descriptor has at least 2");
  CHECK(refusal({4, 2, 'a', 0}) ==
        "received a descriptor of type 0x02; a string descriptor is 0x03");
  CHECK(refusal({6, 3, 'a', 0}) == "the string descriptor declares 6 bytes, but 4 were received");
}

TEST_CASE("a length byte below the header's own two is an empty text") {
  CHECK(decode_string_descriptor(std::vector<std::uint8_t>{0, 3, 'a', 0}).value() == "");
}

TEST_CASE("US English is asked for where it is offered or nothing is, else the first language") {
  CHECK(choose_language(descriptor({0x0407, 0x0409})) == 0x0409);
  CHECK(choose_language(descriptor({0x0407, 0x040c})) == 0x0407);
  CHECK(choose_language(descriptor({})) == 0x0409);
  CHECK(choose_language(descriptor({0})) == 0x0409);
  CHECK(choose_language({}) == 0x0409);
  CHECK(choose_language(std::vector<std::uint8_t>{4, 2, 0x07, 0x04}) == 0x0409);
  CHECK(choose_language(std::vector<std::uint8_t>{255, 3, 0x07, 0x04}) == 0x0407);
}

TEST_CASE("strings need a usbfs node that answers as one") {
  const FakeSystem system;
  DeviceInfo device;
  device.vendor_id = 0x0764;
  device.product_id = 0x0501;
  device.bus_path = "1-1";

  const auto no_node = UsbStrings::open(device, system.roots());
  REQUIRE_FALSE(no_node);
  CHECK(no_node.error().code == Code::not_found);
  CHECK(no_node.error().text() ==
        "0764:0501 port 1-1: the kernel has no usbfs node for this device");

  device.usb_node = system.path("dev/001");
  const auto gone = UsbStrings::open(device, system.roots());
  REQUIRE_FALSE(gone);
  CHECK(gone.error().code == Code::disconnected);

  system.write("dev/001", "");
  auto strings = UsbStrings::open(device, system.roots());
  REQUIRE(strings);
  const auto not_usb = strings->get(4);
  REQUIRE_FALSE(not_usb);
  CHECK(not_usb.error().text() ==
        "0764:0501 " + device.usb_node +
            ", string 4: the transfer failed (Inappropriate ioctl for device, errno 25)");
  const auto none = strings->get(0);
  REQUIRE_FALSE(none);
  CHECK(none.error().code == Code::not_found);
  CHECK(none.error().text() ==
        "0764:0501 " + device.usb_node + ", string 0: index 0 means no string");
}
