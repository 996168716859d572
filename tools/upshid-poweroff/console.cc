#include "upshid-poweroff/console.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "base/unique_fd.h"
#include "base/write_all.h"

namespace upshid::poweroff {

namespace {

// A console that does not take it must not hold up the end.
void append(const char* path, std::string_view text) {
  const base::UniqueFd fd(::open(path, O_WRONLY | O_APPEND | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
  // Nobody is left who could be told.
  if (fd) (void)base::write_all(fd.get(), text);
}

}  // namespace

void Console::say(std::string_view text) const {
  std::string line = fmt::format("upshid-poweroff: {}", text);
  std::ranges::replace_if(
      line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  // <12>: user, warning, so that it is shown on a console at its usual level.
  if (::geteuid() == 0) append("/dev/kmsg", fmt::format("<12>{}", line));
  line += '\n';
  append(path_.c_str(), line);
  (void)base::write_all(STDERR_FILENO, line);
}

}  // namespace upshid::poweroff
