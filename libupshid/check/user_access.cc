#include "check/user_access.h"

#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "base/unique_fd.h"

namespace upshid::check {

namespace {

namespace fs = std::filesystem;

// "/", "/etc", "/etc/nut", "/etc/nut/upssched-cmd".
std::vector<std::string> parts_of(const std::string& path) {
  std::vector<std::string> out;
  fs::path so_far;
  for (const fs::path& part : fs::path(path).lexically_normal()) {
    so_far /= part;
    out.push_back(so_far.string());
  }
  return out;
}

// With all links followed, if possible.
std::string real_path(const std::string& path) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  return error ? path : real.string();
}

// S_IXOTH or S_IROTH, by the class that the user is in (POSIX XBD 4.5).
bool allows(const User& user, const struct stat& facts, mode_t right) {
  if (user.uid == 0)
    return right != S_IXOTH || (facts.st_mode & 0111) != 0 || S_ISDIR(facts.st_mode);
  if (facts.st_uid == user.uid) return (facts.st_mode & (right << 6)) != 0;
  const bool in_group =
      facts.st_gid == user.gid ||
      std::find(user.groups.begin(), user.groups.end(), facts.st_gid) != user.groups.end();
  return (facts.st_mode & (in_group ? right << 3 : right)) != 0;
}

std::optional<Denied> denied_by_mode(const User& user, const std::string& path, bool is_script) {
  const auto parts = parts_of(path);
  for (const std::string& part : parts) {
    struct stat facts {};
    if (::stat(part.c_str(), &facts) != 0) return Denied{part, errno, false};
    if (!allows(user, facts, S_IXOTH)) return Denied{part, EACCES, false};
    if (&part == &parts.back() && is_script && !allows(user, facts, S_IROTH))
      return Denied{part, EACCES, true};
  }
  return std::nullopt;
}

// The answer of the user's process.
struct Report {
  std::size_t part = 0;
  int error = 0;
  bool to_read = false;
};

Report look_as(const User& user, const std::vector<std::string>& parts, bool is_script) {
  if (::setgroups(user.groups.size(), user.groups.data()) != 0 || ::setgid(user.gid) != 0 ||
      ::setuid(user.uid) != 0)
    return {parts.size(), errno, false};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const char* part = parts[i].c_str();
    const bool is_last = i + 1 == parts.size();
    if (::faccessat(AT_FDCWD, part, X_OK, AT_EACCESS) != 0) return {i, errno, false};
    if (is_last && is_script && ::faccessat(AT_FDCWD, part, R_OK, AT_EACCESS) != 0)
      return {i, errno, true};
  }
  return {};
}

// nullopt if this process cannot become that user.
std::optional<Access> access_as_user(const User& user, const std::string& path, bool is_script) {
  if (::geteuid() != 0) return std::nullopt;
  int ends[2] = {-1, -1};  // NOLINT: pipe2(2) wants an array.
  if (::pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
  const base::UniqueFd from(ends[0]);
  base::UniqueFd to(ends[1]);
  const auto parts = parts_of(path);
  const pid_t child = ::fork();
  if (child < 0) return std::nullopt;
  if (child == 0) {
    const Report report = look_as(user, parts, is_script);
    const bool sent = ::write(to.get(), &report, sizeof(report)) == sizeof(report);
    ::_exit(sent ? 0 : 1);
  }
  to.reset();
  Report report;
  ssize_t got = -1;
  do {
    got = ::read(from.get(), &report, sizeof(report));
  } while (got < 0 && errno == EINTR);
  while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) continue;
  if (got != sizeof(report) || report.part >= parts.size()) return std::nullopt;
  Access out{std::nullopt, Checked::as_user};
  if (report.error != 0) out.denied = Denied{parts[report.part], report.error, report.to_read};
  return out;
}

bool others_may_write(const struct stat& facts, bool own_counts) {
  if (facts.st_uid != 0 && !(own_counts && facts.st_uid == ::geteuid())) return true;
  if ((facts.st_mode & S_IWOTH) != 0) return true;
  const bool is_own_group = facts.st_gid == 0 || (own_counts && facts.st_gid == ::getegid());
  return (facts.st_mode & S_IWGRP) != 0 && !is_own_group;
}

bool others_may_change(const std::string& path, bool own_counts) {
  struct stat facts {};
  if (::lstat(path.c_str(), &facts) != 0 || S_ISLNK(facts.st_mode)) return false;
  // In a directory like /tmp nobody may replace root's files.
  if (S_ISDIR(facts.st_mode) && (facts.st_mode & S_ISVTX) != 0) facts.st_mode &= ~mode_t{022};
  return others_may_write(facts, own_counts);
}

}  // namespace

Access check_access(const User& user, const std::string& path, bool is_script) {
  if (auto access = access_as_user(user, path, is_script)) return *std::move(access);
  // A link may lead to another path.
  for (const std::string& way : {path, real_path(path)}) {
    if (auto denied = denied_by_mode(user, way, is_script)) return {denied, Checked::by_mode};
  }
  return {};
}

std::string changeable_part(const std::string& path, bool own_counts) {
  for (const std::string& part : parts_of(real_path(path))) {
    if (others_may_change(part, own_counts)) return part;
  }
  return {};
}

bool others_may_create(const std::string& folder) {
  struct stat facts {};
  return ::stat(folder.c_str(), &facts) == 0 && others_may_write(facts, true);
}

}  // namespace upshid::check
