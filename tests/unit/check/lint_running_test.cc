#include <doctest/doctest.h>
#include <upshid/ups.h>

#include "check/lint.h"
#include "unit/check/folder.h"
#include "watch/digest.h"

using namespace upshid::check;
using namespace upshid::check::test;

namespace {

constexpr const char* unit = "0764:0601 CPS CP850PFCLCDa, serial 1, port 1-1, /dev/hidraw0";

// A monitor that runs what the folder has.
MonitorStatus same(const Folder& folder) {
  MonitorStatus out;
  out.version = upshid::version();
  out.confdir = folder.path();
  out.configuration = upshid::watch::digest_of(folder.sources().configuration);
  UpsStatus ups;
  ups.name = "cyberpower";
  ups.heard = true;
  ups.device = unit;
  out.upses.push_back(ups);
  return out;
}

Report lint(const Folder& folder, const MonitorStatus& monitor) {
  MeasuredUps ups;
  ups.name = "cyberpower";
  ups.line = unit;
  Findings findings;
  lint_running(folder.sources(), {ups}, monitor, findings);
  return folder.report(findings);
}

}  // namespace

TEST_CASE("a monitor that runs these files is well") {
  const Folder folder;
  CHECK(lint(folder, same(folder)) == "");
}

TEST_CASE("files that were changed since the monitor read them are a reload that is due") {
  const Folder folder;
  const MonitorStatus running = same(folder);
  const auto is_due = [&] {
    return lint(folder, running).starts_with("warning: the running monitor has other settings");
  };
  folder.write("upsmon.conf", "MONITOR cyberpower 1 u p primary\nSHUTDOWNCMD /sbin/halt\n");
  CHECK(is_due());
  CHECK(lint(folder, same(folder)) == "");
  const MonitorStatus later = same(folder);
  folder.write("upssched.conf", "AT ONBATT * START-TIMER early 60\n");
  CHECK(lint(folder, later).starts_with("warning: the running monitor has other settings"));
}

TEST_CASE("a UPS that was plugged in or named later is not watched yet") {
  const Folder folder;
  const MonitorStatus running = same(folder);
  folder.write("ups.conf", "[cyberpower]\ndriver = usbhid-ups\n[second]\ndriver = usbhid-ups\n");
  CHECK(lint(folder, running) ==
        "warning: the running monitor does not watch second\n-> sudo upshid-sched reload\n");
  MonitorStatus more = same(folder);
  more.upses.push_back({"second", "", 0, "", {}, "", false, {}, {}, "", ""});
  more.upses.push_back({"third", "", 0, "", {}, "", false, {}, {}, "", ""});
  CHECK(lint(folder, more) ==
        "warning: the running monitor watches third, which this configuration does not\n-> sudo "
        "upshid-sched reload\n");
}

TEST_CASE(
    "another unit under the same name, another folder, a dry run and another version are told") {
  const Folder folder;
  MonitorStatus other = same(folder);
  other.upses.front().device = "051d:0002 APC, serial 2";
  CHECK(lint(folder, other)
            .starts_with("warning: the running monitor watches another unit as cyberpower: "
                         "051d:0002 APC, serial 2; "));
  other.upses.front().heard = false;
  CHECK(lint(folder, other) == "");
  MonitorStatus elsewhere = same(folder);
  elsewhere.confdir = "/somewhere";
  CHECK(
      lint(folder, elsewhere)
          .starts_with("warning: the running monitor uses the files in /somewhere, not those in "));
  MonitorStatus dry = same(folder);
  dry.dry_run = true;
  CHECK(lint(folder, dry).starts_with("warning: the running monitor is a dry run"));
  MonitorStatus old = same(folder);
  old.version = "0.0.1";
  CHECK(lint(folder, old).starts_with("warning: the running monitor is version 0.0.1, this is "));
}
