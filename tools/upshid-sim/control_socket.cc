#include "upshid-sim/control_socket.h"

#include <sys/socket.h>

#include <cerrno>

#include "base/io_error.h"
#include "base/unix_socket.h"

namespace upshid::sim {

Result<base::UniqueFd> connect_control(const std::string& path) {
  const auto address = base::unix_address(path);
  if (!address) return address.error();
  base::UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!fd) return base::io_error(path, "cannot create a socket", errno);
  // NOLINTNEXTLINE: the sockets interface casts.
  const auto* generic = reinterpret_cast<const sockaddr*>(&*address);
  if (::connect(fd.get(), generic, sizeof(*address)) == 0) return fd;
  const int error = errno;
  if (error == ENOENT || error == ECONNREFUSED)
    return Error{Code::not_found, path, "upshid-sim is not running", error};
  return base::io_error(path, "cannot connect", error);
}

}  // namespace upshid::sim
