#ifndef UPSHID_CHECK_USER_ACCESS_H
#define UPSHID_CHECK_USER_ACCESS_H

// What a user may do with a file, and who else may change it.

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace upshid::check {

struct User {
  std::string name;
  uid_t uid = 0;
  gid_t gid = 0;
  std::vector<gid_t> groups;
  bool is_known = true;  // False: this machine has no such user, and "nobody" is taken.
};

// Whom commands run as where root runs the monitor: RUN_AS_USER, else "nut" where there is such a
// user, else root.
User user_of_commands(const std::optional<std::string>& run_as_user);
User root_user();

struct Denied {
  std::string path;      // The part of the way that stops the user: a folder, or the file.
  int error = 0;         // EACCES, ENOENT, ...
  bool to_read = false;  // Not to run.
};

enum class Checked : unsigned char {
  as_user,  // By access(2), in a process of that user's.
  by_mode,  // By owner, group and mode of each part; ACLs were not looked at.
};

struct Access {
  std::optional<Denied> denied;
  Checked checked = Checked::by_mode;
};

// May the user run this program, and read it, if a script is to be read by its interpreter? Each
// folder on the way counts.
Access check_access(const User& user, const std::string& path, bool is_script);

// The first part of the way, the file itself included, that another than root may change or
// replace; empty where there is none.
std::string changeable_part(const std::string& path);

}  // namespace upshid::check

#endif
