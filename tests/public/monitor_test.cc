#include <doctest/doctest.h>
#include <upshid/monitor.h>
#include <upshid/poll_timeout.h>
#include <upshid/watcher.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

using namespace upshid;
using std::chrono::seconds;

Instant at(int second) {
  return Instant(seconds(1000 + second));
}

// Two UPSes, and a machine that needs one of them.
Config example_config(const char* more = "") {
  std::string folder = (std::filesystem::temp_directory_path() / "upshid-monitor-XXXXXX").string();
  REQUIRE(::mkdtemp(folder.data()) != nullptr);
  std::ofstream(folder + "/ups.conf") << "[a]\ndriver = usbhid-ups\nport = auto\n"
                                         "[b]\ndriver = usbhid-ups\nport = auto\n";
  std::ofstream(folder + "/upsmon.conf")
      << "MONITOR a@localhost 1 u p primary\nMONITOR b@localhost 0 u p primary\n"
         "SHUTDOWNCMD /sbin/halt-me\nNOTIFYCMD /sbin/upssched\n"
         "NOTIFYFLAG ONBATT SYSLOG+EXEC\nNOTIFYFLAG ONLINE SYSLOG+EXEC\nFINALDELAY 0\n";
  std::ofstream(folder + "/upssched.conf")
      << "CMDSCRIPT /opt/command\nAT ONBATT * START-TIMER early 60\n"
         "AT ONLINE * CANCEL-TIMER early\n"
      << more;
  auto config = Config::load(folder);
  std::filesystem::remove_all(folder);
  REQUIRE(config);
  return *std::move(config);
}

// What a UPS says whose battery is charged to so many percent.
Snapshot snapshot_of(const char* mains, double charge) {
  OpenOptions options;
  options.clock = [] { return Instant{}; };
  auto ups = Ups::open(
      "virtual:CP850PFCLCDa,mains=" + std::string(mains) + ",charge=" + std::to_string(charge),
      options);
  REQUIRE(ups);
  const auto snapshot = ups->read();
  REQUIRE(snapshot);
  return *snapshot;
}

template <class Kind>
std::vector<Kind> all_of(const monitor::Actions& actions) {
  std::vector<Kind> out;
  for (const monitor::Action& action : actions) {
    if (const auto* one = std::get_if<Kind>(&action)) out.push_back(*one);
  }
  return out;
}

bool logs_event(const monitor::Actions& actions, NotifyType type) {
  return std::ranges::any_of(actions, [&](const monitor::Action& action) {
    const auto* told = monitor::entry_of<monitor::Notified>(action);
    return told != nullptr && told->event.type == type;
  });
}

}  // namespace

TEST_CASE(
    "a monitor turns readings into events and timers, and an expired timer into its command") {
  Monitor monitor(example_config());
  CHECK_FALSE(monitor.next_deadline());
  monitor.read(at(0), "a", snapshot_of("on", 100));
  const auto outage = monitor.read(at(10), "a", snapshot_of("off", 90));
  CHECK(logs_event(outage, NotifyType::onbatt));
  REQUIRE(monitor.timers().size() == 1);
  CHECK(monitor.timers()[0].name == "early");
  CHECK(monitor.timers()[0].due == at(70));
  CHECK(monitor.next_deadline() <= at(70));
  CHECK(all_of<monitor::RunCommand>(monitor.tick(at(69))).empty());

  const auto runs = all_of<monitor::RunCommand>(monitor.tick(at(70)));
  REQUIRE(runs.size() == 1);
  CHECK(runs[0].argv == std::vector<std::string>{"/opt/command", "early"});
  CHECK_FALSE(runs[0].is_shutdown);
  CHECK(monitor.timers().empty());
  monitor.started(at(70), runs[0].id, 4711);
  REQUIRE(monitor.running().size() == 1);
  CHECK(monitor.running()[0].pid == 4711);
  monitor.ended(at(71), runs[0].id, 0);
  CHECK(monitor.running().empty());
}

TEST_CASE("a monitor whose power returns cancels the timer and runs nothing") {
  Monitor monitor(example_config());
  monitor.read(at(0), "a", snapshot_of("off", 90));
  CHECK(monitor.timers().size() == 1);
  CHECK(logs_event(monitor.read(at(30), "a", snapshot_of("on", 90)), NotifyType::online));
  CHECK(monitor.timers().empty());
  CHECK(all_of<monitor::RunCommand>(monitor.tick(at(600))).empty());
}

TEST_CASE("a monitor shuts down when the battery of a UPS that feeds the machine is low") {
  Monitor monitor(example_config());
  monitor.read(at(0), "b", snapshot_of("off", 3));
  CHECK_FALSE(monitor.is_shutting_down());
  auto actions = monitor.read(at(1), "a", snapshot_of("off", 3));
  CHECK(monitor.is_shutting_down());
  const auto decided = std::ranges::find_if(actions, [](const monitor::Action& action) {
    return monitor::entry_of<monitor::ShutdownDecided>(action) != nullptr;
  });
  REQUIRE(decided != actions.end());
  const auto* why = monitor::entry_of<monitor::ShutdownDecided>(*decided);
  REQUIRE(why->upses.size() == 1);
  CHECK(why->upses[0].ups == "a@localhost");
  CHECK(why->upses[0].reason.cause == monitor::Cause::low_battery);

  auto runs = all_of<monitor::RunCommand>(actions);
  if (runs.empty()) runs = all_of<monitor::RunCommand>(monitor.tick(at(2)));
  REQUIRE(runs.size() == 1);
  CHECK(runs[0].is_shutdown);
  CHECK(runs[0].argv == std::vector<std::string>{"/sbin/halt-me"});
}

