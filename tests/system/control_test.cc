// What Debian's NUT and upshid-cmd, upshid-rw wrote to the same virtual UPSes on the same kernel:
// the files of the check "commands". Equal, or in control_differences.txt with the reason.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "replay/differences.h"
#include "skip.h"

namespace {

namespace fs = std::filesystem;

const fs::path results = fs::path(UPSHID_RESULTS) / "commands";

std::string text_of(const fs::path& path) {
  std::ifstream in(path);
  CAPTURE(path.string());
  REQUIRE(in);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace

TEST_CASE("NUT and we write the same bytes for every command, but for the listed differences") {
  if (fs::exists(fs::path(UPSHID_RESULTS) / "skipped")) {
    return upshid::test::skip("there can be no virtual machine here");
  }
  replay::Differences differences(UPSHID_TEST_DATA "/control_differences.txt");
  int compared = 0;
  for (const auto& entry : fs::directory_iterator(results)) {
    if (entry.path().extension() != ".nut") continue;
    fs::path ours = entry.path();
    ours.replace_extension(".ours");
    const auto nut = replay::variables_of(text_of(entry.path()));
    CHECK(nut.size() > 5);
    differences.compare(entry.path().stem().string(), "0", nut,
                        replay::variables_of(text_of(ours)));
    ++compared;
  }
  CHECK(compared == 5);
  differences.check_all_used();
}
