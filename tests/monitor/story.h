#ifndef UPSHID_TESTS_MONITOR_STORY_H
#define UPSHID_TESTS_MONITOR_STORY_H

// A story is a text file:
//
//   # What it shows.
//   --- ups                     names of the UPSes on this machine
//   --- ups.conf                lbrb_log_delay_sec of all UPSes: their OL, OB, CAL, LB and RB
//   --- host                    names and addresses of this machine
//   --- upsmon.conf             as users write it; so are upssched.conf and upshid.conf
//   --- with seed               the same, from the folder stories/seed
//   --- reload upsmon.conf      the same after a reload
//   --- story
//   10 cyberpower OB DISCHRG    at 10 s the UPS says so; runtime=S charge=PERCENT alarm="..." too
//   20 cyberpower lost          communication is lost
//   25 cyberpower no-line       it answers, but the report on its line power cannot be read
//   40 > run 1 ...              an action, expected
//   42 ended 1 0                command 1 ends: exit status, "signal N" or "unknown"
//   50 kill                     the monitor is killed; what comes before "restart" is not seen
//   60 restart                  it comes back with the state that it saved, and sees the UPSes
//   90 until                    nothing but time
//
// "fsd", "reload", "tell TYPE", "start-timer NAME SECONDS" and "cancel-timer NAME" are what a user
// and the system do; "upssched TYPE UPS" is what a NOTIFYCMD does that calls it. Comments stand
// before the first section.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "monitor/settings.h"
#include "monitor/state.h"
#include "nut/settings.h"

namespace upshid::story {

struct Step {
  Instant at{};
  std::string text;  // Without the time.
};

struct Story {
  std::string name;
  std::string head;  // All before the story itself, for rewriting.
  std::map<std::string, std::string> files;
  std::vector<Step> steps;        // Inputs.
  std::vector<std::string> told;  // All lines of the story, as they are written.
};

// Aborts the test with a message on a file that is no story.
Story read_story(const std::string& path);

// From the story's files; `prefix` is "" or "reload ".
monitor::Settings settings_of(const Story& story, std::string_view prefix);

nut::Settings unit_settings_of(const Story& story);

// "12.5".
std::string seconds_text(Instant time);

// Lines with "-" for missing and "+" for unexpected ones; empty when equal.
std::string difference(const std::vector<std::string>& expected,
                       const std::vector<std::string>& found);

}  // namespace upshid::story

#endif
