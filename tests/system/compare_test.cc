// What upshid-status and Debian's NUT said of the same devices on the same kernel: the files of the
// check "devices". Equal, or in differences.txt with the reason.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "replay/differences.h"
#include "skip.h"

namespace {

namespace fs = std::filesystem;

const fs::path results = fs::path(UPSHID_RESULTS) / "devices";

std::string text_of(const fs::path& path) {
  std::ifstream in(path);
  CAPTURE(path.string());
  REQUIRE(in);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

bool was_skipped() {
  if (!fs::exists(fs::path(UPSHID_RESULTS) / "skipped")) return false;
  upshid::test::skip("there can be no virtual machine here");
  return true;
}

// What was plugged: profiles by name, captured devices as NAME.SET.
std::vector<std::string> plugged() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(results)) {
    if (entry.path().extension() == ".hidapi") out.push_back(entry.path().stem().string());
  }
  std::ranges::sort(out);
  return out;
}

fs::path file(const std::string& what, const char* kind) {
  return results / (what + "." + kind);
}

}  // namespace

TEST_CASE("all six profiles were plugged, and the captured devices where they are at hand") {
  if (was_skipped()) return;
  const auto all = plugged();
  const auto captured =
      std::ranges::count_if(all, [](const std::string& what) { return what.ends_with(".0"); });
  CHECK(std::ssize(all) - captured == 6);
  if (!fs::is_directory(UPSHID_SHARED_DEVICES)) {
    return upshid::test::skip("no folder of captured devices beside this checkout");
  }
  const auto folders =
      std::ranges::count_if(fs::directory_iterator(UPSHID_SHARED_DEVICES),
                            [](const fs::directory_entry& entry) { return entry.is_directory(); });
  CHECK(captured == folders);
}

TEST_CASE("hidapi and libusb yield the same variables, messages and exit status") {
  if (was_skipped()) return;
  for (const std::string& what : plugged()) {
    CAPTURE(what);
    CHECK(text_of(file(what, "hidapi")) == text_of(file(what, "libusb")));
    CHECK(text_of(file(what, "hidapi.status")) == text_of(file(what, "libusb.status")));
  }
}

TEST_CASE("upshid-status says what Debian's NUT says of the same device, but for the listed") {
  if (was_skipped()) return;
  replay::Differences differences(UPSHID_TEST_DATA "/differences.txt");
  for (const std::string& what : plugged()) {
    const auto nut = replay::variables_of(text_of(file(what, "nut")));
    const auto ours = replay::variables_of(text_of(file(what, "hidapi")));
    const std::string device = what.ends_with(".0") ? what.substr(0, what.size() - 2) : what;
    if (nut.empty() || ours.empty()) {
      differences.compare(device, "0", {{"refused", nut.empty() ? "refused" : "read"}},
                          {{"refused", ours.empty() ? "refused" : "read"}});
    } else {
      differences.compare(device, "0", nut, ours);
    }
  }
  if (fs::is_directory(UPSHID_SHARED_DEVICES)) differences.check_all_used();
}
