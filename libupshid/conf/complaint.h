#ifndef UPSHID_CONF_COMPLAINT_H
#define UPSHID_CONF_COMPLAINT_H

// What there is to say about a configuration file.

#include <string>
#include <vector>

#include "conf/lexer.h"

namespace upshid::conf {

struct Complaint {
  Severity severity = Severity::error;
  std::string path;
  Position at;
  std::string what;  // What was found, what was expected, and what happens to it.

  // "path:line:column: warning: what", as compilers write it and editors find it.
  std::string text() const;
};

using Complaints = std::vector<Complaint>;

// Is any of them an error?
bool has_error(const Complaints& complaints);

}  // namespace upshid::conf

#endif
