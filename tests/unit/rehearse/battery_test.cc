#include "rehearse/battery.h"

#include "unit/rehearse/rehearsed.h"

namespace upshid::rehearsal {

TEST_CASE("a battery lasts as long as the UPS says, less the margin") {
  Battery battery(small_battery());
  CHECK(battery.left() == minutes(16));
  CHECK(battery.shown_runtime() == minutes(20));
  battery.drain(minutes(16) - seconds(1));
  CHECK_FALSE(battery.is_empty());
  battery.drain(seconds(1));
  CHECK(battery.is_empty());
  battery.drain(seconds(1));
  CHECK(battery.left() == Time(0));
}

TEST_CASE("charge and runtime fall evenly, and the UPS says too much by the margin") {
  Battery battery(small_battery());
  battery.drain(minutes(8));
  CHECK(battery.charge() == 50);
  CHECK(battery.left() == minutes(8));
  CHECK(battery.shown_runtime() == minutes(10));
}

TEST_CASE("a battery that is not full lasts as long as the UPS says at this charge") {
  Premises premises = small_battery();
  premises.charge = 40;
  premises.margin = 0;
  Battery battery(premises);
  CHECK(battery.charge() == 40);
  CHECK(battery.left() == minutes(20));
  battery.drain(minutes(10));
  CHECK(battery.charge() == 20);
}

TEST_CASE("a battery begins with the very charge that the UPS says") {
  for (int charge = 1; charge <= 100; ++charge) {
    for (const Time runtime : {seconds(1), seconds(325), seconds(2399), seconds(172'800)}) {
      Premises premises = small_battery();
      premises.charge = charge;
      premises.runtime = runtime;
      const Battery battery(premises);
      CHECK(battery.charge() == charge);
      CHECK(battery.left() == runtime * 80 / 100);
    }
  }
}

TEST_CASE("a battery is low by its charge, and on battery by its runtime") {
  Premises premises = small_battery();
  premises.runtime_low = seconds(300);
  Battery battery(premises);
  battery.drain(minutes(12));
  CHECK(battery.shown_runtime() == seconds(300));
  CHECK_FALSE(battery.is_low(true));
  battery.drain(seconds(1));
  CHECK(battery.is_low(true));
  CHECK_FALSE(battery.is_low(false));
  while (battery.charge() >= 10) battery.drain(seconds(1));
  CHECK(battery.is_low(false));
}

TEST_CASE("a battery is full after eight hours on mains, however often it is looked at") {
  Battery battery(small_battery());
  battery.drain(minutes(16));
  for (int i = 0; i < 4 * 3600; ++i) battery.recharge(seconds(1));
  CHECK(battery.charge() == 50);
  CHECK(battery.left() == minutes(8));
  battery.recharge(std::chrono::hours(5));
  CHECK(battery.left() == minutes(16));
}

TEST_CASE("more load costs more than in proportion, less load gives no more than that") {
  CHECK(runtime_at(minutes(40), 20, 20) == minutes(40));
  CHECK(runtime_at(minutes(40), 20, 10) == minutes(80));
  CHECK(runtime_at(minutes(40), 20, 40) == seconds(791));
}

}  // namespace upshid::rehearsal
