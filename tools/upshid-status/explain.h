#ifndef UPSHID_STATUS_EXPLAIN_H
#define UPSHID_STATUS_EXPLAIN_H

#include <upshid/upshid.h>

#include <string>
#include <vector>

namespace upshid::status {

// The device, the quirk rows that matched it, and the origin of these variables: report, bits,
// usage path, raw and physical value, changes by quirks. For ups.status one line per condition,
// which shows the bit of OB or LB.
std::string explain(const Ups& ups, const Snapshot& snapshot,
                    const std::vector<const Variable*>& variables);

}  // namespace upshid::status

#endif
