// Every captured device and value set, against what NUT prints of it. They are equal, or the
// difference stands in differences.txt with its reason; a row there that no longer differs is an
// error too, so the list stays true.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "open.h"
#include "replay/capture.h"

using namespace upshid;

namespace {

// DEVICE SET VARIABLE | NUT's value | ours | reason. "-" is "not there"; DEVICE and SET may be "*".
struct Difference {
  std::string device, set, variable, nut, ours, reason;
  int line = 0;
  mutable bool used = false;
};

std::string trimmed(std::string text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::vector<Difference> load_differences() {
  std::ifstream in(UPSHID_TEST_DATA "/differences.txt");
  REQUIRE(in);
  std::vector<Difference> out;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (trimmed(line).empty() || line[0] == '#') continue;
    std::vector<std::string> parts;
    std::istringstream split(line);
    for (std::string part; std::getline(split, part, '|');) parts.push_back(trimmed(part));
    CAPTURE(line);
    REQUIRE(parts.size() == 4);
    std::istringstream key(parts[0]);
    Difference row;
    key >> row.device >> row.set >> row.variable;
    REQUIRE_FALSE(row.variable.empty());
    REQUIRE_FALSE(parts[3].empty());
    row.nut = parts[1];
    row.ours = parts[2];
    row.reason = parts[3];
    row.line = number;
    out.push_back(row);
  }
  return out;
}

std::string value_or_dash(const std::map<std::string, std::string>& from, const std::string& name) {
  const auto at = from.find(name);
  return at == from.end() ? "-" : at->second;
}

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
    MESSAGE("skipped: no folder of captured devices beside this checkout");
    return;
  }
  const auto differences = load_differences();
  for (const std::string& folder : folders) {
    const std::string device = std::filesystem::path(folder).filename().string();
    for (int set = 0; set < 3; ++set) {
      const auto nut = replay::load_nut(folder, set);
      std::string refused;
      const auto ours = read_ours(folder, set, refused);
      std::set<std::string> names;
      if (refused.empty()) {
        for (const auto& [name, value] : nut) names.insert(name);
        for (const auto& [name, value] : ours) names.insert(name);
      } else {
        names.insert("refused");
      }
      for (const std::string& name : names) {
        const std::string theirs = refused.empty()
                                       ? value_or_dash(nut, name)
                                       : (nut.empty() ? "refused by NUT as well" : "read");
        const std::string mine = refused.empty() ? value_or_dash(ours, name) : refused;
        if (theirs == mine) continue;
        const auto known = std::ranges::find_if(differences, [&](const Difference& row) {
          return (row.device == "*" || row.device == device) &&
                 (row.set == "*" || row.set == std::to_string(set)) && row.variable == name &&
                 (row.nut == "*" || row.nut == trimmed(theirs)) &&
                 (row.ours == "*" || row.ours == trimmed(mine));
        });
        if (known != differences.end()) {
          known->used = true;
          continue;
        }
        FAIL_CHECK(fmt::format("{} {} {} | {} | {} |", device, set, name, theirs, mine));
      }
    }
  }
  for (const Difference& row : differences) {
    if (!row.used)
      FAIL_CHECK(fmt::format("differences.txt:{}: nothing differs so any more", row.line));
  }
}

TEST_CASE("one reading asks each report that feeds a variable once, and no other") {
  const auto folders = replay::device_folders();
  if (folders.empty()) {
    MESSAGE("skipped: no folder of captured devices beside this checkout");
    return;
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
