
#include <doctest/doctest.h>
#include <upshid/action.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "monitor/monitor.h"

namespace upshid::monitor {
namespace {

using std::chrono::seconds;

Settings loud_settings() {
  Settings out;
  out.upses = {{"a", "a@localhost", 1}};
  out.shutdown_command = "/sbin/shutdown";
  out.powerdown_flag = "/etc/killpower";
  out.notify_command = "/bin/notify";
  for (Notify& notify : out.notify) notify.exec = true;
  out.final_delay = seconds(0);
  return out;
}

template <class Kind>
std::ptrdiff_t first(const Actions& actions) {
  return std::find_if(actions.begin(), actions.end(),
                      [](const Action& action) { return std::holds_alternative<Kind>(action); }) -
         actions.begin();
}

template <class Kind>
std::ptrdiff_t last(const Actions& actions) {
  return actions.rend() - std::find_if(actions.rbegin(), actions.rend(), [](const Action& action) {
           return std::holds_alternative<Kind>(action);
         });
}

TEST_CASE("every command is started before `wall` warns anybody") {
  Monitor monitor(loud_settings());
  const auto actions = monitor.read(Instant(seconds(1)), "a", {Status::parse("OB LB"), {}, {}, {}});
  REQUIRE(first<RunCommand>(actions) < std::ssize(actions));
  REQUIRE(first<WallMessage>(actions) < std::ssize(actions));
  CHECK(last<RunCommand>(actions) <= first<WallMessage>(actions));
}

TEST_CASE("`wall` still warns before SHUTDOWNCMD and its flag") {
  Settings quick = loud_settings();
  quick.notify_command.clear();
  Monitor monitor(quick);
  const auto actions = monitor.read(Instant(seconds(1)), "a", {Status::parse("OB LB"), {}, {}, {}});
  REQUIRE(first<RunCommand>(actions) < std::ssize(actions));
  CHECK(last<WallMessage>(actions) <= first<WritePowerdownFlag>(actions));
  CHECK(first<WritePowerdownFlag>(actions) < first<RunCommand>(actions));
}

TEST_CASE("whose line of the log it is depends on what happened, not on the words") {
  const Notified timer{{NotifyType::onbatt, "a@localhost", {}}, "timer command no CMDSCRIPT", true};
  CHECK(source_of(timer) == Source::upsmon);
  CHECK(source_of(TimerStarted{{"t", {}}, seconds(1)}) == Source::upssched);
  CHECK(source_of(CommandEnded{{ScriptKind::plan, "x", "ONBATT"}, 0}) == Source::upssched);
  CHECK(source_of(CommandEnded{{ScriptKind::notify, {}, "ONBATT"}, 0}) == Source::upsmon);
  CHECK(source_of(CommandSkipped{Skipped::no_script, "x", "ONBATT"}) == Source::upssched);
  CHECK(source_of(CommandSkipped{Skipped::too_many, {}, "ONBATT", 64}) == Source::upsmon);
  CHECK(source_of(WaitGivenUp{}) == Source::upssched);
  CHECK(source_of(NoShutdownCommand{}) == Source::upsmon);
}

TEST_CASE("a decision to shut down names each critical UPS, and its cause and numbers as values") {
  Settings settings = loud_settings();
  settings.thresholds.charge = 40;
  Monitor monitor(settings);
  const auto actions = monitor.read(Instant(seconds(1)), "a", {Status::parse("OB"), {}, 39, {}});
  const auto decided = std::find_if(actions.begin(), actions.end(), [](const Action& action) {
    return entry_of<ShutdownDecided>(action) != nullptr;
  });
  REQUIRE(decided != actions.end());
  const auto* shutdown = entry_of<ShutdownDecided>(*decided);
  CHECK(shutdown->upses == CriticalUpses{{"a@localhost", {Cause::charge, 39, 40}}});
}

TEST_CASE("each kind of action has a word of its own, without blanks") {
  const Actions actions{LogEntry(Notified{}),
                        LogEntry(TimerStarted{}),
                        LogEntry(TimerStillRunning{}),
                        LogEntry(TimerCancelled{}),
                        LogEntry(TimerExpired{}),
                        LogEntry(TimerExpired{{}, NotifyType::onbatt}),
                        LogEntry(CommandQueued{}),
                        LogEntry(CommandSkipped{}),
                        LogEntry(CommandEnded{}),
                        LogEntry(CommandEnded{{}, 0}),
                        LogEntry(LowbattHeld{}),
                        LogEntry(OutageIgnored{}),
                        LogEntry(ShutdownDecided{}),
                        LogEntry(WaitGivenUp{}),
                        LogEntry(NoShutdownCommand{}),
                        LogEntry(ShutdownCommandFailed{}),
                        LogEntry(MachineStillRunning{}),
                        LogEntry(WatchingAgain{}),
                        LogEntry(UnknownUps{}),
                        LogEntry(UnknownCommand{}),
                        WallMessage{},
                        RunCommand{},
                        WritePowerdownFlag{},
                        RemovePowerdownFlag{},
                        Exit{}};
  std::set<std::string_view> words;
  for (const Action& action : actions) {
    CHECK(key_of(action).find(' ') == std::string_view::npos);
    CHECK_MESSAGE(words.insert(key_of(action)).second, std::string(key_of(action)));
  }
}

}  // namespace
}  // namespace upshid::monitor
