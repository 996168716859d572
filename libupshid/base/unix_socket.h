#ifndef UPSHID_BASE_UNIX_SOCKET_H
#define UPSHID_BASE_UNIX_SOCKET_H

#include <sys/un.h>
#include <upshid/result.h>

#include <string>

#include "base/unique_fd.h"

namespace upshid::base {

// Errors: invalid_argument for a path that is empty or too long for a socket.
Result<sockaddr_un> unix_address(const std::string& path);

// A socket that only this user may connect to, with a queue of 8 clients. A stale socket is
// replaced; any other file is not. Errors: invalid_argument, permission, io.
Result<UniqueFd> listen_on_unix(const std::string& path);

}  // namespace upshid::base

#endif
