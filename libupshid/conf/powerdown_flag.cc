#include "conf/powerdown_flag.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "base/io_error.h"
#include "base/text.h"

namespace upshid::conf {

namespace {

const char* kind_of(mode_t mode) {
  if (S_ISLNK(mode)) return "a symbolic link";
  if (S_ISFIFO(mode)) return "a FIFO";
  if (S_ISDIR(mode)) return "a directory";
  return S_ISSOCK(mode) ? "a socket" : "a device";
}

std::optional<Error> refusal(const std::string& path, const struct stat& facts) {
  std::string what;
  if (!S_ISREG(facts.st_mode)) {
    what = fmt::format("is {}", kind_of(facts.st_mode));
  } else if (facts.st_uid != 0 && facts.st_uid != ::geteuid()) {
    what = fmt::format("belongs to uid {}", facts.st_uid);
  } else {
    return std::nullopt;
  }
  return Error{Code::invalid_argument, path,
               fmt::format("POWERDOWNFLAG {}; only a regular file of root is accepted", what), 0};
}

Error open_error(const std::string& path) {
  return base::io_error(path, "cannot open POWERDOWNFLAG", errno);
}

}  // namespace

Result<PowerdownFlag> open_powerdown_flag(const std::string& path, int access) {
  struct stat facts {};
  // Opening a device may already have an effect; what is there only now is found by fstat() below.
  if (::lstat(path.c_str(), &facts) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return PowerdownFlag{};
    return open_error(path);
  }
  if (auto refused = refusal(path, facts)) return *std::move(refused);
  PowerdownFlag flag;
  flag.fd.reset(::open(path.c_str(), access | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC));
  if (!flag.fd || ::fstat(flag.fd.get(), &facts) != 0) return open_error(path);
  if (auto refused = refusal(path, facts)) return *std::move(refused);
  std::array<char, 4096> buffer{};
  const ssize_t n = ::pread(flag.fd.get(), buffer.data(), buffer.size(), 0);
  if (n < 0) return base::io_error(path, "cannot read POWERDOWNFLAG", errno);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(n));
  using Found = PowerdownFlag::Found;
  flag.found = text.empty()                                           ? Found::empty
               : base::trim(text).starts_with(powerdown_flag_content) ? Found::flag
                                                                      : Found::other;
  return flag;
}

}  // namespace upshid::conf
