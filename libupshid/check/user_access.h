#ifndef UPSHID_CHECK_USER_ACCESS_H
#define UPSHID_CHECK_USER_ACCESS_H

// What a user may do with a file, and who else may change it.

#include <optional>
#include <string>

#include "base/users.h"

namespace upshid::check {

using base::root_user;
using base::User;
using base::user_of_commands;

struct Denied {
  std::string path;      // The part of the path that denies access: a directory, or the file.
  int error = 0;         // EACCES, ENOENT, ...
  bool to_read = false;  // Not to run.
};

enum class Checked : unsigned char {
  as_user,  // By access(2), in a process of that user.
  by_mode,  // By owner, group and mode of each part; ACLs were not looked at.
};

struct Access {
  std::optional<Denied> denied;
  Checked checked = Checked::by_mode;
};

// May the user run this program, and read it if it is a script? Every directory of the path is
// checked.
Access check_access(const User& user, const std::string& path, bool is_script);

// The first part of the path, including the file, that users other than root may change or replace;
// empty: none. With `own_counts`, what the effective user owns is as good as root's: a draft.
std::string changeable_part(const std::string& path, bool own_counts = false);

// Whether users other than root and the effective user may create files there.
bool others_may_create(const std::string& folder);

}  // namespace upshid::check

#endif
