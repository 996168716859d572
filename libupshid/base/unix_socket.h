#ifndef UPSHID_BASE_UNIX_SOCKET_H
#define UPSHID_BASE_UNIX_SOCKET_H

#include <sys/types.h>
#include <sys/un.h>
#include <upshid/result.h>

#include <string>

#include "base/unique_fd.h"

namespace upshid::base {

// Errors: invalid_argument for a path that is empty or too long for a socket.
Result<sockaddr_un> unix_address(const std::string& path);

// A socket with this mode, by default for this user only, and a queue of 8 clients. A stale socket
// is replaced; any other file is not. Errors: invalid_argument, permission, io.
Result<UniqueFd> listen_on_unix(const std::string& path, mode_t mode = 0600);

}  // namespace upshid::base

#endif
