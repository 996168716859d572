#ifndef UPSHID_MONITOR_LOCAL_NAMES_H
#define UPSHID_MONITOR_LOCAL_NAMES_H

#include <sys/types.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace upshid::daemon {

// A name of /etc/passwd or /etc/group, else of whatever else this machine asks (nsswitch.conf(5)).
// The files first: the others' libraries stay in memory, a third of a megabyte with libnss-systemd,
// and one that asks a server may hang while the network has no power.

struct LocalUser {
  uid_t uid = 0;
  gid_t gid = 0;
  std::string home;
};
std::optional<LocalUser> find_user(const std::string& name);

// The first of these names that there is, each in the file before any elsewhere.
std::optional<gid_t> find_group(std::initializer_list<std::string_view> names);

}  // namespace upshid::daemon

#endif
