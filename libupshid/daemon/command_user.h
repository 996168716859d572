#ifndef UPSHID_DAEMON_COMMAND_USER_H
#define UPSHID_DAEMON_COMMAND_USER_H

#include <sys/types.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace upshid::daemon {

// Whom NOTIFYCMD and CMDSCRIPT run as. SHUTDOWNCMD runs as who runs the monitor.
struct CommandUser {
  std::string name;
  bool changes = false;  // False: who runs the monitor; then what follows means nothing.
  uid_t uid = 0;
  gid_t gid = 0;
  std::vector<gid_t> groups;
  std::string home;

  // What a login would set.
  std::vector<std::pair<std::string, std::string>> environment() const;
};

// RUN_AS_USER. Not given it is "nut", NUT's own on Debian, where there is such a user. One that
// this machine does not know becomes "nobody": not root, so that nobody gains rights by making a
// directory of users fail. `complaint` says so.
CommandUser command_user(const std::optional<std::string>& run_as_user, std::string& complaint);

}  // namespace upshid::daemon

#endif
