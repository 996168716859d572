#ifndef UPSHID_DAEMON_POWERDOWN_FLAG_H
#define UPSHID_DAEMON_POWERDOWN_FLAG_H

#include <upshid/result.h>

#include <string>

namespace upshid::daemon {

// POWERDOWNFLAG (conf/powerdown_flag.h). A file with other content is neither overwritten nor
// removed. The shutdown must go on whatever the file does, so after 5 s without an answer of its
// file system the error is timeout; more errors: permission, io; invalid_argument: not a file that
// may be the flag.

// Whether it exists; an empty file was not completely written.
Result<bool> has_powerdown_flag(const std::string& path);
// Error, too: invalid_argument, if the file has other content.
Result<void> write_powerdown_flag(const std::string& path);
// True if it existed.
Result<bool> remove_powerdown_flag(const std::string& path);

}  // namespace upshid::daemon

#endif
