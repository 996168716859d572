#include "base/close_from.h"

#include <sys/syscall.h>
#include <unistd.h>

namespace upshid::base {

void close_from(unsigned first) {
#ifdef SYS_close_range
  if (::syscall(SYS_close_range, first, ~0U, 0) == 0) return;
#endif
  // Linux before 5.9.
  for (int fd = static_cast<int>(first); fd < 4096; ++fd) ::close(fd);
}

}  // namespace upshid::base
