#ifndef UPSHID_SIM_CONTROL_SOCKET_H
#define UPSHID_SIM_CONTROL_SOCKET_H

#include <upshid/result.h>

#include <string>

#include "base/unique_fd.h"

namespace upshid::sim {

inline constexpr std::size_t max_control_line = 16384;

// Errors: not_found (upshid-sim is not running), permission, io, invalid_argument.
Result<base::UniqueFd> connect_control(const std::string& path);

}  // namespace upshid::sim

#endif
