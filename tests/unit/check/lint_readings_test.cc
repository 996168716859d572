#include <doctest/doctest.h>

#include "check/lint.h"
#include "unit/check/folder.h"

using namespace upshid::check;
using namespace upshid::check::test;
using namespace std::chrono_literals;

namespace {

MeasuredUps full() {
  MeasuredUps ups;
  ups.name = "cyberpower";
  ups.status = "OL";
  ups.charge_low = 10;
  ups.runtime_low = 300s;
  return ups;
}

Report lint(const Folder& folder, const MeasuredUps& ups) {
  Findings findings;
  lint_readings(folder.sources(), {ups}, findings);
  return folder.report(findings);
}

Report with_section(std::string_view entries, std::string_view upshid = {}) {
  const Folder folder;
  folder.write("ups.conf", "[cyberpower]\ndriver = usbhid-ups\n" + std::string(entries));
  if (!upshid.empty()) folder.write("upshid.conf", upshid);
  return lint(folder, full());
}

}  // namespace

TEST_CASE("a UPS that does not report line power is an error, whatever else it reports") {
  const Folder folder;
  MeasuredUps ups = full();
  CHECK(lint(folder, ups) == "");
  ups.status = "CHRG";
  ups.is_line_known = false;
  CHECK(lint(folder, ups)
            .starts_with("error: UPS cyberpower does not report whether line power is present; an "
                         "outage would not be "
                         "noticed, and this machine would run until the battery is empty\n-> "));
  ups.reports_discharge = true;
  CHECK(
      lint(folder, ups)
          .starts_with(
              "error: UPS cyberpower does not report whether line power is present; "
              "an outage would show only by its battery discharging, and its end not at all\n-> "));
  ups.is_stale = true;
  CHECK(lint(folder, ups)
            .starts_with("error: UPS cyberpower does not report whether line power is present: the "
                         "report that has it "
                         "cannot be read; "));
  ups.error = "no UPS found";
  CHECK(lint(folder, ups) == "");
}

TEST_CASE("a limit without ignorelb changes nothing, and that is said with its place") {
  const std::string after =
      ": without ignorelb this changes what is shown, not when the UPS reports a low battery, so "
      "this machine does not shut down at it\n-> add ignorelb to [cyberpower], or write ";
  CHECK(with_section("override.battery.charge.low = 60\n") ==
        "ups.conf:3:31: warning: override.battery.charge.low = 60" + after +
            "SHUTDOWN_CHARGE 60 in upshid.conf\n");
  CHECK(with_section("lowbatt = 60\n") ==
        "ups.conf:3:11: warning: lowbatt = 60" + after + "SHUTDOWN_CHARGE 60 in upshid.conf\n");
  CHECK(with_section("override.battery.runtime.low = 900\n") ==
        "ups.conf:3:32: warning: override.battery.runtime.low = 900" + after +
            "SHUTDOWN_RUNTIME 900 in upshid.conf\n");
}

TEST_CASE("a limit that is met in another way is no finding") {
  CHECK(with_section("override.battery.charge.low = 60\nignorelb\n") == "");
  CHECK(with_section("lowbatt = 10\n") == "");
  CHECK(with_section("override.battery.charge.low = 60\n", "SHUTDOWN_CHARGE 60\n") == "");
  CHECK(with_section("override.battery.runtime.low = 900\n", "SHUTDOWN_RUNTIME 1000\n") == "");
  CHECK(with_section("override.battery.runtime.low = 900\n", "SHUTDOWN_RUNTIME 600\n") != "");
  CHECK(with_section("override.battery.charge = 60\n") == "");
}

TEST_CASE("ignorelb without any limit is an error: the battery is never low") {
  const Folder folder;
  folder.write("ups.conf", "[cyberpower]\ndriver = usbhid-ups\nignorelb\n");
  MeasuredUps ups = full();
  CHECK(lint(folder, ups) == "");
  ups.charge_low.reset();
  ups.runtime_low.reset();
  CHECK(lint(folder, ups).starts_with("ups.conf:3:1: error: ignorelb: cyberpower has neither "));
}
