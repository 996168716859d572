#include "power/usages.h"

#include <doctest/doctest.h>

using namespace upshid;
using namespace upshid::power;

TEST_CASE("every usage of the power pages has a name, and the name leads back to the usage") {
  int named = 0;
  for (const std::uint16_t page : {power_device_page, battery_system_page, cyberpower_page}) {
    for (std::uint16_t id = 0; id <= 0xff; ++id) {
      const hid::Usage usage{page, id};
      const std::string name = name_of(usage);
      if (name.empty()) continue;
      ++named;
      CAPTURE(name);
      const auto back = usage_named(name);
      REQUIRE(back);
      // VoltageOutOfRange is a usage of both pages (PDC 1.1 §4.1.6 and §5.1.7).
      if (usage != hid::Usage{battery_system_page, 0xd8}) CHECK(*back == usage);
    }
  }
  // What PDC 1.1's two tables define, and what is known of CyberPower's page.
  CHECK(named == 77 + 91 + 7);
}

TEST_CASE("usages that UPSes live by have PDC 1.1's numbers") {
  CHECK(usage_named("UPS") == hid::Usage{0x84, 0x04});
  CHECK(usage_named("PowerSummary") == hid::Usage{0x84, 0x24});
  CHECK(usage_named("ACPresent") == hid::Usage{0x85, 0xd0});
  CHECK(usage_named("Discharging") == hid::Usage{0x85, 0x45});
  CHECK(usage_named("BelowRemainingCapacityLimit") == hid::Usage{0x85, 0x42});
  CHECK(usage_named("RemainingCapacity") == hid::Usage{0x85, 0x66});
  CHECK(usage_named("RunTimeToEmpty") == hid::Usage{0x85, 0x68});
  CHECK(usage_named("DelayBeforeShutdown") == hid::Usage{0x84, 0x57});
  CHECK(usage_named("ShutdownImminent") == hid::Usage{0x84, 0x69});
}

TEST_CASE("a usage without a name is written as eight digits and read back") {
  CHECK(name_of({0xff01, 0x9e}).empty());
  CHECK(name_or_hex({0xff01, 0x9e}) == "ff01009e");
  CHECK(usage_named("ff01009e") == hid::Usage{0xff01, 0x9e});
  CHECK_FALSE(usage_named("ff01009"));
  CHECK_FALSE(usage_named("NoSuchUsage"));
}
