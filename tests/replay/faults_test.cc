#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

#include "open.h"
#include "replay/capture.h"
#include "skip.h"

using namespace upshid;
using hid::ReportType;

namespace {

// The EC850LCD on line power; its present-status is feature report 0x0b.
std::optional<replay::Capture> ec850lcd() {
  for (const std::string& folder : replay::device_folders()) {
    if (folder.ends_with("cyberpower-ec850lcd")) return replay::load_capture(folder, 0);
  }
  upshid::test::skip("no folder of captured devices beside this checkout");
  return std::nullopt;
}

Ups opened(replay::Capture& capture) {
  return UpsOpener::open(replay::make_transport(capture), Found{}, nullptr).value();
}

}  // namespace

TEST_CASE("a stalled report costs its own variables, which are named, and no others") {
  auto capture = ec850lcd();
  if (!capture) return;
  capture->faults[{ReportType::feature, 0x08}] = {Code::stalled, "report 0x08", "no answer", 32};
  Ups ups = opened(*capture);
  const Snapshot snapshot = ups.read().value();
  CHECK(snapshot.find("battery.charge") == nullptr);
  CHECK(snapshot.find("battery.runtime") == nullptr);
  REQUIRE(snapshot.find("ups.status") != nullptr);
  CHECK(snapshot.find("ups.status")->value == "OL CHRG");
  CHECK_FALSE(snapshot.stale());
  REQUIRE(snapshot.failures().size() == 1);
  CHECK(snapshot.failures()[0].report_id == 0x08);
  CHECK(snapshot.failures()[0].variables ==
        std::vector<std::string>{"battery.charge", "battery.runtime", "battery.runtime.low"});
}

TEST_CASE("a short report yields the values that came whole") {
  auto capture = ec850lcd();
  if (!capture) return;
  capture->reports[{ReportType::feature, 0x08}].resize(3);
  Ups ups = opened(*capture);
  const Snapshot snapshot = ups.read().value();
  CHECK(snapshot.find("battery.charge") != nullptr);
  CHECK(snapshot.find("battery.runtime") == nullptr);
  REQUIRE(snapshot.failures().size() == 1);
  CHECK(snapshot.failures()[0].error.code == Code::short_report);
  CHECK(snapshot.failures()[0].variables ==
        std::vector<std::string>{"battery.runtime", "battery.runtime.low"});
  CHECK(snapshot.failures()[0].error.text() == "feature report 0x08: received 3 bytes, expected 6");
}

TEST_CASE("a report that answers as another one is not believed") {
  auto capture = ec850lcd();
  if (!capture) return;
  capture->reports[{ReportType::feature, 0x0b}][0] = 0x0c;
  Ups ups = opened(*capture);
  const Snapshot snapshot = ups.read().value();
  CHECK(snapshot.stale());
  CHECK(snapshot.failures()[0].error.text() == "feature report 0x0b: answered as report 0x0c");
}

TEST_CASE("without present-status the snapshot is stale, and never says on battery") {
  auto capture = ec850lcd();
  if (!capture) return;
  capture->faults[{ReportType::feature, 0x0b}] = {Code::timeout, "report 0x0b", "no answer", 110};
  Ups ups = opened(*capture);
  const Snapshot snapshot = ups.read().value();
  CHECK(snapshot.stale());
  CHECK(snapshot.find("battery.charge") != nullptr);
  CHECK(snapshot.find("ups.status")->value.find("OB") == std::string::npos);
}

TEST_CASE("a device that goes away in mid-read is asked nothing more, and half a state is none") {
  auto capture = ec850lcd();
  if (!capture) return;
  capture->faults[{ReportType::feature, 0x0f}] = {Code::disconnected, "report 0x0f", "gone", 19};
  Ups ups = opened(*capture);
  capture->asked.clear();
  const auto snapshot = ups.read();
  REQUIRE_FALSE(snapshot);
  CHECK(snapshot.error().text() == "report 0x0f: gone (No such device, errno 19)");
  CHECK(snapshot.error().code == Code::disconnected);
  CHECK(capture->asked.contains({ReportType::feature, 0x0b}));
  const bool all = std::ranges::all_of(
      capture->reports, [&](const auto& report) { return capture->asked.contains(report.first); });
  CHECK_FALSE(all);
}

TEST_CASE("a device that is gone from the first report on is an error, not an empty snapshot") {
  auto capture = ec850lcd();
  if (!capture) return;
  Ups ups = opened(*capture);
  for (const auto& [key, bytes] : capture->reports) {
    capture->faults[key] = {Code::disconnected, "EC850LCD", "gone", 19};
  }
  const auto snapshot = ups.read();
  REQUIRE_FALSE(snapshot);
  CHECK(snapshot.error().code == Code::disconnected);
}

TEST_CASE("a descriptor is believed when two reads in a row agree, and refused when none do") {
  auto capture = ec850lcd();
  if (!capture) return;
  auto garbled = capture->descriptor;
  garbled[0] = 0x81;
  capture->descriptor_reads = {garbled};
  CHECK(UpsOpener::open(replay::make_transport(*capture), Found{}, nullptr));
  for (std::uint8_t i = 1; i <= 5; ++i) {
    garbled[1] = i;
    capture->descriptor_reads.push_back(garbled);
  }
  const auto refused = UpsOpener::open(replay::make_transport(*capture), Found{}, nullptr);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Code::malformed_descriptor);
  CHECK(refused.error().what ==
        "5 reads of the report descriptor all differed; expected two equal ones");
}

TEST_CASE("any bytes in any report are read without a crash and without an invented state") {
  for (const std::string& folder : replay::device_folders()) {
    replay::Capture capture = replay::load_capture(folder, 0);
    auto ups = UpsOpener::open(replay::make_transport(capture), Found{}, nullptr);
    if (!ups) continue;
    for (const int fill : {0x00, 0xff, 0x55, 0xaa, 0x80}) {
      for (auto& [key, bytes] : capture.reports) {
        for (std::size_t i = 1; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(fill);
      }
      const auto snapshot = ups->read();
      CAPTURE(folder);
      REQUIRE(snapshot);
      CHECK(std::ranges::is_sorted(snapshot->variables(), {}, &Variable::name));
    }
  }
}
