#include "unit/reader/turned_ups.h"

using namespace upshid;
using namespace upshid::tests;

namespace {

// Watches for `time`, as a loop that sleeps until each deadline does.
void watch_for(Ups& ups, World& world, std::chrono::nanoseconds time) {
  const Instant end = world.now + time;
  while (ups.next_deadline() <= end) {
    world.wait(ups.next_deadline() - world.now);
    REQUIRE(ups.dispatch(world.now));
  }
  world.wait(end - world.now);
}

constexpr std::uint8_t present_status = 0x0b;
constexpr std::uint8_t charge_report = 0x08;
constexpr std::uint8_t input_voltage = 0x0f;
constexpr std::uint8_t nominal_voltage = 0x0e;
constexpr std::uint8_t firmware = 0x1b;
constexpr std::uint8_t transfers = 0x10;

}  // namespace

TEST_CASE("what cannot change is asked for once, what moves at its pace, the state every 2 s") {
  World world("CP850PFCLCDa");
  world.silent = true;
  Ups ups = watch(world);
  REQUIRE(ups.dispatch(world.now));
  world.asked.clear();
  watch_for(ups, world, minutes(10));
  CHECK(world.asked[present_status] == 300);
  CHECK(world.asked[input_voltage] == 20);
  CHECK(world.asked[transfers] == 1);
  CHECK(world.asked[nominal_voltage] == 0);
  CHECK(world.asked[firmware] == 0);
}

TEST_CASE("lbrb_log_delay_sec holds a low battery back on line power, never on battery") {
  Found found;
  found.settings.lbrb_log_delay = seconds(3);
  found.settings.lbrb_log_delay_without_calibrating = true;
  World world("CP850PFCLCDa");
  Ups ups = watch(world, found);
  const auto hear = [&] {
    world.wait(milliseconds(10));
    for (int i = 0; i < 9; ++i) REQUIRE(ups.dispatch(world.now));
  };
  hear();
  world.unit.set_charge(5);
  hear();
  const Instant low_since = world.now;
  CHECK(value(ups, "battery.charge") == "5");
  CHECK(value(ups, "ups.status") == "OL CHRG");
  world.silent = true;
  world.faults[present_status] = Error{Code::io, "a report", "no answer", 0};
  watch_for(ups, world, milliseconds(2990));
  CHECK(value(ups, "ups.status") == "OL CHRG");
  CHECK(ups.next_deadline() == low_since + seconds(3));
  watch_for(ups, world, milliseconds(10));
  CHECK(value(ups, "ups.status") == "OL CHRG LB");

  world.silent = false;
  world.faults.clear();
  world.unit.set_charge(90);
  hear();
  CHECK(value(ups, "ups.status") == "OL CHRG");
  world.unit.set_charge(5);
  hear();
  CHECK(value(ups, "ups.status") == "OL CHRG");
  world.unit.set_mains_voltage(0);
  hear();
  CHECK(value(ups, "ups.status") == "OB DISCHRG LB");
}

TEST_CASE("with pollonly no interrupt report is read, and the state is asked for at its pace") {
  Found found;
  found.settings.pollonly = true;
  World world("CP850PFCLCDa");
  Ups ups = watch(world, found);
  CHECK(ups.fd() == -1);
  REQUIRE(ups.dispatch(world.now));
  world.pipe_fault = Error{Code::io, "interrupt endpoint", "garbage", 0};
  world.asked.clear();
  watch_for(ups, world, minutes(10));
  CHECK(world.asked[present_status] == 300);
  world.unit.set_mains_voltage(0);
  watch_for(ups, world, seconds(3));
  CHECK(value(ups, "ups.status") == "OB DISCHRG");
}

TEST_CASE("the pace is the caller's, but never faster than a device can bear") {
  World world("CP850PFCLCDa");
  world.silent = true;
  Ups ups = watch(world);
  ups.set_pace({milliseconds(0), minutes(2), minutes(60)});
  REQUIRE(ups.dispatch(world.now));
  world.asked.clear();
  watch_for(ups, world, minutes(1));
  CHECK(world.asked[present_status] == 600);
  CHECK(world.asked[input_voltage] == 0);
}

TEST_CASE("a device that sends its state unasked is not asked for it") {
  World world("CP850PFCLCDa");
  Ups ups = watch(world);
  REQUIRE(ups.dispatch(world.now));
  world.asked.clear();
  for (int i = 0; i < 20; ++i) {
    world.wait(milliseconds(1500));
    world.unit.set_mains(i % 2 == 1);
    while (ups.next_deadline() <= world.now || ups.dispatch(world.now).value()) {
      REQUIRE(ups.dispatch(world.now));
    }
  }
  CHECK(world.asked[present_status] == 0);
}

