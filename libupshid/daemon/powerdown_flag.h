#ifndef UPSHID_DAEMON_POWERDOWN_FLAG_H
#define UPSHID_DAEMON_POWERDOWN_FLAG_H

#include <upshid/result.h>

#include <string>

namespace upshid::daemon {

// POWERDOWNFLAG, the file by which the last step of the halt knows that the UPS is to cut the
// power. As NUT, a file is one of ours by its content; another is neither overwritten nor removed.

// Is there one of ours? An empty one is not: it was never written to its end. Errors: permission,
// io.
Result<bool> has_powerdown_flag(const std::string& path);
// Errors: permission, io; invalid_argument for a file of somebody else's.
Result<void> write_powerdown_flag(const std::string& path);
// True when there was one. Errors: permission, io.
Result<bool> remove_powerdown_flag(const std::string& path);

}  // namespace upshid::daemon

#endif
