#ifndef UPSHID_STATUS_WATCH_LINES_H
#define UPSHID_STATUS_WATCH_LINES_H

// --watch without a terminal: one line per change, with its time.

#include <string>

#include "upshid-status/watch_model.h"

namespace upshid::status {

// "TIME ups.status: OL", the state at the beginning; or of a named variable.
std::string first_lines(const Moment& now, const Snapshot& snapshot, const std::string& variable);

// "TIME ups.status: OL -> OB DISCHRG"; "TIME problem: ..." and "TIME problem over: ..." for
// values that cannot be read; "TIME connection: back", and then the state as at the beginning. Only
// of the variable if one is named.
std::string lines_of(const Moment& now, const News& news, const Snapshot& snapshot,
                     const std::string& variable);

// "TIME connection: lost: WHY".
std::string loss_line(const Moment& now, const std::string& why);

}  // namespace upshid::status

#endif
