// Machines that stay off, machines that hang on this one, and questions about the wrong folder.

#include <doctest/doctest.h>

#include "cases/case.h"

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
