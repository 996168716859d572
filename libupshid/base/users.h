#ifndef UPSHID_BASE_USERS_H
#define UPSHID_BASE_USERS_H

// Users and groups by name, from this machine's files if they are there. Other sources
// (nsswitch.conf(5)) are libraries that stay in memory, a third of a megabyte with libnss-systemd,
// and one that asks a server may hang while the network has no power. Not thread-safe.

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace upshid::base {

struct User {
  std::string name;
  uid_t uid = 0;
  gid_t gid = 0;
  std::vector<gid_t> groups;  // Only from user_of_commands().
  bool is_known = true;       // False: "nobody", in place of a user that does not exist.
  std::string home{};
};

// Those that a package creates: in /etc/passwd and /etc/group only.
std::optional<User> find_system_user(std::string_view name);
std::optional<gid_t> find_system_group(std::string_view name);

// From any source.
std::optional<User> find_user(const std::string& name);

// The user of NOTIFYCMD and CMDSCRIPT if root runs the monitor: RUN_AS_USER. If that is not set it
// is "nut", NUT's own on Debian, or root if "nut" does not exist. If RUN_AS_USER does not exist it
// is "nobody": not root, so that nobody gains permissions by making a directory service fail.
User user_of_commands(const std::optional<std::string>& run_as_user);
User root_user();

}  // namespace upshid::base

#endif
