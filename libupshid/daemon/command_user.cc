#include "daemon/command_user.h"

#include <fmt/format.h>
#include <grp.h>
#include <unistd.h>

#include "daemon/local_names.h"

namespace upshid::daemon {

namespace {

constexpr uid_t nobody = 65534;

CommandUser user_of(const std::string& name, const LocalUser& found) {
  CommandUser user;
  user.name = name;
  user.changes = found.uid != ::geteuid();
  user.uid = found.uid;
  user.gid = found.gid;
  user.home = found.home;
  if (!user.changes) return user;
  int count = 32;
  user.groups.resize(static_cast<std::size_t>(count));
  if (::getgrouplist(name.c_str(), user.gid, user.groups.data(), &count) < 0) {
    user.groups.resize(static_cast<std::size_t>(count));
    if (::getgrouplist(name.c_str(), user.gid, user.groups.data(), &count) < 0) count = 0;
  }
  user.groups.resize(static_cast<std::size_t>(count));
  return user;
}

std::optional<CommandUser> look_up(const std::string& name) {
  const auto found = find_user(name);
  return found ? std::optional(user_of(name, *found)) : std::nullopt;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> CommandUser::environment() const {
  if (!changes) return {};
  return {{"USER", name}, {"LOGNAME", name}, {"HOME", home}};
}

CommandUser command_user(const std::optional<std::string>& run_as_user, std::string& complaint) {
  const bool is_root = ::geteuid() == 0;
  if (!is_root) {
    if (run_as_user) {
      const auto user = look_up(*run_as_user);
      if (!user || user->changes)
        complaint =
            fmt::format("RUN_AS_USER {}: only root can switch the user; commands run as uid {}",
                        *run_as_user, ::geteuid());
    }
    return {};
  }
  if (!run_as_user) {
    const auto nut = find_system_user("nut");
    return nut ? user_of("nut", *nut) : CommandUser{};
  }
  if (auto user = look_up(*run_as_user)) return *std::move(user);
  complaint = fmt::format(
      "RUN_AS_USER {}: no such user; commands run as nobody and may lack permissions; SHUTDOWNCMD "
      "runs as root",
      *run_as_user);
  CommandUser user;
  user.name = "nobody";
  user.changes = true;
  user.uid = nobody;
  user.gid = nobody;
  user.groups = {nobody};
  user.home = "/";
  return user;
}

}  // namespace upshid::daemon
