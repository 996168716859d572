#include <array>

#include "unit/reader/turned_ups.h"

using namespace upshid;
using namespace upshid::tests;

namespace {
constexpr std::uint8_t battery_test = 0x14;
}

TEST_CASE("the first dispatch reads everything, as a read does") {
  World world("CP850PFCLCDa");
  Ups ups = watch(world);
  CHECK(ups.snapshot().variables().empty());
  CHECK(ups.next_deadline() == Instant{});
  CHECK(ups.dispatch(world.now).value());
  const Snapshot read = ups.read().value();
  REQUIRE(read.variables().size() == ups.snapshot().variables().size());
  for (std::size_t i = 0; i < read.variables().size(); ++i) {
    CHECK(read.variables()[i].name == ups.snapshot().variables()[i].name);
    CHECK(read.variables()[i].value == ups.snapshot().variables()[i].value);
  }
  CHECK(value(ups, "ups.status") == "OL");
}

TEST_CASE("before a power failure is reported, only a battery test is asked for, once") {
  World world("CP850PFCLCDa");
  Ups ups = watch(world);
  REQUIRE(ups.dispatch(world.now).value());
  world.asked.clear();

  world.wait(milliseconds(300));
  world.unit.set_mains(false);
  CHECK(ups.dispatch(world.now).value());
  CHECK(value(ups, "ups.status") == "OB DISCHRG");
  CHECK(ups.snapshot().on_battery());
  CHECK(world.asked == std::map<std::uint8_t, int>{{battery_test, 1}});
  CHECK(ups.next_deadline() == world.now);

  world.asked.clear();
  world.unit.set_charge(3);
  for (int i = 0; i < 10; ++i) {
    world.wait(seconds(1));
    ups.dispatch(world.now).value();
  }
  CHECK(ups.snapshot().low_battery());
  CHECK(world.asked[battery_test] == 0);
}

TEST_CASE("interrupt reports that repeat what is known are taken without a request") {
  World world("CP850PFCLCDa");
  Ups ups = watch(world);
  CHECK_FALSE(ups.hear(world.now));
  REQUIRE(ups.dispatch(world.now).value());
  world.asked.clear();
  int heard = 0;
  for (int i = 0; i < 20; ++i) {
    world.wait(seconds(1));
    const bool is_due = ups.next_deadline() <= world.now;
    CHECK(ups.hear(world.now) == !is_due);
    if (!is_due) ++heard;
    if (!is_due) CHECK(world.asked.empty());
    ups.dispatch(world.now).value();
    world.asked.clear();
  }
  CHECK(heard > 5);
}

TEST_CASE("a status that interrupt reports bring is not asked for, unless they stay away") {
  constexpr std::uint8_t status = 0x0b;
  World world("CP850PFCLCDa");
  Ups ups = watch(world);
  REQUIRE(ups.dispatch(world.now).value());
  const auto asked_within = [&](int time, int told_every) {
    world.asked.clear();
    for (int i = 1; i <= time; ++i) {
      world.wait(seconds(1));
      if (told_every > 0 && i % told_every == 0) world.told_anyway = status;
      ups.dispatch(world.now).value();
    }
    return world.asked[status];
  };
  CHECK(asked_within(10, 0) == 5);
  CHECK(asked_within(4, 4) == 1);
  CHECK(asked_within(60, 4) == 0);
  CHECK(asked_within(9, 0) == 0);
  CHECK(asked_within(10, 0) == 5);
  world.unit.set_mains(false);
  CHECK(asked_within(2, 1) == 0);
  CHECK(value(ups, "ups.status") == "OB DISCHRG");
  // On battery it may be the last one that comes.
  CHECK(asked_within(10, 0) >= 4);
}

