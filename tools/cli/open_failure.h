#ifndef UPSHID_CLI_OPEN_FAILURE_H
#define UPSHID_CLI_OPEN_FAILURE_H

#include <upshid/error.h>
#include <upshid/ups.h>

#include <string>

#include "cli/exit_status.h"

namespace upshid::cli {

struct OpenFailure {
  ExitStatus status = ExitStatus::upsc_error;
  std::string headline;  // What stands behind "Error: "; upsc's word where upsc has one.
};

// What a UPS that cannot be opened means to whoever named it so. As upsd does, it tells a UPS that
// ups.conf does not know from one that is known and not there.
OpenFailure open_failure(const Error& error, const std::string& ups, const OpenOptions& options);

// Whether list_names() has it, letter case ignored.
bool is_listed(const std::string& name, const OpenOptions& options);

}  // namespace upshid::cli

#endif
