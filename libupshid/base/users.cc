#include "base/users.h"

#include <grp.h>
#include <pwd.h>

#include <cstdio>
#include <memory>
#include <utility>

namespace upshid::base {

namespace {

struct Close {
  void operator()(FILE* file) const { (void)std::fclose(file); }
};
using File = std::unique_ptr<FILE, Close>;

User user_of(const passwd& entry) {
  return {entry.pw_name, entry.pw_uid, entry.pw_gid, {}, true, entry.pw_dir};
}

std::vector<gid_t> groups_of(const User& user) {
  if (user.uid == 0) return {0};
  int count = 64;
  std::vector<gid_t> groups(static_cast<std::size_t>(count));
  if (::getgrouplist(user.name.c_str(), user.gid, groups.data(), &count) < 0) {
    groups.resize(static_cast<std::size_t>(count));
    if (::getgrouplist(user.name.c_str(), user.gid, groups.data(), &count) < 0) count = 0;
  }
  groups.resize(static_cast<std::size_t>(count));
  return groups;
}

}  // namespace

std::optional<User> find_system_user(std::string_view name) {
  const File file{std::fopen("/etc/passwd", "re")};
  // Only one thread calls this, here and below.
  while (const passwd* entry = file ? ::fgetpwent(file.get()) : nullptr) {  // NOLINT
    if (name == entry->pw_name) return user_of(*entry);
  }
  return std::nullopt;
}

std::optional<User> find_user(const std::string& name) {
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

User user_of_commands(const std::optional<std::string>& run_as_user) {
  constexpr uid_t nobody = 65534;
  auto user = run_as_user ? find_user(*run_as_user) : find_system_user("nut");
  if (!user && run_as_user) return {"nobody", nobody, nobody, {nobody}, false, "/"};
  if (!user) return root_user();
  user->groups = groups_of(*user);
  return *std::move(user);
}

User root_user() {
  return {"root", 0, 0, {0}, true, "/root"};
}

}  // namespace upshid::base
