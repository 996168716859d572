// The words of the monitor's log, whole.

#include <doctest/doctest.h>
#include <upshid/action.h>

#include <string>

namespace upshid::monitor {
namespace {

std::string words(const LogEntry& entry) {
  return text_of(entry);
}

TEST_CASE("what is ignored is named") {
  CHECK(words(UnknownUps{"b"}) == "UPS b is not watched; ignored");
  CHECK(words(UnknownCommand{9}) == "unknown command number 9; ignored");
}

TEST_CASE("a timer that expires and runs nothing says why") {
  const TimerName timer{"t", "a@localhost"};
  CHECK(words(TimerExpired{timer, {}}) == "timer t of a@localhost expired");
  CHECK(words(TimerExpired{timer, NotifyType::onbatt}) ==
        "timer t of a@localhost expired, but the UPS is back on line power; nothing run");
  CHECK(words(TimerExpired{timer, NotifyType::commbad}) ==
        "timer t of a@localhost expired, but COMMBAD no longer holds; nothing run");
}

TEST_CASE("a command that does not run says why") {
  CHECK(words(CommandSkipped{Skipped::no_script, "x", "ONBATT"}) ==
        "cannot run command x: upssched.conf has no CMDSCRIPT");
  CHECK(words(CommandSkipped{Skipped::succeeded, "x", "ONBATT"}) ==
        "command x already succeeded in this outage; not run again for ONBATT");
  CHECK(words(CommandSkipped{Skipped::over, "x", "ONBATT"}) == "command x not run: ONBATT is over");
  CHECK(words(CommandSkipped{Skipped::too_many, {}, "COMMBAD", 64}) ==
        "64 NOTIFYCMD processes are still running; skipping COMMBAD");
}

TEST_CASE("a command's end is told with what it was") {
  CHECK(words(CommandEnded{{ScriptKind::plan, "x", "ONBATT"}, 0}) == "command x finished");
  CHECK(words(CommandEnded{{ScriptKind::notify, {}, "ONBATT"}, 3}) ==
        "NOTIFYCMD for ONBATT failed with exit status 3");
  CHECK(words(CommandEnded{{ScriptKind::shutdown, {}, {}}, -9}) ==
        "SHUTDOWNCMD was killed by signal 9");
  CHECK(words(CommandEnded{{ScriptKind::plan, "x", "ONBATT"}, std::nullopt}) ==
        "command x: exit status unknown; treating it as failed");
}

TEST_CASE("a command is written as a shell would take it") {
  CHECK(command_text({1, {"/sbin/shutdown -h +0"}, {}, true}) == "/sbin/shutdown -h +0");
  CHECK(command_text({1, {"/bin/cmd", "on battery", "x"}, {{"UPSNAME", "a b"}}, false}) ==
        "UPSNAME='a b' /bin/cmd 'on battery' x");
}

}  // namespace
}  // namespace upshid::monitor
