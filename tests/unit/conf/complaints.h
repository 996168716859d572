#ifndef UPSHID_UNIT_CONF_COMPLAINTS_H
#define UPSHID_UNIT_CONF_COMPLAINTS_H

#include <string>
#include <vector>

#include "conf/complaint.h"

namespace upshid::conf {

using Texts = std::vector<std::string>;

// What the user reads of them.
inline Texts texts(const Complaints& complaints) {
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
