#include "upshid-monitor/local_names.h"

#include <grp.h>
#include <pwd.h>

#include <cstdio>
#include <memory>

namespace upshid::daemon {

namespace {

struct Close {
  void operator()(FILE* file) const { (void)std::fclose(file); }
};
using File = std::unique_ptr<FILE, Close>;

LocalUser user_of(const passwd& entry) {
  return {entry.pw_uid, entry.pw_gid, entry.pw_dir};
}

}  // namespace

// No other thread asks, here and below.
std::optional<LocalUser> find_user(const std::string& name) {
  if (const File file{std::fopen("/etc/passwd", "re")}) {
    while (const passwd* entry = ::fgetpwent(file.get())) {  // NOLINT
      if (name == entry->pw_name) return user_of(*entry);
    }
  }
  const passwd* entry = ::getpwnam(name.c_str());  // NOLINT
  return entry == nullptr ? std::nullopt : std::optional(user_of(*entry));
}

std::optional<gid_t> find_group(std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const File file{std::fopen("/etc/group", "re")};
    while (const group* entry = file ? ::fgetgrent(file.get()) : nullptr) {  // NOLINT
      if (name == entry->gr_name) return entry->gr_gid;
    }
  }
  for (const std::string_view name : names) {
    const group* entry = ::getgrnam(std::string(name).c_str());  // NOLINT
    if (entry != nullptr) return entry->gr_gid;
  }
  return std::nullopt;
}

}  // namespace upshid::daemon
