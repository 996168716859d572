#include "cli/standard_streams.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "base/write_all.h"

namespace upshid::cli {

namespace {

bool output_was_closed = false;

}  // namespace

void prepare_standard_streams() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(fd, F_GETFD) != -1 || errno != EBADF) continue;
    if (fd == STDOUT_FILENO) output_was_closed = true;
    // open() takes the lowest free number, which is this one.
    (void)::open("/dev/null", fd == STDIN_FILENO ? O_RDONLY : O_WRONLY);  // NOLINT: stays open.
  }
  (void)std::signal(SIGPIPE, SIG_IGN);
}

bool is_output_closed() {
  return output_was_closed;
}

int write_output(std::string_view text) {
  if (output_was_closed) return EBADF;
  if (const int error = base::write_all(STDOUT_FILENO, text)) return error;
  return ::close(STDOUT_FILENO) == 0 ? 0 : errno;
}

}  // namespace upshid::cli
