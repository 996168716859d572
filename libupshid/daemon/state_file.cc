#include "daemon/state_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

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
Result<base::UniqueFd> lock(const std::string& path) {
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

Result<StateFile> StateFile::open(const std::string& folder) {
  // Others may read the lock file and reach the control socket.
  if (::mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST) {
    return base::io_error(
        folder, "cannot create the state directory; to use another one, give --statedir", errno);
  }
  auto locked = lock(folder + "/lock");
  if (!locked) return locked.error();
  return StateFile(folder, *std::move(locked), read_boot_id());
}

Result<std::optional<std::string>> StateFile::load() const {
  auto text = base::read_file(folder_ + "/state", std::size_t{2} << 20);
  if (!text && text.error().code == Code::not_found) return std::optional<std::string>();
  if (!text) return text.error();
  const std::string first = "boot " + boot_id_ + "\n";
  if (text->starts_with("boot ") && !text->starts_with(first)) return std::optional<std::string>();
  if (!text->starts_with(first)) {
    return Error{Code::malformed_config, folder_ + "/state:1:1", "the first line has no boot ID",
                 0};
  }
  return std::optional(text->substr(first.size()));
}

Result<void> StateFile::save(std::string_view text) const {
  // Without fsync(): /run does not survive a power cut.
  return replace_file(folder_ + "/state", fmt::format("boot {}\n{}", boot_id_, text));
}

}  // namespace upshid::daemon
