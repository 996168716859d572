#ifndef UPSHID_CHECK_LINT_QUIRKS_H
#define UPSHID_CHECK_LINT_QUIRKS_H

// A file of quirks before it is used: what would refuse it, and what would have no effect.

#include <upshid/complaint.h>

#include <string>
#include <vector>

namespace upshid::check {

struct QuirkSection {
  std::string name;
  bool replaces = false;  // A shipped one of this name.
  bool disables = false;  // That one: it has no verbs.
};

struct QuirksFile {
  std::vector<QuirkSection> sections;  // Empty with an error.
  Complaints complaints;
};

// An error refuses the whole file, as it does when a UPS is opened; a warning is about a part that
// has no effect.
QuirksFile lint_quirks(const std::string& path);

}  // namespace upshid::check

#endif
