#ifndef UPSHID_DAEMON_POWERDOWN_FLAG_H
#define UPSHID_DAEMON_POWERDOWN_FLAG_H

#include <upshid/result.h>

#include <string>

namespace upshid::daemon {

// POWERDOWNFLAG: the file that makes the last step of the halt have the UPS cut the power. As in
// NUT, its content identifies it; a file with other content is neither overwritten nor removed.

// Whether it exists, with that content; an empty file was not completely written. Errors:
// permission, io.
Result<bool> has_powerdown_flag(const std::string& path);
// Errors: permission, io; invalid_argument if the file has other content.
Result<void> write_powerdown_flag(const std::string& path);
// True if it existed. Errors: permission, io.
Result<bool> remove_powerdown_flag(const std::string& path);

}  // namespace upshid::daemon

#endif
