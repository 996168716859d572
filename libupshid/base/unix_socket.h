#ifndef UPSHID_BASE_UNIX_SOCKET_H
#define UPSHID_BASE_UNIX_SOCKET_H

#include <sys/un.h>
#include <upshid/result.h>

#include <string>

namespace upshid::base {

// Errors: invalid_argument for a path that is empty or too long for a socket.
Result<sockaddr_un> unix_address(const std::string& path);

}  // namespace upshid::base

#endif
