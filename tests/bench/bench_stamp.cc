// bench-stamp WORD: appends the time of CLOCK_BOOTTIME, which upshid-sim's log has as well, and the
// word to the file that is called as this program with ".log" behind it. A command script that
// does nothing but say when it began.

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <ctime>
#include <string>

#include "base/unique_fd.h"

int main(int argc, char** argv) {
  timespec now{};
  ::clock_gettime(CLOCK_BOOTTIME, &now);
  if (argc != 2) {
    std::fprintf(stderr, "usage: bench-stamp WORD\n");
    return 2;
  }
  const std::string path = std::string(argv[0]) + ".log";
  std::array<char, 256> line;
  const int length = std::snprintf(line.data(), line.size(), "%lld.%06ld %s\n",
                                   static_cast<long long>(now.tv_sec), now.tv_nsec / 1000, argv[1]);
  const upshid::base::UniqueFd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666));
  if (length < 0 || static_cast<std::size_t>(length) >= line.size() || !file ||
      ::write(file.get(), line.data(), static_cast<std::size_t>(length)) != length) {
    std::perror(path.c_str());
    return 1;
  }
  return 0;
}
