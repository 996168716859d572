// What overlaps, and what never runs.

#include "unit/rehearse/rehearsed.h"

namespace upshid::rehearsal {

namespace {

Files with_plan(const std::string& lines) {
  Files files = usual();
  files.upssched = "CMDSCRIPT /bin/x\n" + lines;
  return files;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("commands overlap for certain where their time is known") {
  const Files files = with_plan("AT ONBATT * START-TIMER a 10\nAT ONBATT * START-TIMER b 20\n");
  CHECK(rehearsed("long", files).overlaps ==
        Lines{"a and b run at the same time if a takes longer than 10 s"});
  CHECK(rehearsed("long", files, small_battery(), {{"a", seconds(11)}}).overlaps ==
        Lines{"a and b run at the same time, from 20 s on"});
  CHECK(rehearsed("long", files, small_battery(), {{"a", seconds(10)}}).overlaps.empty());
}

TEST_CASE("commands of one event run at the same time") {
  const Files files = with_plan("AT ONBATT * EXECUTE a\nAT ONBATT * EXECUTE b\n");
  CHECK(rehearsed("long", files).overlaps == Lines{"a and b run at the same time, from 0 s on"});
}

TEST_CASE("what LOWBATT and SHUTDOWN both ask for runs once") {
  CHECK(rehearsed("long").merged ==
        Lines{"emergency-shutdown runs once, for LOWBATT, and not again for SHUTDOWN "
              "(upssched.conf:5: AT SHUTDOWN * EXECUTE emergency-shutdown); NUT runs both at the "
              "same time"});
}

TEST_CASE("a timer that would end after the end never runs its command") {
  const Files files = with_plan("AT ONBATT * START-TIMER late 3600\n");
  CHECK(rehearsed("long", files).never == Lines{"late (upssched.conf:2: AT ONBATT * START-TIMER "
                                                "late 3600): its timer expires at 1 h, but "
                                                "this machine shuts down at 12 min 6 s"});
  CHECK(rehearsed("blip", files).never == Lines{"late (upssched.conf:2: AT ONBATT * START-TIMER "
                                                "late 3600): its timer expires at 1 h, but "
                                                "line power has been back since 5 s"});
}

TEST_CASE("an event without EXEC runs nothing of the plan, nor does one that is ignored") {
  Files files = with_plan("AT ONBATT * EXECUTE a\nAT ONLINE * EXECUTE b\n");
  files.upsmon += "NOTIFYFLAG ONBATT SYSLOG+WALL\nNOTIFYFLAG ONLINE IGNORE\n";
  CHECK(rehearsed("blip", files).never ==
        Lines{"a (upssched.conf:2: AT ONBATT * EXECUTE a): NOTIFYFLAG ONBATT in upsmon.conf has no "
              "EXEC",
              "b (upssched.conf:3: AT ONLINE * EXECUTE b): NOTIFYFLAG ONLINE in upsmon.conf has "
              "IGNORE"});
}

TEST_CASE("lines for another UPS, and for what does not happen, never run") {
  const Files files = with_plan(
      "AT ONBATT cellar@localhost EXECUTE a\nAT COMMBAD * EXECUTE b\nAT LOWBATT * EXECUTE b\n"
      "AT ONLINE * CANCEL-TIMER t c\n");
  CHECK(rehearsed("blip", files).never ==
        Lines{"a (upssched.conf:2: AT ONBATT cellar@localhost EXECUTE a): it is for UPS "
              "cellar@localhost",
              "b (COMMBAD, LOWBATT): these events do not occur"});
}

TEST_CASE("a plan that NOTIFYCMD does not call never runs") {
  Files files = with_plan("AT ONBATT * EXECUTE a\n");
  files.upsmon += "NOTIFYCMD /usr/local/bin/tell\n";
  const Report report = rehearsed("blip", files);
  CHECK(report.never ==
        Lines{"upssched.conf as a whole: NOTIFYCMD in upsmon.conf is not upssched"});
  REQUIRE(report.trial.slow.commands.size() == 2);
  CHECK(report.trial.slow.commands.front().name == "NOTIFYCMD");
  CHECK(report.trial.slow.commands.front().types == "ONBATT");
}

TEST_CASE("an event is found by its type, whatever the words of NOTIFYMSG") {
  Files files = with_plan("AT ONBATT * START-TIMER late 3600\nAT ONLINE * EXECUTE never\n");
  const auto before = rehearsed("long", files).never;
  files.upsmon += "NOTIFYMSG ONBATT \"the same words\"\nNOTIFYMSG ONLINE \"the same words\"\n";
  CHECK(rehearsed("long", files).never == before);
}

TEST_CASE("without CMDSCRIPT nothing of the plan runs") {
  Files files = usual();
  files.upssched = "AT ONBATT * EXECUTE a\n";
  CHECK(rehearsed("blip", files).never ==
        Lines{"a (upssched.conf:1: AT ONBATT * EXECUTE a): there is no CMDSCRIPT"});
}

}  // namespace upshid::rehearsal
