#ifndef UPSHID_TESTS_MONITOR_CHECK_STORY_H
#define UPSHID_TESTS_MONITOR_CHECK_STORY_H

#include <string>

namespace upshid::story {

// A file of stories/ goes as it is written: told once through; with the monitor killed and restored
// at each one of its instants; and at all of them.
void check_story(const std::string& file);

}  // namespace upshid::story

#endif
