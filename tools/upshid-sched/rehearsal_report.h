#ifndef UPSHID_SCHED_REHEARSAL_REPORT_H
#define UPSHID_SCHED_REHEARSAL_REPORT_H

// A rehearsal that was judged, and the forms in which it is told. Each is a whole text.

#include <string>
#include <utility>
#include <vector>

#include "rehearse/judge.h"

namespace upshid::rehearsal {

struct Report {
  std::string scenario;
  std::string title;
  std::string begins;
  // "UPS", "battery", ...: what was taken for given, in sentences.
  std::vector<std::pair<std::string, std::string>> given;
  Premises premises;
  Durations durations;  // With the longest time of a command for `unknown`.
  Trial trial;
  std::string headline;            // The judgement in sentences, and
  std::vector<std::string> notes;  // more of it.
  std::vector<std::string> overlaps;
  std::vector<std::string> merged;
  std::vector<std::string> never;
  std::vector<std::string> remarks;  // On commands that the script does not know.
};

// At most 100 columns, but for words that are longer.
std::string text_of(const Report& report);

// One line a scenario.
std::string summary_of(const std::vector<Report>& reports);

// An array where `as_list`, else the object of the only one.
std::string json_of(const std::vector<Report>& reports, bool as_list);

// A self-contained picture.
std::string svg_of(const Report& report);

}  // namespace upshid::rehearsal

#endif
