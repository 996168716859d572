#ifndef UPSHID_STATUS_TYPED_JSON_H
#define UPSHID_STATUS_TYPED_JSON_H

// --json: always one document. Its schema is documented in upshid-status(8); members may be added,
// and existing ones keep their meaning while "schema" is 1.

#include <upshid/upshid.h>

#include <string>
#include <string_view>
#include <vector>

#include "cli/exit_status.h"
#include "upshid-status/watch_model.h"

namespace upshid::status {

std::string json_of(const Ups& ups, const Snapshot& snapshot, const Complaints& complaints);
std::string json_of(const Variable& variable);
std::string json_of(const std::vector<NamedUps>& names, const Complaints& complaints);
std::string json_of_no_clients();

// --watch --json: an object a line, each with the whole state, so that a reader needs to remember
// nothing. `variable`: only this one; empty: all. Empty if `news` are about something else;
// nullptr: it begins.
std::string json_line_of_state(const Moment& now, const std::string& ups, const Snapshot& snapshot,
                               const std::string& variable, const News* news);
std::string json_line_of_loss(const Moment& now, const std::string& ups, const std::string& why);

// `snapshot`, if there is one, for the failures with "data stale".
std::string json_of_error(cli::ExitStatus status, std::string_view code, std::string_view message,
                          const Snapshot* snapshot, const Complaints& complaints);

}  // namespace upshid::status

#endif
