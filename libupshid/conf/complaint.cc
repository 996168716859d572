#include "conf/complaint.h"

#include <fmt/format.h>

#include <algorithm>

namespace upshid::conf {

std::string Complaint::text() const {
  return fmt::format("{}:{}:{}: {}: {}", path, at.line, at.column, name_of(severity), what);
}

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      break;
  }
  return "error";
}

bool has_error(const Complaints& complaints) {
  return std::any_of(complaints.begin(), complaints.end(),
                     [](const Complaint& c) { return c.severity == Severity::error; });
}

}  // namespace upshid::conf