TEST_CASE("an interrupt report that brings something new waits for dispatch") {
  World world("CP850PFCLCDa");
  Ups ups = watch(world);
  REQUIRE(ups.dispatch(world.now).value());
  world.wait(milliseconds(300));
  world.unit.set_mains(false);
  CHECK_FALSE(ups.hear(world.now));
  CHECK_FALSE(ups.hear(world.now));
  CHECK(value(ups, "ups.status") == "OL");
  CHECK(ups.dispatch(world.now).value());
  CHECK(value(ups, "ups.status") == "OB DISCHRG");
  world.pipe_fault = Error{Code::disconnected, "interrupt endpoint", "gone", 19};
  CHECK_FALSE(ups.hear(world.now));
  CHECK_FALSE(ups.dispatch(world.now));
}

TEST_CASE("a battery test is known when the change that it causes is reported") {
  World world("CP850PFCLCDa");
  Ups ups = watch(world);
  REQUIRE(ups.dispatch(world.now).value());
  CHECK(ups.snapshot().battery_test() == BatteryTest::none);
  // Started at the unit, without a command.
  REQUIRE(world.unit.set_report(hid::ReportType::feature, battery_test,
                                std::array<std::uint8_t, 2>{battery_test, 1}));
  for (int i = 0; i < 50 && !ups.snapshot().status().has(StatusWord::dischrg); ++i) {
    world.wait(milliseconds(100));
    ups.dispatch(world.now).value();
  }
  REQUIRE(ups.snapshot().status().has(StatusWord::dischrg));
  CHECK(ups.snapshot().battery_test() == BatteryTest::in_progress);
}

TEST_CASE("a unit that drops off the bus when it is asked for a test is on battery first") {
  World world("CP850PFCLCDa");
  Ups ups = watch(world);
  REQUIRE(ups.dispatch(world.now).value());
  world.wait(milliseconds(300));
  world.unit.set_mains(false);
  world.faults[battery_test] = {Code::disconnected, "report 0x14", "the device is disconnected",
                                19};
  CHECK(ups.dispatch(world.now).value());
  CHECK(value(ups, "ups.status") == "OB DISCHRG");
  REQUIRE(ups.next_deadline() == world.now);
  const auto gone = ups.dispatch(world.now);
  REQUIRE_FALSE(gone);
  CHECK(gone.error().code == Code::disconnected);
  CHECK(ups.snapshot().on_battery());
}

TEST_CASE("each change of condition is handed out on its own, also when several are waiting") {
  World world("CP850PFCLCDa");
  Ups ups = watch(world);
  REQUIRE(ups.dispatch(world.now).value());
  world.wait(milliseconds(300));
  world.unit.set_mains(false);
  world.wait(milliseconds(300));
  world.unit.set_mains(true);

  std::vector<std::string> seen;
  while (ups.dispatch(world.now).value() || ups.next_deadline() <= world.now) {
    if (seen.empty() || seen.back() != value(ups, "ups.status")) {
      seen.push_back(value(ups, "ups.status"));
    }
  }
  CHECK(seen == std::vector<std::string>{"OB DISCHRG", "OL CHRG"});
}

TEST_CASE(
    "without interrupt reports the loss of line power is seen at the next look at present-status") {
  World world("CP850PFCLCDa");
  world.silent = true;
  Ups ups = watch(world);
  REQUIRE(ups.dispatch(world.now).value());
  world.wait(milliseconds(100));
  world.unit.set_mains(false);
  CHECK_FALSE(ups.dispatch(world.now).value());
  CHECK(value(ups, "ups.status") == "OL");

  REQUIRE(ups.next_deadline() - world.now <= milliseconds(2000));
  world.wait(ups.next_deadline() - world.now);
  CHECK(ups.dispatch(world.now).value());
  CHECK(value(ups, "ups.status") == "OB DISCHRG");
}

TEST_CASE("charge and runtime come from interrupt reports too") {
  World world("CP850PFCLCDa");
  Ups ups = watch(world);
  REQUIRE(ups.dispatch(world.now).value());
  world.wait(milliseconds(100));
  world.unit.set_charge(42);
  world.wait(seconds(61));
  world.silent = false;
  world.asked.clear();
  while (ups.dispatch(world.now).value()) {
  }
  CHECK(value(ups, "battery.charge") == "42");
}

