#include "upshid-poweroff/console.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "base/unique_fd.h"
#include "base/utf8.h"
#include "base/write_all.h"

namespace upshid::poweroff {

namespace {

// Non-blocking: a stuck console must not delay the halt.
void append(const char* path, std::string_view text) {
  const base::UniqueFd fd(::open(path, O_WRONLY | O_APPEND | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
  // A failure cannot be reported.
  if (fd) (void)base::write_all(fd.get(), text);
}

}  // namespace

void Console::say(std::string_view text) const {
  std::string line = base::printable(fmt::format("upshid-poweroff: {}", text));
  // <12>: user, warning, so that it is shown at a console's usual level.
  if (::geteuid() == 0) append("/dev/kmsg", fmt::format("<12>{}", line));
  line += '\n';
  append(path_.c_str(), line);
  (void)base::write_all(STDERR_FILENO, line);
}

}  // namespace upshid::poweroff
