#include "transport/usb_request.h"

#include <doctest/doctest.h>

#include <vector>

using namespace upshid;
using namespace upshid::transport;
using Bytes = std::vector<std::uint8_t>;

namespace {

Bytes wire(const UsbRequest& request, std::uint16_t length) {
  const auto packet = setup_packet(request, length);
  return {packet.begin(), packet.end()};
}

std::size_t longest(const Bytes& descriptor) {
  return max_input_report(descriptor, 16384);
}

}  // namespace

TEST_CASE("GET_REPORT goes to the interface, with the type above the id and the exact length") {
  CHECK(wire(get_report_request(hid::ReportType::feature, 0x0b, 0), 2) ==
        Bytes{0xa1, 0x01, 0x0b, 0x03, 0x00, 0x00, 0x02, 0x00});
  CHECK(wire(get_report_request(hid::ReportType::input, 0x08, 1), 0x0106) ==
        Bytes{0xa1, 0x01, 0x08, 0x01, 0x01, 0x00, 0x06, 0x01});
  CHECK(get_report_request(hid::ReportType::input, 8, 1).is_in());
}

TEST_CASE("SET_REPORT is the same way round, out") {
  CHECK(wire(set_report_request(hid::ReportType::output, 0x20, 2), 3) ==
        Bytes{0x21, 0x09, 0x20, 0x02, 0x02, 0x00, 0x03, 0x00});
  CHECK_FALSE(set_report_request(hid::ReportType::feature, 1, 0).is_in());
}

TEST_CASE("the report descriptor is the interface's, a string is the device's") {
  CHECK(wire(report_descriptor_request(1), 607) ==
        Bytes{0x81, 0x06, 0x00, 0x22, 0x01, 0x00, 0x5f, 0x02});
  CHECK(wire(string_request(4, 0x0409), 255) ==
        Bytes{0x80, 0x06, 0x04, 0x03, 0x09, 0x04, 0xff, 0x00});
}

TEST_CASE("the report descriptor's length stands in the HID descriptor") {
  CHECK(report_descriptor_length(Bytes{9, 0x21, 0x10, 1, 0x21, 1, 0x22, 0x5f, 0x02}) == 607);
  CHECK(report_descriptor_length(
            Bytes{3, 0x24, 0, 12, 0x21, 0x10, 1, 0, 2, 0x23, 7, 0, 0x22, 0x10, 0x00}) == 16);
}

TEST_CASE("a HID descriptor that is cut short, or says more than it has, gives no length") {
  CHECK_FALSE(report_descriptor_length({}));
  CHECK_FALSE(report_descriptor_length(Bytes{9}));
  CHECK_FALSE(report_descriptor_length(Bytes{9, 0x21, 0x10, 1, 0x21, 1, 0x22, 0x5f}));
  CHECK_FALSE(report_descriptor_length(Bytes{0, 0x21, 0x10, 1, 0x21, 1, 0x22, 0x5f, 2}));
  CHECK_FALSE(report_descriptor_length(Bytes{6, 0x21, 0x10, 1, 0x21, 255}));
  CHECK_FALSE(report_descriptor_length(Bytes{9, 0x21, 0x10, 1, 0x21, 0, 0x22, 0x5f, 0x02}));
}

TEST_CASE("the longest input report counts bits by id, and the id's own byte") {
  // Two fields of report 1, one of report 2, a feature that is no matter.
  CHECK(longest({0x85, 1,    0x75, 8,    0x95, 3,    0x81, 2,    0x75, 1,    0x81,
                 2,    0x85, 2,    0x95, 1,    0x81, 2,    0x95, 100,  0xb1, 2}) == 1 + 4);
  CHECK(longest({0x75, 16, 0x95, 4, 0x81, 2}) == 8);
  CHECK(longest({0x75, 16, 0x95, 4, 0xb1, 2}) == 0);
  CHECK(longest({}) == 0);
}

TEST_CASE("pushed sizes come back") {
  CHECK(longest({0x75, 8, 0x95, 2, 0xa4, 0x95, 50, 0xb4, 0x81, 2}) == 2);
  CHECK(longest({0xb4, 0x75, 8, 0x95, 2, 0x81, 2}) == 2);
}

TEST_CASE("no descriptor makes a transfer larger than any report") {
  CHECK(longest({0x77, 0xff, 0xff, 0xff, 0xff, 0x97, 0xff, 0xff, 0xff, 0xff, 0x81, 2, 0x81, 2}) ==
        16384);
}

TEST_CASE("long items are passed over, cut ones end the descriptor") {
  CHECK(longest({0xfe, 2, 0x10, 0x81, 0x81, 0x75, 8, 0x95, 1, 0x81, 2}) == 1);
  CHECK(longest({0x75, 8, 0x95, 1, 0x81, 2, 0xfe, 200, 0, 0}) == 1);
  CHECK(longest({0x75, 8, 0x95, 1, 0x81, 2, 0x96, 1}) == 1);
}
