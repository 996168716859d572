#ifndef UPSHID_DAEMON_LOCAL_NAMES_H
#define UPSHID_DAEMON_LOCAL_NAMES_H

// Names of users and groups, from this machine's files where they are there. Other sources
// (nsswitch.conf(5)) are libraries that stay in memory, a third of a megabyte with libnss-systemd,
// and one that asks a server may hang while the network has no power.

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>

namespace upshid::daemon {

struct LocalUser {
  uid_t uid = 0;
  gid_t gid = 0;
  std::string home;
};

// Those that a package made: /etc/passwd and /etc/group only.
std::optional<LocalUser> find_system_user(std::string_view name);
std::optional<gid_t> find_system_group(std::string_view name);

// Of whatever source knows it.
std::optional<LocalUser> find_user(const std::string& name);

}  // namespace upshid::daemon

#endif
