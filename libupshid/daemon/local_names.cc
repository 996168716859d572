#include "daemon/local_names.h"

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

std::optional<LocalUser> find_system_user(std::string_view name) {
  const File file{std::fopen("/etc/passwd", "re")};
  // No other thread asks, here and below.
  while (const passwd* entry = file ? ::fgetpwent(file.get()) : nullptr) {  // NOLINT
    if (name == entry->pw_name) return user_of(*entry);
  }
  return std::nullopt;
}

std::optional<LocalUser> find_user(const std::string& name) {
  if (auto user = find_system_user(name)) return user;
  const passwd* entry = ::getpwnam(name.c_str());  // NOLINT
  return entry == nullptr ? std::nullopt : std::optional(user_of(*entry));
}

std::optional<gid_t> find_system_group(std::string_view name) {
  const File file{std::fopen("/etc/group", "re")};
  while (const group* entry = file ? ::fgetgrent(file.get()) : nullptr) {  // NOLINT
    if (name == entry->gr_name) return entry->gr_gid;
  }
  return std::nullopt;
}

}  // namespace upshid::daemon
