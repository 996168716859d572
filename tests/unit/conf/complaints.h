#ifndef UPSHID_UNIT_CONF_COMPLAINTS_H
#define UPSHID_UNIT_CONF_COMPLAINTS_H

#include <fmt/format.h>
#include <upshid/complaint.h>

#include <string>
#include <vector>

namespace upshid::conf {

using Texts = std::vector<std::string>;

// What the user reads of them, with their severity.
inline Texts texts(const Complaints& complaints) {
  Texts out;
  for (const Complaint& c : complaints)
    out.push_back(
        fmt::format("{}:{}:{}: {}: {}", c.file, c.line, c.column, name_of(c.severity), c.what));
  return out;
}

inline Texts plain_texts(const Complaints& complaints) {
  Texts out;
  for (const Complaint& complaint : complaints) out.push_back(complaint.text());
  return out;
}

// Many of them, a line each.
inline std::string joined(const Texts& texts) {
  std::string out;
  for (const std::string& text : texts) out += text + "\n";
  return out;
}

}  // namespace upshid::conf

#endif
