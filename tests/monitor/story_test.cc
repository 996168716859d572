#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "monitor/narrator.h"

namespace upshid::story {
namespace {

std::vector<std::string> story_paths() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(UPSHID_TEST_DATA "/stories")) {
    if (entry.path().extension() == ".story") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

bool never(std::size_t /*instant*/) {
  return false;
}

// UPSHID_REWRITE_STORIES writes what was found into the stories, to be read before it is committed.
void rewrite(const std::string& path, const Story& story, const std::vector<std::string>& lines) {
  std::ofstream out(path);
  out << story.head;
  for (const std::string& line : lines) out << line << "\n";
}

TEST_CASE("every story goes as it is written") {
  const auto paths = story_paths();
  CHECK(paths.size() >= 25);
  for (const std::string& path : paths) {
    const Story story = read_story(path);
    const auto found = tell(story, never);
    const std::string wrong = difference(story.told, found);
    if (!wrong.empty() && std::getenv("UPSHID_REWRITE_STORIES") != nullptr)
      rewrite(path, story, found);
    CHECK_MESSAGE(wrong.empty(), story.name << "\n" << wrong);
  }
}

TEST_CASE("a monitor killed and restored at any one instant of a story does the same") {
  for (const std::string& path : story_paths()) {
    const Story story = read_story(path);
    std::size_t instants = 0;
    const auto expected = tell(story, never, &instants);
    for (std::size_t killed = 0; killed < instants; ++killed) {
      const auto found = tell(story, [killed](std::size_t instant) { return instant == killed; });
      const std::string wrong = difference(expected, found);
      REQUIRE_MESSAGE(wrong.empty(), story.name << ", killed after instant " << killed << "\n"
                                                << wrong);
    }
  }
}

TEST_CASE("a monitor killed and restored at every instant of a story does the same") {
  for (const std::string& path : story_paths()) {
    const Story story = read_story(path);
    const auto expected = tell(story, never);
    const auto found = tell(story, [](std::size_t) { return true; });
    const std::string wrong = difference(expected, found);
    CHECK_MESSAGE(wrong.empty(), story.name << "\n" << wrong);
  }
}

}  // namespace
}  // namespace upshid::story
