#ifndef UPSHID_CLI_CONFDIR_H
#define UPSHID_CLI_CONFDIR_H

// --confdir DIR.

#include <upshid/result.h>

#include <string>
#include <string_view>

namespace upshid::cli {

// A directory that is not there must not look like a configuration without files, which has
// defaults. Errors: invalid_argument.
Result<void> take_confdir(std::string_view value, std::string& into);

template <auto member, class Options>
Result<void> store_confdir(Options& options, std::string_view value) {
  return take_confdir(value, options.*member);
}

}  // namespace upshid::cli

#endif
