#include "rehearse/halt.h"

#include "unit/rehearse/rehearsed.h"

namespace upshid::rehearsal {

TEST_CASE("shutdown(8) waits as long as it is told, and a minute when it is not") {
  CHECK(check::read_shutdown_command("/sbin/shutdown -h +0").delay == minutes(0));
  CHECK(check::read_shutdown_command("/sbin/shutdown -h now").delay == minutes(0));
  CHECK(check::read_shutdown_command("shutdown -h +5 \"power failed\"").delay == minutes(5));
  CHECK(check::read_shutdown_command("shutdown -P 3").delay == minutes(3));
  CHECK(check::read_shutdown_command("/sbin/shutdown -h").delay == minutes(1));
  CHECK(check::read_shutdown_command("/sbin/shutdown -h +99999999").delay ==
        std::chrono::hours(24));
  CHECK(check::read_shutdown_command("systemctl poweroff").delay == minutes(0));
  CHECK(check::read_shutdown_command("").delay == minutes(0));
}

TEST_CASE("a SHUTDOWNCMD that waits is told, and waited for") {
  Files files = usual();
  files.upsmon += "SHUTDOWNCMD \"/sbin/shutdown -h +1\"\n";
  const Report report = rehearsed("long", files, small_battery(),
                                  {{"onbatt", seconds(1)}, {"emergency-shutdown", seconds(10)}});
  CHECK(report.headline ==
        "SAFE: this machine is off at 14 min 11 s, 1 min 49 s before the battery is empty.");
  CHECK(report.notes.back() ==
        "SHUTDOWNCMD \"/sbin/shutdown -h +1\" waits 1 min before it halts this machine.");
}

TEST_CASE("delays are rounded up to the minutes that CyberPower keeps") {
  Premises premises = small_battery();
  CHECK(ups_delay(premises, seconds(0)) == seconds(0));
  CHECK(ups_delay(premises, seconds(20)) == seconds(60));
  CHECK(ups_delay(premises, seconds(61)) == seconds(120));
  premises.delay_step = seconds(1);
  CHECK(ups_delay(premises, seconds(20)) == seconds(20));
}

}  // namespace upshid::rehearsal
