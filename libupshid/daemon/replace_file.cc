#include "daemon/replace_file.h"

#include <fcntl.h>

#include <cerrno>
#include <cstdio>

#include "base/io_error.h"
#include "base/unique_fd.h"
#include "base/write_all.h"

namespace upshid::daemon {

Result<void> replace_file(const std::string& path, std::string_view text) {
  const std::string fresh = path + ".new";
  const base::UniqueFd fd(
      ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!fd) return base::io_error(fresh, "cannot write the file", errno);
  if (const int error = base::write_all(fd.get(), text); error != 0)
    return base::io_error(fresh, "cannot write the file", error);
  if (std::rename(fresh.c_str(), path.c_str()) != 0)
    return base::io_error(path, "cannot write the file", errno);
  return {};
}

}  // namespace upshid::daemon
