#ifndef UPSHID_CLI_OPEN_FAILURE_H
#define UPSHID_CLI_OPEN_FAILURE_H

#include <upshid/error.h>
#include <upshid/ups.h>

#include <string>

#include "cli/exit_status.h"

namespace upshid::cli {

struct OpenFailure {
  ExitStatus status = ExitStatus::upsc_error;
  std::string headline;  // The text after "Error: "; that of upsc if it has one.
};

// The message for a UPS that cannot be opened. As upsd, it distinguishes an unknown name from a UPS
// that is not connected.
OpenFailure open_failure(const Error& error, const std::string& ups, const OpenOptions& options);

// Whether list_names() has it, ignoring case.
bool is_listed(const std::string& name, const OpenOptions& options);

}  // namespace upshid::cli

#endif
