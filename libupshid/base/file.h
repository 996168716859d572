#ifndef UPSHID_BASE_FILE_H
#define UPSHID_BASE_FILE_H

#include <upshid/result.h>

#include <cstddef>
#include <string>

namespace upshid::base {

// The content of a file of at most `limit` bytes. Errors: not_found, permission, io,
// budget_exceeded; `where` is the path.
Result<std::string> read_file(const std::string& path, std::size_t limit = 1 << 20);

}  // namespace upshid::base

#endif
