#include "upshid-sim/descriptors.h"

#include <doctest/doctest.h>

namespace upshid::sim {

TEST_CASE("The descriptors are those of a CyberPower unit with one interrupt endpoint") {
  Identity identity;
  identity.vendor_id = 0x0764;
  identity.product_id = 0x0501;
  identity.bcd_device = 0x0100;
  identity.interval = 10;
  identity.manufacturer_index = 3;
  identity.product_index = 1;
  identity.serial_index = 2;
  CHECK(device_descriptor(identity) ==
        Bytes{18, 1, 0x10, 0x01, 0, 0, 0, 8, 0x64, 0x07, 0x01, 0x05, 0x00, 0x01, 3, 1, 2, 1});
  CHECK(configuration_descriptor(identity, 0x0223) ==
        Bytes{9, 2,    34,   0,    1,  1, 0,    0xc0, 25,    // self-powered, 50 mA
              9, 4,    0,    0,    1,  3, 0,    0,    0,     // HID
              9, 0x21, 0x10, 0x01, 33, 1, 0x22, 0x23, 0x02,  // HID 1.10, US
              7, 5,    0x81, 3,    8,  0, 10});
  CHECK(language_descriptor() == Bytes{4, 3, 0x09, 0x04});
}

TEST_CASE("Strings become UTF-16, as much as a descriptor holds") {
  CHECK(string_descriptor("CPS") == Bytes{8, 3, 'C', 0, 'P', 0, 'S', 0});
  CHECK(string_descriptor("") == Bytes{2, 3});
  CHECK(string_descriptor("\xc3\xa9\xe2\x82\xac\xf0\x9f\x94\x8b") ==
        Bytes{10, 3, 0xe9, 0x00, 0xac, 0x20, 0x3d, 0xd8, 0x0b, 0xdd});
  // Not UTF-8: a lone continuation, a cut sequence, a surrogate, an overlong one.
  CHECK(string_descriptor("a\x80"
                          "b\xe2\x82") == Bytes{6, 3, 'a', 0, 'b', 0});
  CHECK(string_descriptor("\xed\xa0\x80\xc0\xaf") == Bytes{2, 3});
  CHECK(string_descriptor(std::string(300, 'x')).size() == 254);
}

}  // namespace upshid::sim
