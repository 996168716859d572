// What quirk rows make of captured devices: values that the descriptor alone gives wrong.

#include <doctest/doctest.h>

#include <string>

#include "open.h"
#include "replay/capture.h"
#include "skip.h"

using namespace upshid;
using hid::ReportType;

namespace {

std::optional<replay::Capture> captured(const std::string& device) {
  for (const std::string& folder : replay::device_folders()) {
    if (folder.ends_with("/" + device)) return replay::load_capture(folder, 0);
  }
  upshid::test::skip("no folder of captured devices beside this checkout");
  return std::nullopt;
}

Ups opened(replay::Capture& capture) {
  return UpsOpener::open(replay::make_transport(capture), Found{}, nullptr).value();
}

}  // namespace

TEST_CASE("a Keor SP has volts and amperes, and timers that do not run") {
  auto capture = captured("legrand-ups-1cb0-0032");
  if (!capture) return;
  Ups ups = opened(*capture);
  const Snapshot snapshot = ups.read().value();
  CHECK(snapshot.status().text() == "OL");
  CHECK(snapshot.number("input.voltage") == 241.4);
  CHECK(snapshot.number("output.voltage") == 240.8);
  CHECK(snapshot.number("battery.voltage") == 13.6);
  CHECK(snapshot.number("output.current") == 0.2);
  for (const char* timer : {"ups.timer.shutdown", "ups.timer.start", "ups.timer.reboot"})
    CHECK(snapshot.find(timer)->value == "-1");
}

TEST_CASE("a Back-UPS BX is cut by the one value that it carries out, and comes back") {
  auto capture = captured("apc-back-ups-bx750mi");
  if (!capture) return;
  Ups ups = opened(*capture);
  for (const char* command : {"shutdown.return", "shutdown.default"}) {
    const auto plan = ups.plan_run(command);
    REQUIRE(plan);
    CHECK(plan->cuts_power);
    REQUIRE(plan->writes.size() == 1);
    CHECK(plan->writes[0].bytes == std::vector<std::uint8_t>{0x40, 0x01});
  }
}

TEST_CASE("a report without its padding has all of its values, and one without a value none") {
  auto capture = captured("apc-back-ups-bx750mi");
  if (!capture) return;
  auto& report = capture->reports[{ReportType::feature, 0x16}];
  report.resize(3);
  Ups ups = opened(*capture);
  const Snapshot snapshot = ups.read().value();
  CHECK(snapshot.status().text() == "OL CHRG");
  CHECK(snapshot.failures().empty());
  report.resize(1);
  const Snapshot cut = ups.read().value();
  REQUIRE(cut.failures().size() == 1);
  CHECK(cut.failures()[0].error.code == Code::short_report);
  CHECK(cut.status().text() == "OL");
}
