// What counts as a shutdown in a rehearsal.

#include <doctest/doctest.h>

#include <filesystem>

#include "cases/case.h"

namespace upshid::test {

namespace {

// The script for "dusk", which runs when line power fails.
void at_once(const Case& a, const std::string& commands) {
  a.script("#!/bin/sh\ncase $1 in\ndusk) " + commands + " ;;\nsilent) logger a ;;\nesac\n");
  a.write("upssched.conf", "CMDSCRIPT @/on-event\nAT ONBATT * EXECUTE dusk\n");
}

}  // namespace

TEST_CASE("a command that halts in a blip is not safe, whatever its event and its words") {
  const Case a;
  for (const char* commands :
       {"poweroff", "/sbin/shutdown -h now", "sudo systemctl poweroff", "init 0", "nohup halt &",
        "ssh root@nas shutdown -h now", "for h in a b; do ssh $h poweroff; done",
        "sh -c 'sleep 1; halt'", "sudo upshid-sched fsd --really", "reboot", "shutdown -r now",
        "ssh root@nas reboot", "shutdown -h 23:00"}) {
    at_once(a, commands);
    for (const char* scenario : {"blip", "flicker", "usb-drop"}) {
      const Rehearsed found = a.rehearse(scenario);
      CHECK_MESSAGE(found.level() == "not safe", commands, " ", scenario);
      CHECK(found.status == 15);
    }
  }
  for (const char* commands :
       {"shutdown -c", "logger poweroff", "shutdown -h soon", "/nonexistent/upsmon -c fsd"}) {
    at_once(a, commands);
    CHECK_MESSAGE(a.rehearse("blip").status == 0, commands);
  }
}

TEST_CASE("a SHUTDOWNCMD that reboots, waits for the evening or cannot start is not safe") {
  const Case a;
  a.write("upssched.conf", "");
  a.write("stop", "#!/bin/sh\r\n/sbin/shutdown -h +0\r\n", 0755);
  for (const char* command :
       {"/sbin/reboot", "/sbin/shutdown -h 23:00", "/sbin/shutdown -h soon", "@/stop"}) {
    a.write("upsmon.conf",
            std::string("MONITOR shed@localhost 1 u p primary\nPOWERDOWNFLAG /etc/killpower\n"
                        "SHUTDOWNCMD \"") +
                command + "\"\n");
    CHECK_MESSAGE(a.rehearse("long").level() == "not safe", command);
  }
}

TEST_CASE("a timer's halt is decided when it expires, and the power is not cut after it") {
  const Case a;
  a.script("#!/bin/sh\ncase $1 in\ndusk) logger a; sleep 30; /sbin/shutdown -h +1 ;;\nesac\n");
  const Rehearsed found = a.rehearse("long");
  CHECK(found.status == 0);
  const auto& outcome = found.json["verdict"]["if_commands_take_no_time"];
  CHECK(outcome["decided_at"] == 90);
  CHECK(outcome["shutdowncmd_at"] == nullptr);
  CHECK(outcome["off_at"] == 90 + 30 + 60 + 60);
  CHECK(found.json["commands"][0]["halts"]["line"] == 3);
  CHECK(found.json["verdict"]["commands_of_unknown_time"].empty());
  CHECK(found.json["verdict"]["notes"][0].get<std::string>().find("POWERDOWNFLAG is not written") !=
        std::string::npos);
  CHECK(a.rehearse("blip").status == 0);
}

TEST_CASE("a call of upsmon that reaches nobody is said to be no shutdown") {
  const Case a;
  a.script("#!/bin/sh\ncase $1 in\ndusk) /nonexistent/upsmon -c fsd ;;\nesac\n");
  const Rehearsed found = a.rehearse("long");
  CHECK(found.json["verdict"]["if_commands_take_no_time"]["decided_at"] > 600);
  CHECK(found.remarks().find("dusk shuts nothing down by \"/nonexistent/upsmon -c fsd\" in ") == 0);
}

TEST_CASE("a call of upsmon that reaches the monitor is its shutdown, power-down flag included") {
  if (skips_without_root()) return;
  const Case a;
  a.write("upshid-monitor", "", 0755);
  std::filesystem::create_symlink("upshid-monitor", a.path() + "/upsmon");
  a.script("#!/bin/sh\ncase $1 in\ndusk) @/upsmon -c fsd ;;\nsilent) logger a ;;\nesac\n");
  const Rehearsed found = a.rehearse("long");
  CHECK(found.level() == "safe");
  const auto& outcome = found.json["verdict"]["if_commands_take_no_time"];
  CHECK(outcome["decided_at"] == 90);
  CHECK(outcome["shutdowncmd_at"] == 95);
  CHECK(outcome["output_off_at"] != nullptr);
  const Checked checked = a.check();
  CHECK(checked.status == 0);
  CHECK_MESSAGE(checked.has("note on-event:3 calls_us\n"), checked.findings);
}

TEST_CASE("a SHUTDOWNCMD of its own makes the verdict depend on how long it takes") {
  const Case a;
  a.script("#!/bin/sh\nlogger $1\n");
  const auto with = [&a](const std::string& command) {
    a.write("upsmon.conf",
            "MONITOR shed@localhost 1 u p primary\nPOWERDOWNFLAG /etc/killpower\n"
            "SHUTDOWNCMD \"" +
                command + "\"\n");
  };
  a.write("stop-all", "#!/bin/sh\n/usr/local/bin/stop-machines\n/sbin/shutdown -h now\n", 0755);
  with("@/stop-all");
  const Rehearsed found = a.rehearse("long");
  CHECK(found.status == 15);
  CHECK(found.level() == "depends");
  CHECK(found.json["verdict"]["longest_safe_command"] > 60);
  CHECK(found.json["verdict"]["commands_of_unknown_time"][0] == a.path() + "/stop-all");
  CHECK(found.json["verdict"]["text"].get<std::string>().find(
            "SAFE ONLY IF " + a.path() + "/stop-all takes no longer than ") == 0);
  CHECK(a.rehearse("long", {"--script-time", "SHUTDOWNCMD=100"}).level() == "safe");
  CHECK(a.rehearse("long", {"--script-time", "SHUTDOWNCMD=1000"}).level() == "not safe");
  CHECK(a.rehearse("blip").level() == "safe");

  a.write("short", "#!/bin/sh\nlogger a\nsleep 20\nexec /sbin/shutdown -h +1\n", 0755);
  with("@/short");
  CHECK(a.rehearse("long").level() == "safe");
  with("/usr/bin/env logger down");
  CHECK(a.rehearse("long").level() == "not safe");
  CHECK(a.check().has("warning upsmon.conf:3 does_not_halt\n"));
}

TEST_CASE("a second word of CANCEL-TIMER runs when the first timer is not running") {
  const Case a;
  a.script("#!/bin/sh\ncase $1 in\nnight) poweroff ;;\nesac\n");
  a.write(
      "upssched.conf",
      "CMDSCRIPT @/on-event\nAT ONBATT * START-TIMER night 200\nAT LOWBATT * START-TIMER dusk 10\n"
      "AT ONLINE * CANCEL-TIMER dusk night\n");
  const Rehearsed found = a.rehearse("blip");
  CHECK(found.commands() == "night ");
  CHECK(found.status == 15);
}

}  // namespace upshid::test
