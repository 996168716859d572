#include "conf/complaint.h"

#include <algorithm>
#include <tuple>

namespace upshid::conf {

Complaint unreadable(const std::string& path, const Error& error, std::string_view consequence) {
  Error reason = error;
  reason.where.clear();
  return {path,
          0,
          0,
          ComplaintCode::unreadable,
          Severity::error,
          reason.text() + "; " + std::string(consequence)};
}

void sort_by_place(Complaints& complaints) {
  std::stable_sort(complaints.begin(), complaints.end(),
                   [](const Complaint& a, const Complaint& b) {
                     return std::tie(a.line, a.column) < std::tie(b.line, b.column);
                   });
}

}  // namespace upshid::conf
