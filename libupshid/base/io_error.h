#ifndef UPSHID_BASE_IO_ERROR_H
#define UPSHID_BASE_IO_ERROR_H

#include <upshid/error.h>

#include <string>

namespace upshid::base {

// The error of a failed system call on a file or a socket: permission for EACCES, EPERM and EROFS,
// otherwise io. For USB transfers see transport/fault.h.
Error io_error(std::string where, std::string what, int error);

}  // namespace upshid::base

#endif
