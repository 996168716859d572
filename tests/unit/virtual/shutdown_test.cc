#include "bench.h"

namespace upshid::tests {

namespace {

// CyberPower keeps delays in minutes; 0xffff is -1.
void delay_shutdown(Bench& bench, std::uint8_t minutes_left) {
  bench.set({0x15, minutes_left, 0});
}
void delay_startup(Bench& bench, std::uint8_t minutes_left) {
  bench.set({0x16, minutes_left, 0});
}

}  // namespace

TEST_CASE("A delayed shutdown counts its minutes down, then the output goes off") {
  Bench bench("CP850PFCLCDa");
  delay_shutdown(bench, 2);
  CHECK(bench.word(0x15) == 2);
  bench.wait(seconds(61));
  CHECK(bench.word(0x15) == 1);
  bench.wait(milliseconds(58900));
  CHECK(bench.ups.output_on());
  bench.wait(milliseconds(100));
  CHECK_FALSE(bench.ups.output_on());
  CHECK(bench.word(0x15) == 0xffff);
  CHECK(bench.word(0x12) == 0);
  CHECK(bench.byte(0x13) == 0);
  // No start was commanded: it stays off although line power is present.
  bench.wait(hours(1));
  CHECK_FALSE(bench.ups.output_on());
}

TEST_CASE("Minus one cancels a shutdown") {
  Bench bench("CP850PFCLCDa");
  delay_shutdown(bench, 1);
  bench.wait(seconds(59));
  bench.set({0x15, 0xff, 0xff});
  bench.wait(minutes(5));
  CHECK(bench.ups.output_on());
}

TEST_CASE("A shutdown of 0 minutes is now, and a start of 0 with line power is now") {
  Bench bench("CP850PFCLCDa");
  delay_shutdown(bench, 0);
  CHECK_FALSE(bench.ups.output_on());
  delay_startup(bench, 0);
  CHECK(bench.ups.output_on());
}

TEST_CASE("With line power a shutdown and return comes back after the start delay") {
  Bench bench("CP850PFCLCDa");
  delay_startup(bench, 2);
  delay_shutdown(bench, 1);
  bench.wait(seconds(60));
  CHECK_FALSE(bench.ups.output_on());
  CHECK(bench.word(0x16) == 1);
  bench.wait(seconds(59));
  CHECK_FALSE(bench.ups.output_on());
  bench.wait(seconds(1));
  CHECK(bench.ups.output_on());
  CHECK(bench.word(0x16) == 0xffff);
}

TEST_CASE("A start delay above 0 switches the load on even without line power") {
  Bench bench("CP850PFCLCDa");
  bench.ups.set_mains(false);
  delay_startup(bench, 2);
  delay_shutdown(bench, 1);
  bench.wait(seconds(61));
  CHECK_FALSE(bench.ups.output_on());
  bench.wait(seconds(60));
  CHECK(bench.ups.output_on());
  CHECK((bench.byte(0x0b) & (ac_present | discharging)) == discharging);
}

TEST_CASE("A start delay of 0 waits for line power and 10 s more") {
  Bench bench("CP850PFCLCDa");
  bench.ups.set_mains(false);
  delay_startup(bench, 0);
  CHECK(bench.word(0x16) == 0);
  delay_shutdown(bench, 1);
  bench.wait(minutes(10));
  CHECK_FALSE(bench.ups.output_on());
  bench.ups.set_mains(true);
  bench.wait(seconds(9));
  CHECK_FALSE(bench.ups.output_on());
  bench.wait(seconds(1));
  CHECK(bench.ups.output_on());
}

TEST_CASE(
    "Mains back before the load is off does not stop a shutdown and return: the load is cut once") {
  Bench bench("CP850PFCLCDa");
  bench.ups.set_mains(false);
  delay_startup(bench, 0);
  delay_shutdown(bench, 1);
  bench.wait(seconds(30));
  bench.ups.set_mains(true);
  bench.wait(seconds(30));
  CHECK_FALSE(bench.ups.output_on());
  bench.wait(seconds(10));
  CHECK(bench.ups.output_on());
}

TEST_CASE("APC's delays are seconds") {
  Bench bench("Back-UPS-RS-1000G");
  bench.set({0x15, 20, 0});
  CHECK(bench.word(0x15) == 20);
  CHECK(bench.word(0x41) == 20);
  bench.wait(seconds(19));
  CHECK(bench.word(0x15) == 1);
  bench.wait(seconds(1));
  CHECK_FALSE(bench.ups.output_on());
}

TEST_CASE("Settings are kept, those out of range are ignored") {
  Bench bench("CP850PFCLCDa");
  bench.set({0x0c, 3});
  CHECK(bench.byte(0x0c) == 3);
  bench.set({0x0c, 4});  // 1..3
  CHECK(bench.byte(0x0c) == 3);
  bench.set({0x1a, 0});
  CHECK(bench.byte(0x1a) == 0);
  bench.set({0x10, 97, 0, 144, 0});
  CHECK(bench.word(0x10) == 97);
  CHECK(bench.word(0x10, 3) == 144);
}

TEST_CASE("A low-battery limit is taken in the firmware's steps only") {
  Bench bench("PR1500LCDRT2U");
  auto limits = bench.feature(0x07);
  REQUIRE(limits.at(5) == 35);
  limits[5] = 20;
  bench.set(limits);
  CHECK(bench.byte(0x07, 5) == 20);
  for (const std::uint8_t refused : std::initializer_list<std::uint8_t>{23, 15, 65}) {
    limits[5] = refused;
    bench.set(limits);
    CHECK(bench.byte(0x07, 5) == 20);
  }
}

TEST_CASE("A setting is an interrupt report where the unit declares one") {
  Bench bench("CP850PFCLCDa");
  bench.set({0x0c, 1});
  const auto report = bench.ups.next_interrupt();
  REQUIRE(report);
  CHECK(*report == std::vector<std::uint8_t>{0x0c, 1});
}

}  // namespace upshid::tests
