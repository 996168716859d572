#include "base/unix_socket.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <cstring>

namespace upshid::base {

Result<sockaddr_un> unix_address(const std::string& path) {
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

}  // namespace upshid::base
