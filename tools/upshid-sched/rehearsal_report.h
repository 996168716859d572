#ifndef UPSHID_SCHED_REHEARSAL_REPORT_H
#define UPSHID_SCHED_REHEARSAL_REPORT_H

// A rehearsal and its verdict, as text, JSON or a picture.

#include <string>
#include <utility>
#include <vector>

#include "rehearse/judge.h"

namespace upshid::rehearsal {

struct Report {
  std::string scenario;
  std::string title;
  std::string begins;
  // "UPS", "battery", ...: the premises, in sentences.
  std::vector<std::pair<std::string, std::string>> given;
  Premises premises;
  Durations durations;  // With the longest duration of a command as `unknown`.
  Trial trial;
  std::string headline;            // The verdict in sentences.
  std::vector<std::string> notes;  // More sentences of it.
  std::vector<std::string> overlaps;
  std::vector<std::string> merged;
  std::vector<std::string> never;
  std::vector<std::string> remarks;  // About commands that the script does not handle.
};

// At most 100 columns, except longer words.
std::string text_of(const Report& report);

// One line for each scenario.
std::string summary_of(const std::vector<Report>& reports);

// An array if `as_list`, otherwise the object of the only one.
std::string json_of(const std::vector<Report>& reports, bool as_list);

// A self-contained picture.
std::string svg_of(const Report& report);

}  // namespace upshid::rehearsal

#endif
