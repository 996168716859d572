#include "monitor/check_story.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <vector>

#include "monitor/narrator.h"

namespace upshid::story {

namespace {

// UPSHID_REWRITE_STORIES writes what was found into the story, to be read before it is committed.
void rewrite(const std::string& path, const Story& story, const std::vector<std::string>& lines) {
  if (std::getenv("UPSHID_REWRITE_STORIES") == nullptr) return;
  std::ofstream out(path);
  out << story.head;
  for (const std::string& line : lines) out << line << "\n";
}

// In a build with keys for text: what the monitor did, without the sentences of its log.
std::vector<std::string> comparable(std::vector<std::string> lines) {
#ifdef UPSHID_KEYS_FOR_TEXT
  for (std::string& line : lines) {
    const std::size_t log = line.find(" > log ");
    if (log != std::string::npos) line.resize(line.find(' ', log + 7));  // The severity stays.
    const std::size_t wall = line.find(" > wall ");
    if (wall != std::string::npos) line.resize(wall + 7);
  }
#endif
  return lines;
}

}  // namespace

void check_story(const std::string& file) {
  const std::string path = UPSHID_TEST_DATA "/stories/" + file;
  const Story story = read_story(path);
  std::size_t instants = 0;
  const auto told = tell(
      story, [](std::size_t) { return false; }, &instants);
  const std::string wrong = difference(comparable(story.told), comparable(told));
  if (!wrong.empty()) rewrite(path, story, told);
  REQUIRE_MESSAGE(wrong.empty(), file << "\n" << wrong);

  for (std::size_t killed = 0; killed < instants; ++killed) {
    const auto again = tell(story, [killed](std::size_t instant) { return instant == killed; });
    const std::string changed = difference(told, again);
    REQUIRE_MESSAGE(changed.empty(), file << ", killed after instant " << killed << "\n"
                                          << changed);
  }
  const auto again = tell(story, [](std::size_t) { return true; });
  const std::string changed = difference(told, again);
  REQUIRE_MESSAGE(changed.empty(), file << ", killed after each instant\n" << changed);
}

}  // namespace upshid::story
