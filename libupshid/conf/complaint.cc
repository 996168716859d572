#include "conf/complaint.h"

#include <fmt/format.h>

#include <algorithm>

namespace upshid::conf {

std::string Complaint::text() const {
  return fmt::format("{}:{}:{}: {}: {}", path, at.line, at.column, name_of(severity), what);
}

bool has_error(const Complaints& complaints) {
  return std::any_of(complaints.begin(), complaints.end(),
                     [](const Complaint& c) { return c.severity == Severity::error; });
}

}  // namespace upshid::conf
