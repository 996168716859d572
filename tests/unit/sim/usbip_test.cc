#include "upshid-sim/usbip.h"

#include <doctest/doctest.h>

#include "upshid-sim/big_endian.h"
#include "upshid-sim/usbip_import.h"

namespace upshid::sim::usbip {

namespace {

Bytes words(std::initializer_list<std::uint32_t> list) {
  Bytes out;
  for (const std::uint32_t word : list) append_be32(out, word);
  return out;
}

// GET_REPORT(Feature) of report 0x0b, 2 bytes.
Bytes get_report() {
  Bytes out = words({1, 7, 0x10001, 1, 0, 0, 2, 0, 0, 0});
  const Bytes setup{0xa1, 1, 0x0b, 3, 0, 0, 2, 0};
  out.insert(out.end(), setup.begin(), setup.end());
  return out;
}

// SET_REPORT(Feature) of report 0x14.
Bytes set_report() {
  Bytes out = words({1, 8, 0x10001, 0, 0, 0, 2, 0, 0xffffffff, 0});
  const Bytes rest{0x21, 9, 0x14, 3, 0, 0, 2, 0, 0x14, 0x01};
  out.insert(out.end(), rest.begin(), rest.end());
  return out;
}

const Submit get_command{7, true, 0, 2, {0xa1, 1, 0x0b, 3, 0, 0, 2, 0}, {}};
const Submit set_command{8, false, 0, 2, {0x21, 9, 0x14, 3, 0, 0, 2, 0}, {0x14, 0x01}};

std::string refused(const Bytes& bytes) {
  CommandReader reader;
  reader.feed(bytes);
  const auto command = reader.next();
  REQUIRE_FALSE(command);
  CHECK(command.error().code == Code::io);
  return command.error().text();
}

}  // namespace

TEST_CASE("Commands are read whole, however the bytes come") {
  Bytes all = get_report();
  const Bytes set = set_report();
  all.insert(all.end(), set.begin(), set.end());
  const Bytes unlink = words({2, 9, 0x10001, 0, 0, 7, 0, 0, 0, 0, 0, 0});
  all.insert(all.end(), unlink.begin(), unlink.end());
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::size_t{48}, all.size()}) {
    CommandReader reader;
    std::vector<Command> got;
    for (std::size_t at = 0; at < all.size(); at += step) {
      reader.feed(std::span(all).subspan(at, std::min(step, all.size() - at)));
      for (;;) {
        auto command = reader.next();
        REQUIRE(command);
        if (!*command) break;
        got.push_back(**command);
      }
    }
    CHECK(got == std::vector<Command>{get_command, set_command, Unlink{9, 7}});
  }
}

TEST_CASE("What is no command is refused with the number that was wrong") {
  CHECK(refused(words({3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})) ==
        "USB/IP: command 3, expected 1 (submit) or 2 (unlink)");
  CHECK(refused(words({1, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0})) ==
        "USB/IP: direction 2; expected 0 or 1");
  CHECK(refused(words({1, 1, 0, 0, 0, 0, 65536, 0, 0, 0, 0, 0})) ==
        "USB/IP: a transfer of 65536 bytes, expected at most 65535");
  CHECK(refused(words({1, 1, 0, 1, 0, 0, 0x80000000, 0, 0, 0, 0, 0})) ==
        "USB/IP: a transfer of 2147483648 bytes, expected at most 2147483647");
  CHECK(refused(words({1, 1, 0, 1, 1, 0, 8, 0, 3, 0, 0, 0})) ==
        "USB/IP: 3 isochronous packets, expected none: the device has no such endpoint");
}

TEST_CASE("Answers are 48 bytes and the data") {
  Bytes expected = words({3, 7, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0});
  expected.insert(expected.end(), {0x0b, 0x11});
  CHECK(submit_reply(7, Status::ok, Bytes{0x0b, 0x11}, 2) == expected);
  CHECK(submit_reply(8, Status::stall, {}, 0) ==
        words({3, 8, 0, 0, 0, 0xffffffe0, 0, 0, 0, 0, 0, 0}));
  CHECK(unlink_reply(9, Status::unlinked) == words({4, 9, 0, 0, 0, 0xffffff98, 0, 0, 0, 0, 0, 0}));
}

TEST_CASE("The list names the one device that can be imported") {
  Identity identity;
  identity.vendor_id = 0x0764;
  identity.product_id = 0x0501;
  identity.bcd_device = 0x0100;
  identity.speed = Speed::low;
  const Bytes none = list_reply(nullptr);
  CHECK(none == Bytes{0x01, 0x11, 0x00, 0x05, 0, 0, 0, 0, 0, 0, 0, 0});
  const Bytes one = list_reply(&identity);
  REQUIRE(one.size() == 12 + 312 + 4);
  CHECK(std::string(one.begin() + 12 + 256, one.begin() + 12 + 259) == "1-1");
  CHECK(Bytes(one.begin() + 12 + 288, one.end()) ==
        Bytes{0,    0,    0,    1,    0, 0, 0, 1, 0, 0, 0, 1, 0x07, 0x64,
              0x05, 0x01, 0x01, 0x00, 0, 0, 0, 1, 1, 1, 3, 0, 0,    0});
}

TEST_CASE("An import is answered with the device, or only with why not") {
  const Identity identity;
  CHECK(import_reply(ImportStatus::ok, identity).size() == 8 + 312);
  CHECK(import_reply(ImportStatus::busy, identity) == Bytes{0x01, 0x11, 0x00, 0x03, 0, 0, 0, 2});
}

TEST_CASE("Requests to list and to import are read when they are complete") {
  const Bytes list{0x01, 0x11, 0x80, 0x05, 0, 0, 0, 0};
  CHECK_FALSE(read_request(std::span(list).first(7)).value());
  CHECK(read_request(list).value()->kind == Request::Kind::list);
  Bytes import{0x01, 0x11, 0x80, 0x03, 0, 0, 0, 0, '1', '-', '1'};
  import.resize(39);
  CHECK_FALSE(read_request(import).value());
  import.push_back(0);
  const auto request = read_request(import).value();
  CHECK(request->kind == Request::Kind::import);
  CHECK(request->bus_id == "1-1");
  CHECK(request->bytes == 40);
  std::fill(import.begin() + 8, import.end(), std::uint8_t{'x'});
  CHECK(read_request(import).value()->bus_id == std::string(32, 'x'));
  CHECK(read_request(Bytes{0x01, 0x06, 0x80, 0x05, 0, 0, 0, 0}).error().text() ==
        "USB/IP: version 0x0106, expected 0x0111");
  CHECK(read_request(Bytes{0x01, 0x11, 0x00, 0x05, 0, 0, 0, 0}).error().text() ==
        "USB/IP: request 0x0005, expected 0x8003 (import) or 0x8005 (list)");
}

}  // namespace upshid::sim::usbip