TEST_CASE("nothing new is no news: an idle UPS changes nothing") {
  World world("CP850PFCLCDa");
  Ups ups = watch(world);
  REQUIRE(ups.dispatch(world.now).value());
  for (int i = 0; i < 20; ++i) {
    world.wait(seconds(2));
    CHECK_FALSE(ups.dispatch(world.now).value());
  }
}

TEST_CASE("without a descriptor to poll the deadline is near, so that interrupt reports are seen") {
  World world("CP850PFCLCDa");
  world.fd = -1;
  Ups ups = watch(world);
  CHECK(ups.fd() == -1);
  REQUIRE(ups.dispatch(world.now));
  CHECK(ups.next_deadline() - world.now == milliseconds(250));
}

TEST_CASE("of a report that is always too short, what comes is read again and again") {
  class Cutting : public TurnedTransport {
   public:
    using TurnedTransport::TurnedTransport;
    Result<std::size_t> get_report(hid::ReportType type, std::uint8_t id,
                                   std::span<std::uint8_t> buffer) override {
      const auto got = TurnedTransport::get_report(type, id, buffer);
      return got && id == charge_report && is_cutting ? std::min<std::size_t>(*got, 3) : got;
    }
    bool is_cutting = false;
  };
  World world("CP850PFCLCDa");
  world.silent = true;
  auto transport = std::make_unique<Cutting>(world);
  Cutting& cutting = *transport;
  Ups ups = UpsOpener::open(std::move(transport), Found{}, nullptr).value();
  REQUIRE(ups.dispatch(world.now));
  REQUIRE(value(ups, "battery.runtime") != "(none)");
  cutting.is_cutting = true;
  for (const int charge : {80, 70, 60, 50, 40}) {
    world.unit.set_charge(charge);
    watch_for(ups, world, minutes(20));
    // It charges meanwhile.
    const double now = ups.snapshot().number("battery.charge").value_or(0);
    CHECK((now >= charge && now < charge + 10));
    CHECK_FALSE(ups.snapshot().stale());
  }
  // One byte of two is none.
  CHECK(value(ups, "battery.runtime") == "(none)");
  cutting.is_cutting = false;
  watch_for(ups, world, minutes(120));
  CHECK(value(ups, "battery.runtime") != "(none)");
  CHECK(ups.snapshot().failures().empty());
}

TEST_CASE("a report that fails keeps its last values until it failed three times running") {
  World world("CP850PFCLCDa");
  world.silent = true;
  Ups ups = watch(world);
  REQUIRE(ups.dispatch(world.now));
  world.faults[present_status] = {Code::stalled, "report 0x0b", "no answer", 32};
  const auto look_again = [&] {
    world.wait(seconds(2));
    return ups.dispatch(world.now).value();
  };
  CHECK(look_again());
  REQUIRE(ups.snapshot().failures().size() == 1);
  CHECK(ups.snapshot().failures()[0].report_id == present_status);
  CHECK(value(ups, "ups.status") == "OL");
  CHECK_FALSE(ups.snapshot().stale());
  CHECK_FALSE(look_again());
  CHECK(look_again());
  CHECK(ups.snapshot().stale());

  world.faults.clear();
  CHECK(look_again());
  CHECK(ups.snapshot().failures().empty());
  CHECK_FALSE(ups.snapshot().stale());
  CHECK(value(ups, "ups.status") == "OL");
}

TEST_CASE("a report that fails is asked for ever less often, but the state at its pace") {
  World world("CP850PFCLCDa");
  world.silent = true;
  Ups ups = watch(world);
  world.faults[input_voltage] = {Code::timeout, "report 0x0f", "no answer", 110};
  world.faults[present_status] = {Code::timeout, "report 0x0b", "no answer", 110};
  REQUIRE(ups.dispatch(world.now));
  world.asked.clear();
  watch_for(ups, world, minutes(10));
  CHECK(world.asked[present_status] == 300);
  // After 1, 3 and 7 minutes: the pause doubles from 60 s.
  CHECK(world.asked[input_voltage] == 3);
}

TEST_CASE("a device that goes away ends the dispatch with what is known kept") {
  World world("CP850PFCLCDa");
  world.silent = true;
  Ups ups = watch(world);
  REQUIRE(ups.dispatch(world.now));
  world.faults[present_status] = {Code::disconnected, "report 0x0b", "the device is disconnected",
                                  19};
  world.wait(seconds(2));
  const auto gone = ups.dispatch(world.now);
  REQUIRE_FALSE(gone);
  CHECK(gone.error().code == Code::disconnected);
  CHECK(value(ups, "battery.charge") == "100");
}
