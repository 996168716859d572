#ifndef UPSHID_CLI_UPS_SPEC_H
#define UPSHID_CLI_UPS_SPEC_H

#include <upshid/result.h>

#include <string_view>

#include "watch/configuration.h"

namespace upshid::cli {

// "NAME" or "NAME=ADDRESS" of a command line. Errors: invalid_argument; `what` is a sentence.
Result<watch::UpsSpec> parse_ups_spec(std::string_view word);

}  // namespace upshid::cli

#endif
