#include "unit/watch/watched.h"
#include "upshid-status/watch_model.h"

using upshid::status::Direction;
using upshid::status::Power;
using upshid::tests::seconds;
using upshid::tests::Watched;

namespace {

std::vector<std::string> texts(const Watched& watched) {
  std::vector<std::string> out;
  for (const auto& event : watched.model.events()) out.push_back(event.text);
  return out;
}

}  // namespace

TEST_CASE("what holds when watching begins may have begun before") {
  Watched watched("CP850PFCLCDa");
  CHECK_FALSE(watched.model.saw_it_begin());
  CHECK(watched.model.power() == Power::line);
  watched.world.unit.set_mains(0);
  watched.wait(seconds(10));
  CHECK(watched.model.saw_it_begin());
  CHECK(watched.model.power() == Power::battery);
  CHECK(watched.model.since() == upshid::Instant(seconds(1)));
}

TEST_CASE("low battery is the same outage") {
  Watched watched("CP850PFCLCDa");
  watched.world.unit.set_charge(14);
  watched.world.unit.set_load(60);
  watched.wait(seconds(5));
  watched.world.unit.set_mains(0);
  watched.wait(seconds(30));
  CHECK(watched.model.power() == Power::low);
  CHECK(watched.model.since() == upshid::Instant(seconds(6)));
}

TEST_CASE("the status' changes are the events, in words and in NUT's") {
  Watched watched("CP850PFCLCDa");
  watched.wait(seconds(5));
  watched.world.unit.set_mains(0);
  watched.wait(seconds(20));
  watched.world.unit.set_mains(120);
  watched.wait(seconds(3));
  CHECK(texts(watched) == std::vector<std::string>{
                              "On line power (ups.status OL)",
                              "ON BATTERY (ups.status OL -> OB DISCHRG)",
                              "On line power, charging (ups.status OB DISCHRG -> OL CHRG)",
                          });
}

TEST_CASE("a change is marked with its direction for five seconds") {
  Watched watched("CP850PFCLCDa");
  watched.wait(seconds(3));
  CHECK_FALSE(watched.model.changed("ups.load", watched.world.now));
  watched.world.unit.set_load(70);
  watched.wait(seconds(6));
  CHECK(watched.model.changed("ups.load", watched.world.now) == Direction::up);
  CHECK_FALSE(watched.model.changed("battery.type", watched.world.now));
  watched.wait(seconds(6));
  CHECK_FALSE(watched.model.changed("ups.load", watched.world.now));
}

TEST_CASE("losing the UPS is news once, and so is its return") {
  Watched watched("CP850PFCLCDa");
  CHECK(watched.model.lose(watched.now(), "unplugged"));
  CHECK_FALSE(watched.model.lose(watched.now(), "no UPS found"));
  CHECK(watched.model.why_lost() == "no UPS found");
  CHECK(watched.model.power() == Power::unknown);
  CHECK(watched.model.tell(watched.now(), watched.ups.snapshot()).is_back);
  CHECK_FALSE(watched.model.is_lost());
  CHECK_FALSE(watched.model.saw_it_begin());
  CHECK(texts(watched) == std::vector<std::string>{"On line power (ups.status OL)",
                                                   "NOT CONNECTED: unplugged",
                                                   "Reconnected: On line power (ups.status OL)"});
}

TEST_CASE("the list of events is bounded") {
  Watched watched("CP850PFCLCDa");
  for (int i = 0; i < 300; ++i) {
    watched.model.lose(watched.now(), "unplugged");
    watched.model.tell(watched.now(), watched.ups.snapshot());
  }
  CHECK(watched.model.events().size() == upshid::status::WatchModel::max_events);
}
