#ifndef UPSHID_SIM_CONTROL_SOCKET_H
#define UPSHID_SIM_CONTROL_SOCKET_H

#include <sys/un.h>
#include <upshid/result.h>

#include <string>

#include "base/unique_fd.h"

namespace upshid::sim {

inline constexpr std::size_t longest_control_line = 16384;

// Errors: invalid_argument for a path that is too long for a socket.
Result<sockaddr_un> socket_address(const std::string& path);
// Errors: not_found (nobody listens there), permission, io, invalid_argument.
Result<base::UniqueFd> connect_control(const std::string& path);

}  // namespace upshid::sim

#endif
