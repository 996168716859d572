#ifndef UPSHID_CLI_TRANSPORT_OPTION_H
#define UPSHID_CLI_TRANSPORT_OPTION_H

#include <upshid/result.h>
#include <upshid/ups.h>

#include <string>
#include <string_view>

namespace upshid::cli {

// --transport KIND. "recording:FILE" is also the name of the UPS, and is stored in `recording`.
// Errors: invalid_argument.
Result<void> take_transport(std::string_view kind, OpenOptions& open, std::string& recording);

}  // namespace upshid::cli

#endif
