#ifndef UPSHID_BASE_WRITE_ALL_H
#define UPSHID_BASE_WRITE_ALL_H

#include <string_view>

namespace upshid::base {

// 0, or the errno of the write that failed.
[[nodiscard]] int write_all(int fd, std::string_view text);

}  // namespace upshid::base

#endif
