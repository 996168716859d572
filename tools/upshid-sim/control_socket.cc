#include "upshid-sim/control_socket.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

namespace upshid::sim {

Result<sockaddr_un> socket_address(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof(address.sun_path)) {
    return Error{
        Code::invalid_argument, path,
        fmt::format("the path of a socket has 1 to {} bytes", sizeof(address.sun_path) - 1), 0};
  }
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

Result<base::UniqueFd> connect_control(const std::string& path) {
  const auto address = socket_address(path);
  if (!address) return address.error();
  base::UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!fd) return Error{Code::io, path, "cannot make a socket", errno};
  // NOLINTNEXTLINE: the sockets interface casts.
  const auto* generic = reinterpret_cast<const sockaddr*>(&*address);
  if (::connect(fd.get(), generic, sizeof(*address)) == 0) return fd;
  switch (const int error = errno) {
    case ENOENT:
    case ECONNREFUSED:
      return Error{Code::not_found, path, "no upshid-sim listens there", error};
    case EACCES:
    case EPERM:
      return Error{Code::permission, path, "cannot connect", error};
    default:
      return Error{Code::io, path, "cannot connect", error};
  }
}

}  // namespace upshid::sim
