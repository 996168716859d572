#ifndef UPSHID_CHECK_LINT_CALLS_H
#define UPSHID_CHECK_LINT_CALLS_H

// Calls of NUT's programs in scripts, and what they reach.

#include <string>
#include <vector>

#include "check/deeds.h"
#include "check/finding.h"
#include "check/script_reading.h"

namespace upshid::check {

class CallLint {
 public:
  // `origin` is for calls in the command line itself, which have no path of their own.
  explicit CallLint(Place origin) : origin_(std::move(origin)) {}

  // The calls of `reason`: "timer early (line 4 of upssched.conf)".
  void add(const Reading& reading, const std::string& reason);
  // A script that cannot be read as shell.
  void add_text(const std::string& path, std::string_view text, const std::string& reason);
  // Each call once, with all reasons for it.
  void report(Findings& findings) const;

 private:
  struct Seen {
    ProgramCall call;
    std::vector<std::string> reasons;
  };
  void add(ProgramCall call, const std::string& reason);

  Place origin_;
  std::vector<Seen> seen_;
};

}  // namespace upshid::check

#endif
