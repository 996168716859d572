#include "daemon/command_user.h"

#include <fmt/format.h>
#include <unistd.h>

namespace upshid::daemon {

std::optional<base::User> command_user(const std::optional<std::string>& run_as_user,
                                       std::string& complaint) {
  if (::geteuid() != 0) {
    const auto user = run_as_user ? base::find_user(*run_as_user) : std::nullopt;
    if (run_as_user && (!user || user->uid != ::geteuid()))
      complaint =
          fmt::format("RUN_AS_USER {}: only root can switch the user; commands run as uid {}",
                      *run_as_user, ::geteuid());
    return std::nullopt;
  }
  base::User user = base::user_of_commands(run_as_user);
  if (!user.is_known)
    complaint = fmt::format(
        "RUN_AS_USER {}: no such user; commands run as nobody and may lack permissions; "
        "SHUTDOWNCMD runs as root",
        *run_as_user);
  if (user.uid == 0) return std::nullopt;
  return user;
}

}  // namespace upshid::daemon
