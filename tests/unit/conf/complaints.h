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

}  // namespace upshid::conf

#endif
