#ifndef UPSHID_TESTS_MONITOR_NARRATOR_H
#define UPSHID_TESTS_MONITOR_NARRATOR_H

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "monitor/story.h"

namespace upshid::story {

// Tells a story to a monitor and writes down what it does, in the words of the story's file. After
// each step and each tick, numbered from 0, `is_killed_after` is asked whether the monitor is
// killed there and restored at once from what it saved; whoever restores it tells it what the UPSes
// say then, as a restarted program finds out first.
std::vector<std::string> tell(const Story& story,
                              const std::function<bool(std::size_t)>& is_killed_after,
                              std::size_t* instants = nullptr);

}  // namespace upshid::story

#endif
