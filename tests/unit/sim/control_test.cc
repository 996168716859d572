#include "unit/sim/bench.h"

namespace upshid::tests {

namespace {

constexpr std::uint8_t feature = 3;

}  // namespace

TEST_CASE("A host enumerates the unit") {
  Bench bench("CP850PFCLCDa");
  const auto ask = [&](const sim::Setup& setup) {
    bench.control(setup);
    return bench.answer();
  };
  CHECK(ask({0x80, 6, 0x0100, 0, 64}) == "12 01 10 01 00 00 00 08 64 07 01 06 00 02 03 01 02 01");
  CHECK(ask({0x80, 6, 0x0100, 0, 8}) == "12 01 10 01 00 00 00 08");
  CHECK(ask({0x80, 6, 0x0200, 0, 9}) == "09 02 22 00 01 01 00 c0 19");
  CHECK(ask({0x80, 6, 0x0201, 0, 9}) == "stall");
  CHECK(ask({0x80, 6, 0x0300, 0, 255}) == "04 03 09 04");
  CHECK(ask({0x80, 6, 0x0303, 0x0409, 255}) == "08 03 43 00 50 00 53 00");
  CHECK(ask({0x80, 6, 0x0309, 0x0409, 255}) == "stall");
  CHECK(ask({0x80, 6, 0x0600, 0, 10}) == "stall");  // no device qualifier: no high speed
  CHECK(ask({0x80, 8, 0, 0, 1}) == "00");
  CHECK(ask({0x00, 9, 1, 0, 0}).empty());
  CHECK(ask({0x80, 8, 0, 0, 1}) == "01");
  CHECK(ask({0x00, 9, 2, 0, 0}) == "stall");
  CHECK(ask({0x80, 0, 0, 0, 2}) == "01 00");
  CHECK(ask({0x82, 0, 0, 0x81, 2}) == "00 00");
  CHECK(ask({0x21, 10, 0, 0, 0}).empty());
  CHECK(ask({0x81, 6, 0x2100, 0, 9}) == "09 21 10 01 21 01 22 a3 02");
  CHECK(ask({0x81, 6, 0x2200, 0, 8}) == "05 84 09 04 a1 01 09 24");
  CHECK(ask({0xc0, 1, 0, 0, 8}) == "stall");
}

TEST_CASE("Reports are got and set, and what is not there stalls") {
  Bench bench("CP850PFCLCDa");
  CHECK(bench.feature(0x0b, 2) == "0b 11");
  CHECK(bench.feature(0x08, 6) == "08 64 60 09 2c 01");
  CHECK(bench.feature(0x55, 2) == "stall");
  bench.get_report(1, 0x0b, 2);
  CHECK(bench.answer() == "0b 11");
  bench.get_report(2, 0x0b, 2);
  CHECK(bench.answer() == "stall");
  bench.get_report(9, 0x0b, 2);
  CHECK(bench.answer() == "stall");
  bench.control({0xa1, 1, 0x030b, 1, 2});  // of another interface
  CHECK(bench.answer() == "stall");
  CHECK(bench.set_feature({0x0c, 0x01}) == "2 bytes");
  CHECK(bench.feature(0x0c, 2) == "0c 01");
  CHECK(bench.set_feature({0x0c}) == "stall");
  CHECK(bench.set_feature({0x55, 0x01}) == "stall");
}

TEST_CASE("A unit whose name says so refuses, ignores or clamps what it is sent") {
  Bench refuses("CP850PFCLCDa,refuse=0x0c");
  CHECK(refuses.set_feature({0x0c, 0x01}) == "stall");
  CHECK(refuses.feature(0x0c, 2) == "0c 02");
  Bench ignores("CP850PFCLCDa,ignore=0x0c");
  CHECK(ignores.set_feature({0x0c, 0x01}) == "2 bytes");
  CHECK(ignores.feature(0x0c, 2) == "0c 02");
  Bench clamps("CP850PFCLCDa,clamp=0x07:20");
  CHECK(clamps.set_feature({0x07, 0x64, 0x05, 0x0a, 0x14, 0x19, 0x64}) == "7 bytes");
  CHECK(clamps.feature(0x07, 7) == "07 64 05 0a 14 14 64");
}

TEST_CASE("A self-test that the host starts happens") {
  Bench bench("CP850PFCLCDa");
  bench.tell("cycle 0");
  CHECK(bench.set_feature({0x14, 0x01}) == "2 bytes");
  CHECK(bench.feature(0x14, 2) == "14 05");
  bench.run_for(seconds(2));
  CHECK(bench.feature(0x0b, 2) == "0b 05");  // ACPresent and Discharging
  bench.run_for(seconds(6));
  CHECK(bench.feature(0x14, 2) == "14 01");
}

TEST_CASE("Control transfers take their set time, one after the other") {
  Bench bench("CP850PFCLCDa");
  CHECK(bench.tell("latency 4ms") == "ok");
  const auto first = bench.get_report(feature, 0x0b, 2);
  const auto second = bench.get_report(feature, 0x0c, 2);
  CHECK(bench.simulation.next_deadline(bench.now) == bench.now + milliseconds(4));
  bench.wait(milliseconds(3));
  CHECK(bench.answers().empty());
  bench.wait(milliseconds(1));
  CHECK(bench.answers() == std::vector<Returned>{{3, first, 0, 2, {0x0b, 0x11}}});
  // Interrupt reports do not wait for endpoint 0.
  const auto third = bench.listen();
  CHECK(bench.tell("send 0b12") == "ok");
  CHECK(bench.answers() == std::vector<Returned>{{3, third, 0, 2, {0x0b, 0x12}}});
  bench.wait(milliseconds(4));
  CHECK(bench.answers() == std::vector<Returned>{{3, second, 0, 2, {0x0c, 0x02}}});
}

TEST_CASE("Faults strike the report that they are for, as often as was said") {
  Bench bench("CP850PFCLCDa");
  bench.tell("stall 0x0b 2");
  CHECK(bench.feature(0x0b, 2) == "stall");
  CHECK(bench.feature(0x0c, 2) == "0c 02");
  CHECK(bench.feature(0x0b, 2) == "stall");
  CHECK(bench.feature(0x0b, 2) == "0b 11");
  bench.tell("short 0x08 2 1");
  CHECK(bench.feature(0x08, 6) == "08 64 60 09");
  CHECK(bench.feature(0x08, 6) == "08 64 60 09 2c 01");
  bench.tell("short 0x08 100 1");
  CHECK(bench.feature(0x08, 6).empty());
  bench.tell("long 0x0b 1");
  CHECK(bench.feature(0x0b, 2) == "overflow");
  CHECK(bench.feature(0x0b, 8) == "0b 11 00");
  bench.tell("wrong-id 0x0b");
  CHECK(bench.feature(0x0b, 2) == "0c 11");
  bench.tell("stall input:0x0b");
  bench.get_report(1, 0x0b, 2);
  CHECK(bench.answer() == "stall");
  bench.tell("stall string:3");
  bench.control({0x80, 6, 0x0303, 0x0409, 255});
  CHECK(bench.answer() == "stall");
  bench.tell("stall set:0x0c 1");
  CHECK(bench.set_feature({0x0c, 0x01}) == "stall");
  CHECK(bench.feature(0x0c, 2) == "0c 02");
  CHECK(bench.tell("clear") == "ok");
  CHECK(bench.feature(0x0b, 2) == "0b 11");
}

TEST_CASE("A report that never comes holds endpoint 0 until the host gives up") {
  Bench bench("CP850PFCLCDa");
  bench.tell("timeout 0x0b 1");
  const auto first = bench.get_report(feature, 0x0b, 2);
  const auto second = bench.get_report(feature, 0x0c, 2);
  bench.run_for(seconds(5));
  CHECK(bench.answers().empty());
  const auto unlink = bench.unlink(first);
  CHECK(bench.answers() ==
        std::vector<Returned>{{4, unlink, -104, 0, {}}, {3, second, 0, 2, {0x0c, 0x02}}});
  CHECK(bench.feature(0x0b, 2) == "0b 11");
  CHECK(bench.log == std::vector<std::string>{"-- plugged, bench port",
                                              "in GET_REPORT feature 0x0b 2 -> no answer",
                                              "-- UNLINK GET_REPORT feature 0x0b 2",
                                              "in GET_REPORT feature 0x0c 2 -> 0c 02",
                                              "in GET_REPORT feature 0x0b 2 -> 0b 11"});
}

TEST_CASE("A unit that hangs answers no report until it is cleared, or its port is reset") {
  for (const bool is_reset : {false, true}) {
    Bench bench("CP850PFCLCDa");
    bench.tell(is_reset ? "hang until-reset" : "hang");
    const auto asked = bench.get_report(feature, 0x0b, 2);
    const auto heard = bench.listen();
    bench.tell("mains off");
    bench.run_for(seconds(5));
    CHECK(bench.answers().empty());
    bench.unlink(asked);
    bench.unlink(heard);
    bench.answers();
    if (!is_reset) bench.tell("clear");
    // What the kernel does after a port reset, which it does not pass on.
    bench.control({0x00, 9, 1, 0, 0});
    bench.answers();
    CHECK(bench.feature(0x0b, 2) == "0b 04");
  }
}

TEST_CASE("An unlink that comes too late is reported") {
  Bench bench("CP850PFCLCDa");
  const auto done = bench.get_report(feature, 0x0b, 2);
  bench.answers();
  const auto unlink = bench.unlink(done);
  CHECK(bench.answers() == std::vector<Returned>{{4, unlink, 0, 0, {}}});
}

TEST_CASE("A host that submits without end is answered, and not remembered") {
  Bench bench("CP850PFCLCDa");
  std::size_t stalls = 0;
  for (int i = 0; i < 2000; ++i) bench.submit(1, true, 8);
  for (const Returned& answer : bench.answers()) stalls += answer.status != 0 ? 1U : 0U;
  CHECK(stalls == 2000 - 512);
}

TEST_CASE("An endpoint that the unit does not have stalls") {
  Bench bench("CP850PFCLCDa");
  bench.submit(2, true, 8);
  CHECK(bench.answer() == "stall");
  bench.submit(1, false, 2, {}, {1, 2});
  CHECK(bench.answer() == "stall");
}

TEST_CASE("The descriptor of the next life begins with the setup packet and has lost another") {
  Bench bench("CP850PFCLCDa");
  const auto read = [&] {
    bench.control({0x81, 6, 0x2200, 0, 675});
    const auto all = bench.answers();
    REQUIRE(all.size() == 1);
    return all[0].data;
  };
  const Bytes good = read();
  REQUIRE(good.size() == 675);
  bench.tell("corrupt-descriptor");
  CHECK(read() == good);
  bench.tell("drop 0");
  const Bytes bad = read();
  Bytes expected{0x81, 0x06, 0x00, 0x22, 0x00, 0x00, 0xa3, 0x02};
  expected.insert(expected.end(), good.begin(), good.begin() + 0x30);
  expected.insert(expected.end(), good.begin() + 0x38, good.end());
  CHECK(bad == expected);
  CHECK(read() == good);
  // One that is shorter than the packet that would be lost stays as long as it was.
  CHECK(sim::corrupt({1, 2, 3}, {0x81, 6, 0x2200, 0, 3}) == Bytes{0x81, 0x06, 0x00});
}

}  // namespace upshid::tests