TEST_CASE("a monitor that is saved and restored continues, and starts again what nobody reported") {
  const Config config = example_config("AT ONBATT * EXECUTE now\n");
  Monitor monitor(config);
  const auto runs = all_of<monitor::RunCommand>(monitor.read(at(0), "a", snapshot_of("off", 90)));
  REQUIRE(runs.size() == 1);
  auto restored = Monitor::restore(config, monitor.save(at(1)), at(5));
  REQUIRE(restored);
  CHECK(restored->timers() == monitor.timers());
  const auto unstarted = all_of<monitor::RunCommand>(restored->unstarted());
  REQUIRE(unstarted.size() == 1);
  CHECK(unstarted[0].id == runs[0].id);
  CHECK(unstarted[0].argv.back() == "now");

  CHECK(Monitor::restore(config, "no state", at(5)).error().code == Code::malformed_config);
  CHECK(Monitor::restore(config, monitor.save(at(1)), Instant(seconds(1))).error().code ==
        Code::stale);
}

TEST_CASE("a copy of a monitor tells what would follow, and the monitor itself stays as it was") {
  Monitor monitor(example_config());
  monitor.read(at(0), "a", snapshot_of("on", 100));
  Monitor copy = monitor;
  const auto actions = copy.force_shutdown(at(1));
  const auto* decided = monitor::entry_of<monitor::ShutdownDecided>(actions.front());
  REQUIRE(decided != nullptr);
  CHECK(decided->upses == monitor::CriticalUpses{{"", {monitor::Cause::administrator}}});
  CHECK(copy.is_shutting_down());
  CHECK_FALSE(monitor.is_shutting_down());
  monitor = copy;
  CHECK(monitor.is_shutting_down());
}

TEST_CASE("a monitor applies the AT lines for an event that a NOTIFYCMD hands to it") {
  Monitor monitor(example_config("AT ONBATT * EXECUTE now\n"));
  monitor.read(at(0), "a", snapshot_of("on", 100));
  const auto runs = all_of<monitor::RunCommand>(
      monitor.follow_plan(at(1), {NotifyType::onbatt, "a@localhost", {}}, "the message"));
  REQUIRE(runs.size() == 1);
  CHECK(runs[0].argv.back() == "now");
  CHECK(runs[0].environment.back().second == "the message");
  REQUIRE(monitor.timers().size() == 1);
  CHECK(monitor.timers()[0].name == "early");
}

TEST_CASE("a monitor ignores a UPS that its configuration does not have, and says so") {
  Monitor monitor(example_config());
  const auto actions = monitor.lost(at(0), "c");
  REQUIRE(actions.size() == 1);
  const auto* unknown = monitor::entry_of<monitor::UnknownUps>(actions[0]);
  REQUIRE(unknown != nullptr);
  CHECK(unknown->ups == "c");
}

TEST_CASE("a reload cancels the timers of UPSes that are gone, and keeps the others") {
  Monitor monitor(example_config());
  monitor.read(at(0), "a", snapshot_of("off", 90));
  monitor.read(at(0), "b", snapshot_of("off", 90));
  monitor.start_timer(at(1), "mine", seconds(30));
  CHECK(monitor.timers().size() == 3);
  monitor.reload(at(2), example_config());
  CHECK(monitor.timers().size() == 3);
  monitor.cancel_timer(at(3), "mine");
  CHECK(monitor.timers().size() == 2);
}

TEST_CASE("what a watcher reports is an input of a monitor, and says how long to wait") {
  const Config config = example_config();
  auto targets = config.targets();
  REQUIRE(targets.size() == 2);
  targets[0].address = "virtual:CP850PFCLCDa,mains=off";
  targets[1].address = "virtual:no such profile";
  OpenOptions options;
  options.clock = [] { return at(0); };
  Watcher watcher(targets, options);
  Monitor monitor(config);
  bool on_battery = false;
  bool is_lost = false;
  for (int i = 0; i < 4 && poll_timeout(watcher.next_deadline(), at(0)) == 0; ++i) {
    for (const WatchChange& change : watcher.dispatch(at(0))) {
      on_battery |= logs_event(monitor.changed(at(0), watcher, change), NotifyType::onbatt);
      is_lost |= change.kind == WatchChange::Kind::unreachable;
    }
  }
  CHECK(on_battery);
  CHECK(is_lost);
  // COMMBAD of the other follows.
  REQUIRE(monitor.next_deadline());
  CHECK(*monitor.next_deadline() < at(60));
}

TEST_CASE("the time until something is due is what poll() takes, never too short") {
  using std::chrono::microseconds;
  CHECK(poll_timeout(at(5), at(5)) == 0);
  CHECK(poll_timeout(Instant{}, at(5)) == 0);
  CHECK(poll_timeout(at(5) + microseconds(1), at(5)) == 1);
  CHECK(poll_timeout(at(7), at(5)) == 2000);
  CHECK(poll_timeout(Instant::max(), at(5)) == 60'000);
}
