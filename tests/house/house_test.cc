#include <doctest/doctest.h>

#include <string>

#include "base/file.h"
#include "house/rules.h"
#include "skip.h"

namespace {

using namespace upshid::house;

const std::string root = UPSHID_ROOT;

template <class Rule>
void every_source_keeps(Rule rule) {
  const auto files = source_files(root);
  REQUIRE(files.size() > 50);
  for (const auto& file : files) {
    for (const auto& complaint : rule(file)) FAIL_CHECK(complaint);
  }
}

TEST_CASE("a room includes public headers and only rooms before it") {
  every_source_keeps(check_includes);
}

TEST_CASE("a tool includes only rooms that the map of libupshid opens to it") {
  const auto map = upshid::base::read_file(root + "/libupshid/README.md");
  REQUIRE(map.has_value());
  every_source_keeps([&](const File& file) { return check_tool_rooms(file, *map); });
}

TEST_CASE("no file is longer than 400 lines") {
  every_source_keeps(check_length);
}

TEST_CASE("what is left to do is said with its reason") {
  every_source_keeps(check_markers);
}

TEST_CASE("no sentence is read back by code") {
  every_source_keeps(check_sentences);
  for (const auto& complaint : check_allowances(source_files(root))) FAIL_CHECK(complaint);
}

TEST_CASE("header guards are named after room and file") {
  every_source_keeps(check_guard);
}

TEST_CASE("the top level holds what a visitor needs first") {
  for (const auto& complaint : check_top_level(top_level(root))) FAIL_CHECK(complaint);
}

TEST_CASE("the commands of the README exist") {
  const auto readme = upshid::base::read_file(root + "/README.md");
  REQUIRE(readme.has_value());
  CHECK(readme->find("tools/setup") != std::string::npos);
  CHECK(readme->find("tests/run") != std::string::npos);
  for (const auto& complaint : check_readme(root, *readme)) FAIL_CHECK(complaint);
}

TEST_CASE("every source is formatted") {
  const auto program = find_clang_format();
  if (program.empty()) {
    return upshid::test::skip("needs clang-format 14, which tests/run installs");
  }
  for (const auto& complaint : check_format(program, root, source_files(root))) {
    FAIL_CHECK(complaint);
  }
}

}  // namespace
