#include "base/unix_socket.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/io_error.h"

namespace upshid::base {

Result<sockaddr_un> unix_address(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof(address.sun_path)) {
    return Error{
        Code::invalid_argument, path,
        fmt::format("the path of a socket must have 1 to {} bytes", sizeof(address.sun_path) - 1),
        0};
  }
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

Result<UniqueFd> listen_on_unix(const std::string& path, mode_t mode) {
  const auto address = unix_address(path);
  if (!address) return address.error();
  struct stat left_over {};
  if (::lstat(path.c_str(), &left_over) == 0 && S_ISSOCK(left_over.st_mode)) {
    (void)::unlink(path.c_str());
  }
  UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  const mode_t mask = ::umask(0777 & ~mode);
  // NOLINTNEXTLINE: the sockets interface casts.
  const auto* generic = reinterpret_cast<const sockaddr*>(&*address);
  const bool is_bound = fd && ::bind(fd.get(), generic, sizeof(*address)) == 0;
  const int error = errno;
  ::umask(mask);
  if (!is_bound) return io_error(path, "cannot create the socket", error);
  if (::listen(fd.get(), 8) != 0) return io_error(path, "cannot create the socket", errno);
  return fd;
}

}  // namespace upshid::base
