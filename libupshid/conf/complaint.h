#ifndef UPSHID_CONF_COMPLAINT_H
#define UPSHID_CONF_COMPLAINT_H

// Complaints about a place in a file.

#include <upshid/complaint.h>
#include <upshid/error.h>

#include <string>
#include <string_view>
#include <utility>

#include "conf/lexer.h"

namespace upshid::conf {

inline Complaint complaint_at(const std::string& file, Diagnostic diagnostic) {
  return {file,
          diagnostic.at.line,
          diagnostic.at.column,
          diagnostic.code,
          diagnostic.severity,
          std::move(diagnostic.what)};
}

// "path: permission denied; consequence", as an error.
Complaint unreadable(const std::string& path, const Error& error, std::string_view consequence);

// Sorts them by place.
void sort_by_place(Complaints& complaints);

}  // namespace upshid::conf

#endif
