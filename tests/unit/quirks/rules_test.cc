#include "quirks/rules.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace upshid::quirks;

namespace {

// A folder that goes away with the test.
struct Folder {
  std::filesystem::path path;
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "upshid-quirks-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }
  void write(const char* file, const char* text) const { std::ofstream(path / file) << text; }
};

const Row* row_named(const Rules& rules, std::string_view name) {
  for (const Row& row : rules.rows) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("the shipped rows have no errors, and each has a source and a test") {
  const Rules rules = shipped_rules();
  CHECK(rules.rows.size() > 10);
  for (const Row& row : rules.rows) {
    CAPTURE(row.name);
    CHECK_FALSE(row.source.empty());
    CHECK_FALSE(row.test.empty());
    CHECK_FALSE(row.actions.empty());
  }
}

TEST_CASE(
    "a later file replaces a row of the same name, in its place, and adds new ones at the end") {
  const Folder folder;
  folder.write("10-mine.quirks",
               "[cyberpower-vendor-tunnel]\n"
               "[mine]\nSource=me\nTest=mine\nMatchVendor=1234\nDialect=apc\n");
  const Rules rules = load_rules({folder.path.string()});
  CHECK(rules.complaints.empty());
  const Row* tunnel = row_named(rules, "cyberpower-vendor-tunnel");
  REQUIRE(tunnel != nullptr);
  CHECK(tunnel->actions.empty());
  CHECK(rules.rows.back().name == "mine");
  CHECK(rules.rows.size() == shipped_rules().rows.size() + 1);
}

TEST_CASE("a file with an error is refused whole and complained of, while the others stay") {
  const Folder folder;
  folder.write("10-bad.quirks", "[good]\nSource=x\nTest=y\nDialect=apc\n[bad]\nNonsense=1\n");
  folder.write("20-good.quirks", "[other]\nSource=x\nTest=y\nDialect=apc\n");
  folder.write("readme.txt", "not a quirks file");
  const Rules rules = load_rules({folder.path.string(), "/nowhere"});
  CHECK(row_named(rules, "good") == nullptr);
  CHECK(row_named(rules, "other") != nullptr);
  REQUIRE(rules.complaints.size() == 1);
  CHECK(rules.complaints[0].text() == (folder.path / "10-bad.quirks").string() +
                                          ":6:1: found the key \"Nonsense\", expected Source, "
                                          "Test, a Match key or a verb; the whole file is ignored");
}