TEST_CASE("an interrupt report of another length than declared is passed over") {
  World world("CP850PFCLCDa");
  Ups ups = watch(world);
  REQUIRE(ups.dispatch(world.now).value());

  class Garbling : public TurnedTransport {
   public:
    using TurnedTransport::TurnedTransport;
    Result<std::size_t> read_interrupt(std::span<std::uint8_t> buffer, milliseconds) override {
      if (sent_++ >= 3) return Error{Code::timeout, "", "", 0};
      buffer[0] = 0x0b;  // with ACPresent clear and Discharging set, but a byte too many
      buffer[1] = 0x04;
      return sent_ == 1 ? std::size_t{3} : sent_ == 2 ? std::size_t{1} : std::size_t{0};
    }

   private:
    int sent_ = 0;
  };
  Ups garbled = UpsOpener::open(std::make_unique<Garbling>(world), Found{}, nullptr).value();
  REQUIRE(garbled.dispatch(world.now).value());
  CHECK_FALSE(garbled.dispatch(world.now).value());
  CHECK(value(garbled, "ups.status") == "OL");
}

TEST_CASE("an interrupt pipe that fails is an error, a device that is gone says so") {
  World world("CP850PFCLCDa");
  Ups ups = watch(world);
  REQUIRE(ups.dispatch(world.now).value());
  world.pipe_fault =
      Error{Code::disconnected, "interrupt endpoint", "the device is disconnected", 19};
  const auto gone = ups.dispatch(world.now);
  REQUIRE_FALSE(gone);
  CHECK(gone.error().code == Code::disconnected);
  CHECK(value(ups, "ups.status") == "OL");
}

TEST_CASE("an interrupt report that is too short is a reason to ask, not a status") {
  class Cutting : public TurnedTransport {
   public:
    using TurnedTransport::TurnedTransport;
    Result<std::size_t> read_interrupt(std::span<std::uint8_t> buffer, milliseconds) override {
      if (sent_++ > 0) return Error{Code::timeout, "", "", 0};
      buffer[0] = 0x08;  // The charge, and one byte of two of the runtime.
      buffer[1] = 7;
      buffer[2] = 1;
      return std::size_t{3};
    }

   private:
    int sent_ = 0;
  };
  World world("CP850PFCLCDa");
  Ups ups = UpsOpener::open(std::make_unique<Cutting>(world), Found{}, nullptr).value();
  REQUIRE(ups.dispatch(world.now).value());
  REQUIRE(value(ups, "battery.charge") == "100");
  world.unit.set_charge(42);
  world.asked.clear();
  CHECK(ups.dispatch(world.now).value());
  CHECK(world.asked[0x08] == 1);
  CHECK(value(ups, "battery.charge") == "42");
}

TEST_CASE("a unit with false interrupt reports is asked before it is on battery") {
  const auto status_after_outage = [](const std::string& product, bool is_true) {
    World world("Back-UPS-RS-1000G");
    auto transport = std::make_unique<TurnedTransport>(world);
    transport->rename(product);
    Ups ups = UpsOpener::open(std::move(transport), Found{}, nullptr).value();
    REQUIRE(ups.dispatch(world.now).value());
    world.wait(milliseconds(300));
    world.unit.set_mains(false);
    world.wait(milliseconds(300));
    // The interrupt report of the outage waits; what is asked for says something else.
    if (!is_true) {
      while (world.unit.next_interrupt()) {
      }
      world.unit.set_mains(true);
    }
    for (int i = 0; i < 5; ++i) ups.dispatch(world.now).value();
    return ups.snapshot().on_battery();
  };
  CHECK(status_after_outage("Back-UPS BX1600MI FW:294201G -302201G", true));
  CHECK_FALSE(status_after_outage("Back-UPS BX1600MI FW:294201G -302201G", false));
}
