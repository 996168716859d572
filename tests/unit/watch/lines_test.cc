#include "unit/watch/watched.h"
#include "upshid-status/watch_lines.h"

using upshid::status::first_lines;
using upshid::status::lines_of;
using upshid::tests::seconds;
using upshid::tests::Watched;

TEST_CASE("a log begins with the present status") {
  const Watched watched("CP850PFCLCDa");
  CHECK(first_lines(watched.now(), watched.model.snapshot(), "") ==
        "2026-11-24T03:00:00+01:00 ups.status: OL\n");
  CHECK(first_lines(watched.now(), watched.model.snapshot(), "battery.charge") ==
        "2026-11-24T03:00:00+01:00 battery.charge: 100\n");
  CHECK(first_lines(watched.now(), watched.model.snapshot(), "battery.foo") ==
        "2026-11-24T03:00:00+01:00 battery.foo: (none)\n");
}

namespace {

std::string log_of(const Watched& watched, const std::vector<upshid::status::News>& all,
                   const std::string& variable) {
  std::string out;
  for (const auto& news : all) {
    out += lines_of(watched.now(), news, watched.model.snapshot(), variable);
  }
  return out;
}

}  // namespace

TEST_CASE("each change is a line, the status before what is asked for later") {
  Watched watched("CP850PFCLCDa");
  watched.world.unit.set_mains(0);
  watched.world.wait(seconds(1));
  const auto news = watched.look();
  CHECK(log_of(watched, news, "") ==
        "2026-11-24T03:00:01+01:00 ups.status: OL -> OB DISCHRG\n"
        "2026-11-24T03:00:01+01:00 battery.charge: 100 -> 99\n"
        "2026-11-24T03:00:01+01:00 battery.runtime: 2400 -> 2325\n");
  CHECK(log_of(watched, news, "UPS.Status") ==
        "2026-11-24T03:00:01+01:00 ups.status: OL -> OB DISCHRG\n");
  CHECK(log_of(watched, news, "battery.charge") ==
        "2026-11-24T03:00:01+01:00 battery.charge: 100 -> 99\n");
  CHECK(log_of(watched, news, "battery.voltage") == "");
}

TEST_CASE("a report that fails for long is a problem and its variables go, until it is over") {
  Watched watched("CP850PFCLCDa");
  watched.world.silent = true;
  watched.world.faults[0x07] = {upshid::Code::stalled, "feature report 0x07",
                                "the device refused the request", 0};
  watched.world.faults[0x13] = watched.world.faults[0x07];
  std::string log;
  const auto wait = [&](int time) {
    for (int i = 0; i < time; ++i) {
      watched.world.wait(seconds(1));
      const auto news = watched.look();
      log += log_of(watched, news, "ups.load");
    }
  };
  wait(40);
  watched.world.faults.clear();
  wait(300);
  CAPTURE(log);
  CHECK(log.find(" problem: feature report 0x") != std::string::npos);
  CHECK(log.find(" ups.load: 20 -> (none)\n") != std::string::npos);
  CHECK(log.find(" problem over: feature report 0x") != std::string::npos);
  CHECK(log.find(" ups.load: (none) -> 20\n") != std::string::npos);
}

TEST_CASE("a lost connection and its return are lines, and the return tells the status again") {
  Watched watched("CP850PFCLCDa");
  watched.world.wait(seconds(5));
  watched.model.lose(watched.now(), "the device is disconnected\nTIME ups.status: OB");
  CHECK(upshid::status::loss_line(watched.now(), watched.model.why_lost()) ==
        "2026-11-24T03:00:05+01:00 connection: lost: the device is disconnected?TIME ups.status: "
        "OB\n");
  const auto news = watched.model.tell(watched.now(), watched.ups.snapshot());
  CHECK(lines_of(watched.now(), news, watched.model.snapshot(), "") ==
        "2026-11-24T03:00:05+01:00 connection: back\n"
        "2026-11-24T03:00:05+01:00 ups.status: OL\n");
}
