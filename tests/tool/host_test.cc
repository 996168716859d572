// The pieces that upshid-status shares with the other tools.

#include "cli/host.h"

#include <doctest/doctest.h>

#include "cli/exit_status.h"
#include "cli/upsc_json.h"

using namespace upshid::cli;

TEST_CASE("names of devices may have colons, and a serial number a '@'") {
  CHECK(parse_ups_at_host("0764:0501@localhost")->ups == "0764:0501");
  CHECK(parse_ups_at_host("usb:1-1.2")->ups == "usb:1-1.2");
  CHECK(parse_ups_at_host("serial:a@b@localhost")->ups == "serial:a@b");
  CHECK(parse_ups_at_host("ups")->host == "");
  CHECK_FALSE(parse_ups_at_host("ups:3493"));
  CHECK_FALSE(parse_ups_at_host("764:501"));
  CHECK_FALSE(parse_ups_at_host("serial:"));
}

TEST_CASE("control characters are escaped as upsc escapes them") {
  CHECK(upsc_json_string("a\"\\\b\f\n\r\t\x01\x1f/\xc3\xbc") ==
        "\"a\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f/\xc3\xbc\"");
  CHECK(upsc_json_object({}) == "{\n\n}\n");
}

TEST_CASE("every kind of failure has its exit status") {
  const auto status = [](upshid::Code code) {
    return static_cast<int>(exit_status_of({code, {}, {}, 0}));
  };
  using upshid::Code;
  CHECK(status(Code::stale) == 1);
  CHECK(status(Code::invalid_argument) == 2);
  CHECK(status(Code::not_found) == 3);
  CHECK(status(Code::permission) == 4);
  CHECK(status(Code::ambiguous) == 5);
  CHECK(status(Code::malformed_config) == 6);
  CHECK(status(Code::unreadable_config) == 6);
  CHECK(status(Code::not_a_ups) == 7);
  CHECK(status(Code::malformed_descriptor) == 7);
  CHECK(status(Code::budget_exceeded) == 7);
  CHECK(status(Code::unsupported) == 8);
  CHECK(status(Code::disconnected) == 9);
  CHECK(status(Code::timeout) == 9);
  CHECK(status(Code::stalled) == 9);
  CHECK(status(Code::io) == 9);
}
