#include "daemon/state_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "base/checksum.h"
#include "base/file.h"
#include "base/io_error.h"
#include "base/text.h"
#include "daemon/replace_file.h"

namespace upshid::daemon {

namespace {

// Times in the state are since boot, so it is invalid after the next boot.
std::string read_boot_id() {
  const auto text = base::read_file("/proc/sys/kernel/random/boot_id");
  return text ? std::string(base::trim(*text)) : "unknown";
}

// fcntl() locks are not inherited, so a command that outlives the monitor does not hold it.
Result<base::UniqueFd> lock_file(const std::string& path) {
  base::UniqueFd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!fd) return base::io_error(path, "cannot create the lock file", errno);
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  if (::fcntl(fd.get(), F_SETLK, &whole) == 0) return fd;
  if (errno != EACCES && errno != EAGAIN)
    return base::io_error(path, "cannot lock the file", errno);
  (void)::fcntl(fd.get(), F_GETLK, &whole);
  return Error{Code::ambiguous, path,
               fmt::format("another upshid-monitor is running (process {})", whole.l_pid), 0};
}

}  // namespace

StateFile::StateFile(std::string folder) : folder_(std::move(folder)), boot_id_(read_boot_id()) {}

Result<void> StateFile::lock() {
  // Others may read the lock file and reach the control socket.
  if (::mkdir(folder_.c_str(), 0755) != 0 && errno != EEXIST) {
    return base::io_error(
        folder_, "cannot create the state directory; to use another one, give --statedir", errno);
  }
  auto locked = lock_file(folder_ + "/lock");
  if (!locked) return locked.error();
  lock_ = *std::move(locked);
  ++times_locked_;
  return {};
}

bool StateFile::is_locked() const {
  struct stat ours {};
  struct stat there {};
  return lock_ && ::fstat(lock_.get(), &ours) == 0 &&
         ::stat((folder_ + "/lock").c_str(), &there) == 0 && ours.st_ino == there.st_ino &&
         ours.st_dev == there.st_dev;
}

Result<std::optional<std::string>> StateFile::load() const {
  const std::string path = folder_ + "/state";
  const auto read = base::read_file(path, std::size_t{64} << 20);
  if (!read && read.error().code == Code::not_found) return std::optional<std::string>();
  if (!read) return read.error();
  const auto text = base::without_checksum(*read);
  if (!text)
    return Error{Code::malformed_config, path, "its checksum is wrong: changed or cut off", 0};
  const std::string first = "boot " + boot_id_ + "\n";
  if (!text->starts_with(first)) return std::optional<std::string>();
  return std::optional<std::string>(text->substr(first.size()));
}

Result<void> StateFile::save(std::string_view text) {
  if (!is_locked()) {
    if (auto locked = lock(); !locked) return locked;
  }
  // Without fsync(): /run does not survive a power cut.
  return replace_file(folder_ + "/state",
                      base::with_checksum(fmt::format("boot {}\n{}", boot_id_, text)));
}

}  // namespace upshid::daemon
