#ifndef UPSHID_CHECK_FINDING_H
#define UPSHID_CHECK_FINDING_H

// What there is to say about a configuration, and about what surrounds it.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "conf/complaint.h"

namespace upshid::check {

struct Finding {
  Severity severity = Severity::error;
  std::string path;                  // Empty: about this machine.
  std::optional<conf::Position> at;  // None: about the whole file.
  std::string what;                  // What was found, and what it leads to.
  std::string advice;                // What to do; may be empty.

  // "path:line:column: error: what", as compilers write it and editors find it.
  std::string text() const;
};

using Findings = std::vector<Finding>;

// By file, in the order of the path's letters, by place, and the worst first; what is about the
// machine last. The same is said once.
void put_in_order(Findings& findings);

std::size_t count(const Findings& findings, Severity severity);

}  // namespace upshid::check

#endif
