// Every captured device and value set, against what NUT prints of it. They are equal, or the
// difference stands in differences.txt with its reason; a row there that no longer differs is an
// error too, so the list stays true.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "open.h"
#include "replay/capture.h"
#include "replay/differences.h"
#include "skip.h"

using namespace upshid;

namespace {

std::map<std::string, std::string> read_ours(const std::string& folder, int set,
                                             std::string& refused) {
  replay::Capture capture = replay::load_capture(folder, set);
  auto ups = UpsOpener::open(replay::make_transport(capture), Found{}, nullptr);
  if (!ups) {
    refused = ups.error().text();
    return {};
  }
  auto snapshot = ups->read();
  REQUIRE(snapshot);
  std::map<std::string, std::string> out;
  for (const Variable& variable : snapshot->variables()) {
    if (!variable.name.starts_with("driver.")) out[variable.name] = variable.value;
  }
  return out;
}

}  // namespace

TEST_CASE("every captured device reads as NUT reads it, but for the listed differences") {
  const auto folders = replay::device_folders();
  if (folders.empty()) {
    return upshid::test::skip("no folder of captured devices beside this checkout");
  }
  replay::Differences differences(UPSHID_TEST_DATA "/differences.txt");
  for (const std::string& folder : folders) {
    const std::string device = std::filesystem::path(folder).filename().string();
    for (int set = 0; set < 3; ++set) {
      const auto nut = replay::load_nut(folder, set);
      std::string refused;
      const auto ours = read_ours(folder, set, refused);
      if (refused.empty()) {
        differences.compare(device, std::to_string(set), nut, ours);
      } else {
        differences.compare(device, std::to_string(set),
                            {{"refused", nut.empty() ? "refused by NUT as well" : "read"}},
                            {{"refused", refused}});
      }
    }
  }
  differences.check_all_used();
}

TEST_CASE("one reading asks each report that feeds a variable once, and no other") {
  const auto folders = replay::device_folders();
  if (folders.empty()) {
    return upshid::test::skip("no folder of captured devices beside this checkout");
  }
  for (const std::string& folder : folders) {
    replay::Capture capture = replay::load_capture(folder, 0);
    auto ups = UpsOpener::open(replay::make_transport(capture), Found{}, nullptr);
    if (!ups) continue;
    CAPTURE(folder);
    CHECK(capture.asked.empty());
    REQUIRE(ups->read());
    for (const auto& [key, times] : capture.asked) CHECK(times == 1);
    // CyberPower's tunnel reports make every later one overflow (NUT issues 1512, 1973).
    if (capture.device.vendor_id == 0x0764) {
      for (std::uint8_t id = 0x25; id <= 0x2d; ++id) {
        if (folder.find("cp1000pfclcda") == std::string::npos) continue;
        CHECK_FALSE(capture.asked.contains({hid::ReportType::feature, id}));
      }
    }
    const auto strings = capture.strings_asked;
    for (const auto& [index, times] : strings) CHECK(times == 1);
    REQUIRE(ups->read());
    CHECK(capture.strings_asked == strings);
  }
}
