#ifndef UPSHID_DAEMON_REPLACE_FILE_H
#define UPSHID_DAEMON_REPLACE_FILE_H

#include <upshid/result.h>

#include <string>
#include <string_view>

namespace upshid::daemon {

// Replaces a file atomically, by way of `path`.new; only its owner may read it.
// Errors: io, permission.
Result<void> replace_file(const std::string& path, std::string_view text);

}  // namespace upshid::daemon

#endif
