// Machines that stay off, machines that hang on this one, and questions about the wrong folder.

#include <doctest/doctest.h>

#include "cases/case.h"
#include "tool/unknown_maker.h"

namespace upshid::test {

TEST_CASE("without POWERDOWNFLAG a passing outage leaves this machine off, and both say so") {
  const Case a;
  const std::string sound = "MONITOR shed@localhost 1 u p primary\nSHUTDOWNCMD \"halt\"\n";
  a.write("upssched.conf", "");
  a.write("upsmon.conf", sound + "POWERDOWNFLAG /etc/killpower\n");
  CHECK(a.rehearse("last-moment").level() == "safe");
  a.write("upsmon.conf", sound);
  const Rehearsed found = a.rehearse("last-moment");
  CHECK(found.level() == "stays off");
  CHECK(found.status == 15);
  CHECK(a.check().has("warning upsmon.conf:0 no_powerdown_flag\n"));
  CHECK(a.rehearse("long").remarks().find("POWERDOWNFLAG") == std::string::npos);
}

TEST_CASE("a UPS whose maker is not known is not cut, and both say that this machine stays off") {
  Case a;
  a.write("upssched.conf", "");
  a.write("ups.rec", recording_of_unknown_maker());
  a.ups = "shed=recording:" + a.path() + "/ups.rec";
  CHECK(a.check().has("warning :0 cut_untested\n"));
  CHECK(run({"check", "--confdir", a.path(), a.ups})
            .out.find("except shed: shutdown.return is not known to work on it\n") !=
        std::string::npos);
  a.write("ups.conf", "[shed]\ndriver = usbhid-ups\nport = auto\nsdorder = -1\n");
  CHECK_FALSE(a.check().has("cut_untested"));
  a.write("ups.conf", "[shed]\ndriver = usbhid-ups\nport = auto\n");
  const Rehearsed found = a.rehearse("last-moment");
  CHECK(found.level() == "stays off");
  CHECK(found.status == 15);
  CHECK(found.json["verdict"]["notes"].dump().find("not known to work") != std::string::npos);
  a.write("ups.conf", "[shed]\ndriver = usbhid-ups\nport = auto\ncommands_tested = 1209:0001\n");
  CHECK_FALSE(a.check().has("cut_untested"));
  CHECK(a.rehearse("last-moment").level() == "safe");
}

TEST_CASE("a UPS that has no command to cut its power leaves this machine off as well") {
  Case a;
  a.write("upssched.conf", "");
  std::string text = recording_of_unknown_maker();
  // DelayBeforeShutdown and DelayBeforeStartup become a usage that no command has.
  for (const char* usage : {"85 15 09 57", "85 16 09 56"}) {
    for (auto at = text.find(usage); at != std::string::npos; at = text.find(usage))
      text.replace(at + 9, 2, "fe");
  }
  a.write("ups.rec", text);
  a.ups = "shed=recording:" + a.path() + "/ups.rec";
  CHECK(a.check().has("warning :0 cut_missing\n"));
  CHECK(a.rehearse("last-moment").level() == "stays off");
}

TEST_CASE("without any configuration there is a flag, and the machine starts again") {
  const Case a;
  a.write("none/upshid.conf", "");
  const Ran ran = run(
      {"rehearse", "--json", "--confdir", a.path() + "/none", "--scenario", "last-moment", a.ups});
  CHECK(ran.status == 0);
  CHECK(ran.out.find("\"output_on_at\": null") == std::string::npos);
}

TEST_CASE("a halt by a script leaves no flag, so the machine stays off") {
  const Case a;
  a.script("#!/bin/sh\ncase $1 in dusk) /sbin/shutdown -h now ;; silent) logger a ;; esac\n");
  a.write("upssched.conf",
          "CMDSCRIPT @/on-event\nAT ONBATT * START-TIMER dusk 90\n"
          "AT LOWBATT * CANCEL-TIMER dusk\nAT NOCOMM * EXECUTE silent\n");
  CHECK(a.rehearse("long").json["verdict"]["notes"].dump().find("POWERDOWNFLAG is not written") !=
        std::string::npos);
}

TEST_CASE("machines that hang on this one are named with the place that tells of them") {
  if (skips_without_root()) return;
  const Case a;
  a.script("#!/bin/sh\nlogger $1\n");
  CHECK(a.check().status == 0);
  a.write("upshid.conf", "NUT_SOCKET no\n");
  a.write("nut.conf", "MODE=netserver\n");
  a.write("upsd.conf", "LISTEN 0.0.0.0 3493\n");
  a.write("upsd.users",
          "[watcher]\npassword = pass\nupsmon primary\n[barn]\npassword = x\n"
          "upsmon secondary\n");
  const Checked found = a.check();
  CHECK(found.status == 6);
  CHECK(found.has("error upsd.users:4 secondary_not_served\n"));
  a.write("nut.conf", "MODE=standalone\n");
  a.write("upsd.conf", "LISTEN 127.0.0.1\n");
  CHECK(a.check().status == 0);
}

TEST_CASE("machines that upsd serves are nothing against the configuration, and are waited for") {
  if (skips_without_root()) return;
  const Case a;
  a.script("#!/bin/sh\nlogger $1\n");
  const auto commanded_at = [&a] {
    return a.rehearse("long").json["verdict"]["if_commands_take_no_time"]["shutdowncmd_at"];
  };
  const auto alone = commanded_at();
  a.write("nut.conf", "MODE=netserver\n");
  a.write("upsd.conf", "LISTEN 0.0.0.0 3493\n");
  a.write("upsd.users", "[barn]\npassword = x\nupsmon secondary\n");
  a.write("upshid.conf", "NUT_SOCKET yes\n");
  CHECK(a.check().status == 0);
  const std::string page = run({"check", "--confdir", a.path(), a.ups}).out;
  CHECK(page.find("in its upsmon.conf: MONITOR shed@") != std::string::npos);
  CHECK(page.find("1 barn PASSWORD secondary") != std::string::npos);
  CHECK(commanded_at() == alone.get<double>() + 15 - 5);  // HOSTSYNC for FINALDELAY.
}

TEST_CASE("a folder that is not there is an error of check and rehearse") {
  const Case a;
  for (const char* verb : {"check", "rehearse"}) {
    const Ran ran = run({verb, "--confdir", a.path() + "/nowhere", a.ups});
    CHECK_MESSAGE(ran.status == 2, verb);
    CHECK_MESSAGE(ran.out == "", verb);
    CHECK_MESSAGE(ran.err.find("nowhere: No such file or directory") != std::string::npos, verb);
  }
}

}  // namespace upshid::test
