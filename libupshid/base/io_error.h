#ifndef UPSHID_BASE_IO_ERROR_H
#define UPSHID_BASE_IO_ERROR_H

#include <upshid/error.h>

#include <string>

namespace upshid::base {

// A failed call of the operating system on a file or a socket: permission for EACCES, EPERM and
// EROFS, else io. What errno means for a USB transfer is in transport/fault.h.
Error io_error(std::string where, std::string what, int error);

}  // namespace upshid::base

#endif
