#ifndef UPSHID_STATUS_EXPLAIN_H
#define UPSHID_STATUS_EXPLAIN_H

#include <upshid/upshid.h>

#include <string>
#include <vector>

namespace upshid::status {

// The device, the quirk rows that matched it, and where the values of these variables come from:
// report, bits, usage path, raw and physical value, what a quirk changed. For ups.status that is a
// line a condition, so that one sees which bit said OB or LB.
std::string explain(const Ups& ups, const Snapshot& snapshot,
                    const std::vector<const Variable*>& variables);

}  // namespace upshid::status

#endif
