// Real descriptors, where the folder with the captures is at hand.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "bytes.h"
#include "skip.h"

using namespace upshid;
using namespace upshid::hid;
using namespace upshid::hid::test;

namespace {

namespace fs = std::filesystem;

constexpr std::string_view corrupt = "cyberpower-vp1600elcd-corrupt";

std::string content_of(const fs::path& path) {
  std::ifstream file(path);
  REQUIRE(file);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

std::vector<fs::path> device_folders() {
  std::vector<fs::path> out;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(UPSHID_SHARED_DEVICES, none)) {
    if (fs::exists(entry.path() / "descriptor.hex")) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  if (out.empty()) upshid::test::skip("there are no captured devices in " UPSHID_SHARED_DEVICES);
  return out;
}

}  // namespace

TEST_CASE("every captured descriptor parses to the fields and padding that its notes counted") {
  int counted = 0;
  for (const fs::path& folder : device_folders()) {
    if (folder.filename() == corrupt) continue;
    CAPTURE(folder.filename().string());
    const auto result = parse(bytes_of(content_of(folder / "descriptor.hex")));
    if (!result) FAIL_CHECK(result.error().text());
    if (!result) continue;

    if (!fs::exists(folder / "notes.md")) continue;
    ++counted;
    const std::string notes = content_of(folder / "notes.md");
    const std::size_t counts = notes.find("Parse check: ");
    REQUIRE(counts != std::string::npos);
    const auto padding = std::count_if(result->fields.begin(), result->fields.end(),
                                       [](const Field& field) { return field.is_padding(); });
    // The notes count padding apart.
    const std::string ours =
        "Parse check: " + std::to_string(std::ssize(result->fields) - padding) + " fields (" +
        std::to_string(padding) + " padding)";
    CHECK(notes.substr(counts, ours.size()) == ours);
  }
  if (!device_folders().empty()) CHECK(counted > 10);
}

TEST_CASE("the misread descriptor with an echoed setup packet in front is refused") {
  for (const fs::path& folder : device_folders()) {
    if (folder.filename() != corrupt) continue;
    const auto result = parse(bytes_of(content_of(folder / "descriptor.hex")));
    REQUIRE_FALSE(result);
    CHECK(result.error().code == Code::malformed_descriptor);
    CHECK(result.error().text() == "byte 0 (Input): outside any application collection");
  }
}
