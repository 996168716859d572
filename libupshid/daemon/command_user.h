#ifndef UPSHID_DAEMON_COMMAND_USER_H
#define UPSHID_DAEMON_COMMAND_USER_H

#include <optional>
#include <string>

#include "base/users.h"

namespace upshid::daemon {

// The user to switch to for NOTIFYCMD and CMDSCRIPT; nullopt: they run as the user of the monitor,
// as SHUTDOWNCMD always does. `complaint` is set if RUN_AS_USER cannot be followed.
std::optional<base::User> command_user(const std::optional<std::string>& run_as_user,
                                       std::string& complaint);

}  // namespace upshid::daemon

#endif
