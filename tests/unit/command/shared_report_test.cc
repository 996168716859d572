// A unit that has both delays in one report, as no captured one has: each write must keep the
// other's.

#include "unit/command/commanded.h"
#include "unit/reader/turned_ups.h"
#include "virtual/profile.h"

using namespace upshid;
using upshid::tests::Commanded;

namespace {

constexpr std::string_view profile = R"(profile Shared
usb 0764:0501 release 2.00 speed full interval 10
flags live = variable volatile
application UPS {
  physical PowerSummary {
    logical PresentStatus {
      report 0x0b
      feature:live ACPresent 1 0..1 = ac-present
      feature:padding - 7
    }
  }
  physical Output {
    report 0x15
    feature:live DelayBeforeShutdown 16 -1..32767 physical -60..1966020 unit second = delay-before-shutdown
    feature:live DelayBeforeStartup 16 -1..32767 physical -60..1966020 unit second = delay-before-startup
  }
}
)";

struct Shared {
  tests::World world{virtual_ups::parse_profile(profile, "shared").value()};
  Ups ups = UpsOpener::open(std::make_unique<tests::TurnedTransport>(world), Found{}, nullptr,
                            [this](std::chrono::milliseconds time) { world.wait(time); })
                .value();

  std::string run(std::string_view command) {
    std::string out = Commanded::told(ups.run(command)) + "\n";
    for (const auto& report : world.told) out += base::hex_bytes(report) + "\n";
    return out;
  }
};

}  // namespace

TEST_CASE("of two delays in one report the second write keeps what the first has set") {
  Shared unit;
  CHECK(unit.run("shutdown.return") ==
        "confirmed 60\n"
        "15 ff ff 02 00\n"
        "15 01 00 02 00\n");
  CHECK(unit.world.asked.at(0x15) == 5);
}

TEST_CASE("between the writes the report is read again, and without that nothing more is written") {
  Shared unit;
  unit.world.stop_answering_after[0x15] = 2;
  CHECK(unit.run("shutdown.return") ==
        "io: a report: no answer; already written: load.on.delay\n"
        "15 ff ff 02 00\n");
}
