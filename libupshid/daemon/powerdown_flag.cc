#include "daemon/powerdown_flag.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "base/file.h"
#include "base/io_error.h"
#include "base/text.h"
#include "base/unique_fd.h"
#include "base/write_all.h"

namespace upshid::daemon {

namespace {

// The content that `upsmon -K` expects (clients/upsmon.h, SDMAGIC).
constexpr std::string_view content = "upsmon-shutdown-file";

enum class Found : unsigned char { nothing, empty, ours, other };

Result<Found> look(const std::string& path) {
  const auto text = base::read_file(path, 4096);
  if (text) {
    if (text->empty()) return Found::empty;
    return base::trim(*text).starts_with(content) ? Found::ours : Found::other;
  }
  if (text.error().code == Code::not_found) return Found::nothing;
  if (text.error().code == Code::budget_exceeded) return Found::other;
  return text.error();
}

}  // namespace

Result<bool> has_powerdown_flag(const std::string& path) {
  const auto found = look(path);
  if (!found) return found.error();
  return *found == Found::ours;
}

Result<void> write_powerdown_flag(const std::string& path) {
  const auto found = look(path);
  if (!found) return found.error();
  if (*found == Found::other) {
    return Error{Code::invalid_argument, path,
                 "POWERDOWNFLAG names a file with other content; not overwritten", 0};
  }
  // Symbolic links are not followed.
  const base::UniqueFd fd(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644));
  if (!fd) return base::io_error(path, "cannot write POWERDOWNFLAG", errno);
  int error = base::write_all(fd.get(), content);
  // The machine is about to halt, and another program reads the file at the end.
  if (error == 0 && ::fsync(fd.get()) != 0 && errno != EINVAL) error = errno;
  if (error != 0) return base::io_error(path, "cannot write POWERDOWNFLAG", error);
  return {};
}

Result<bool> remove_powerdown_flag(const std::string& path) {
  const auto found = look(path);
  if (!found) return found.error();
  if (*found == Found::nothing || *found == Found::other) return false;
  if (::unlink(path.c_str()) != 0)
    return base::io_error(path, "cannot remove POWERDOWNFLAG", errno);
  return true;
}

}  // namespace upshid::daemon
