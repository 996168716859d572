#include <algorithm>
#include <map>

#include "bench.h"

namespace upshid::tests {

TEST_CASE("A CP850PFCLCDa on line power answers what such a unit answers") {
  const Bench bench("CP850PFCLCDa");
  CHECK(bench.byte(0x08) == 100);
  CHECK(bench.word(0x08, 2) == 2400);  // 40 min at 20 % load
  CHECK(bench.word(0x08, 4) == 300);
  CHECK(bench.word(0x0a) == 136);  // 13.6 V
  CHECK(bench.byte(0x0b) == (ac_present | fully_charged));
  CHECK(bench.word(0x0f) == 121);
  CHECK(bench.word(0x12) == 121);  // above 135..144, its declared range
  CHECK(bench.byte(0x13) == 20);
  CHECK(bench.word(0x15) == 0xffff);  // no shutdown is counting
  CHECK(bench.word(0x18) == 510);
  CHECK(bench.word(0x18, 3) == 850);
  CHECK(bench.word(0x19) == 102);  // 20 % of 510 W
  CHECK(bench.word(0x1d) == 111);
}

TEST_CASE("An outage discharges to the limit and then until the output is off") {
  Bench bench("CP850PFCLCDa");
  bench.ups.set_mains(false);
  CHECK(bench.byte(0x0b) == (discharging | fully_charged));
  CHECK(bench.word(0x0f) == 0);
  CHECK(bench.word(0x12) == 120);

  bench.wait(minutes(20));
  CHECK(bench.byte(0x08) == 50);  // half of 40 minutes, at an even load
  CHECK(bench.word(0x08, 2) == 1200);
  CHECK(bench.byte(0x0b) == discharging);
  CHECK(bench.word(0x0a) < 126);

  bench.wait(minutes(15) + seconds(30));
  CHECK(bench.byte(0x08) == 11);
  CHECK(bench.byte(0x0b) == (discharging | time_expired));  // under 300 s, above 10 %
  bench.wait(seconds(45));
  CHECK(bench.byte(0x08) == 9);
  CHECK(bench.byte(0x0b) == (discharging | below_limit | time_expired));
  CHECK(bench.ups.output_on());

  bench.wait(minutes(4));
  CHECK_FALSE(bench.ups.output_on());
  CHECK_FALSE(bench.ups.alive());
  const auto dead = bench.ups.get_report(hid::ReportType::feature, 0x0b);
  REQUIRE_FALSE(dead);
  CHECK(dead.error().code == Code::disconnected);
  CHECK(dead.error().sys_errno == 19);
}

TEST_CASE(
    "After the battery ran empty the load comes back 10 s after the mains, low battery still set") {
  Bench bench("CP850PFCLCDa");
  bench.ups.set_mains(false);
  bench.wait(minutes(41));
  REQUIRE_FALSE(bench.ups.output_on());
  bench.ups.set_mains(true);
  CHECK(bench.byte(0x0b) == (ac_present | charging | below_limit));
  bench.wait(milliseconds(9900));
  CHECK_FALSE(bench.ups.output_on());
  bench.wait(milliseconds(100));
  CHECK(bench.ups.output_on());
}

TEST_CASE("Recharging takes hours, the voltage rises to float, and full is reported") {
  Bench bench("CP850PFCLCDa");
  bench.ups.set_charge(0);
  bench.ups.set_mains(true);
  CHECK(bench.word(0x0a) == 124);
  bench.wait(hours(4));
  CHECK(bench.byte(0x08) == 50);
  CHECK(bench.byte(0x0b) == (ac_present | charging));
  CHECK(bench.word(0x0a) == 130);
  bench.wait(hours(4) + seconds(1));
  CHECK(bench.byte(0x0b) == (ac_present | fully_charged));
  CHECK(bench.word(0x0a) == 136);
}

TEST_CASE("Runtime falls faster than the load rises, and is shown in the unit's steps") {
  Bench bench("CP850PFCLCDa");
  bench.ups.set_load(50);
  CHECK(bench.word(0x08, 2) == 525);  // 9.2 min, in steps of 75 s
  bench.ups.set_load(100);
  CHECK(bench.word(0x08, 2) == 150);
  CHECK(bench.byte(0x17) == 0);
  bench.ups.set_load(101);
  CHECK(bench.byte(0x17) == 0x02);  // Boost, Overload
}

TEST_CASE("The state does not depend on how often somebody looks") {
  Bench often("EC850LCD");
  Bench once("EC850LCD");
  for (Bench* bench : {&often, &once}) bench->ups.set_mains(false);
  for (int i = 0; i < 1000; ++i) often.wait(milliseconds(777));
  once.wait(milliseconds(777000));
  for (const std::uint8_t id : std::initializer_list<std::uint8_t>{0x08, 0x0a, 0x0b, 0x0f})
    CHECK(often.feature(id) == once.feature(id));
}

TEST_CASE("A clock that stands still or steps back changes nothing, a century is no work") {
  Bench bench("CP850PFCLCDa");
  bench.ups.set_mains(false);
  bench.wait(minutes(5));
  const auto before = bench.feature(0x08);
  bench.wait(-minutes(5));
  CHECK(bench.feature(0x08) == before);
  bench.ups.set_mains(true);
  bench.wait(hours(24) * 36525);
  CHECK(bench.byte(0x0b) == (ac_present | fully_charged));
}

TEST_CASE(
    "A self-test discharges with line power present for 4 s, reads in progress, then passed") {
  Bench bench("EC850LCD");
  CHECK(bench.byte(0x14) == 6);
  bench.set({0x14, 1});
  CHECK(bench.byte(0x14) == 5);
  bench.wait(seconds(1));
  CHECK(bench.byte(0x0b) == (ac_present | fully_charged));
  bench.wait(seconds(1));
  CHECK(bench.byte(0x0b) == (ac_present | discharging));
  CHECK(bench.byte(0x14) == 5);
  bench.wait(milliseconds(3400));
  CHECK((bench.byte(0x0b) & discharging) != 0);
  bench.wait(milliseconds(200));
  CHECK(bench.byte(0x14) == 1);
  CHECK(bench.byte(0x08) == 99);
  CHECK(bench.byte(0x0b) == (ac_present | charging));
  bench.wait(minutes(2));
  CHECK(bench.byte(0x0b) == (ac_present | fully_charged));
}

TEST_CASE("A self-test is stopped by command and by an outage, and not begun in one") {
  Bench bench("EC850LCD");
  bench.set({0x14, 2});
  bench.wait(seconds(2));
  bench.set({0x14, 3});
  CHECK(bench.byte(0x14) == 4);
  CHECK((bench.byte(0x0b) & discharging) == 0);

  bench.set({0x14, 1});
  bench.wait(seconds(2));
  bench.ups.set_mains(false);
  bench.wait(milliseconds(100));
  CHECK(bench.byte(0x14) == 4);
  bench.set({0x14, 1});
  CHECK(bench.byte(0x14) == 4);
}

TEST_CASE("A UT1500E keeps ACPresent during an outage") {
  Bench bench("UT1500E");
  bench.ups.set_mains(false);
  // 0x22: ACPresent, Charging, Discharging, FullyCharged, RemainingTimeLimitExpired, Below...Limit.
  CHECK((bench.byte(0x22) & 0x07) == 0x05);
  CHECK(bench.word(0x23) == 0);  // input voltage, then output voltage in the same report
  CHECK(bench.word(0x23, 3) == 230);
}

TEST_CASE("A unit that regulates boosts a low line voltage instead of using the battery") {
  Bench bench("EC850LCD");
  bench.ups.set_mains_voltage(100);
  CHECK((bench.byte(0x0b) & (ac_present | discharging)) == ac_present);
  CHECK(bench.word(0x12) == 112);
  bench.ups.set_mains_voltage(95);  // below LowVoltageTransfer, 96 V
  CHECK((bench.byte(0x0b) & (ac_present | discharging)) == discharging);
  CHECK(bench.word(0x0f) == 95);
}

TEST_CASE("A change of a flag is an interrupt report at once, the charge follows") {
  Bench bench("CP850PFCLCDa");
  CHECK_FALSE(bench.ups.next_interrupt());
  bench.wait(hours(1));
  CHECK_FALSE(bench.ups.next_interrupt());  // nothing changed, nothing is said

  bench.ups.set_mains(false);
  const auto status = bench.ups.next_interrupt();
  REQUIRE(status);
  CHECK(*status == std::vector<std::uint8_t>{0x0b, discharging | fully_charged});

  while (bench.ups.next_interrupt()) {
  }
  bench.wait(minutes(5));
  std::map<std::uint8_t, int> count;
  std::vector<std::uint8_t> last;
  while (const auto report = bench.ups.next_interrupt()) {
    ++count[report->front()];
    if (report->front() == 0x08) last = *report;
  }
  CHECK(count[0x0b] == 1);  // no longer fully charged
  CHECK(count[0x08] > 10);
  CHECK(last == bench.feature(0x08));
}

TEST_CASE("Nobody reading, the interrupt reports that are kept are the last 64") {
  Bench bench("CP850PFCLCDa");
  bench.ups.set_mains(false);
  bench.wait(minutes(39));
  std::size_t kept = 0;
  std::vector<std::uint8_t> last;
  while (auto report = bench.ups.next_interrupt()) {
    ++kept;
    if (report->front() == 0x08) last = std::move(*report);
  }
  CHECK(kept == 64);
  CHECK(last == bench.feature(0x08));
}

}  // namespace upshid::tests
