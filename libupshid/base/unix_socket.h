#ifndef UPSHID_BASE_UNIX_SOCKET_H
#define UPSHID_BASE_UNIX_SOCKET_H

#include <sys/un.h>
#include <upshid/result.h>

#include <string>

#include "base/unique_fd.h"

namespace upshid::base {

// Errors: invalid_argument for a path that is empty or too long for a socket.
Result<sockaddr_un> unix_address(const std::string& path);

// A socket that only this user may connect to, with room for 8 clients in the queue. A socket that
// nobody removed is replaced; any other file is left. Errors: invalid_argument, permission, io.
Result<UniqueFd> listen_on_unix(const std::string& path);

}  // namespace upshid::base

#endif
