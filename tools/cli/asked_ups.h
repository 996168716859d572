#ifndef UPSHID_CLI_ASKED_UPS_H
#define UPSHID_CLI_ASKED_UPS_H

#include <upshid/result.h>

#include <string_view>

#include "watch/configuration.h"

namespace upshid::cli {

// "NAME" or "NAME=ADDRESS" of a command line. Errors: invalid_argument; `what` is a sentence.
Result<watch::AskedUps> parse_asked_ups(std::string_view word);

}  // namespace upshid::cli

#endif
