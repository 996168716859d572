// bench-time [--dump SOCKET] COMMAND [ARGUMENT]...: runs the command with its output thrown away
// and prints the microseconds from exec to exit, and the peak of its memory in KiB.
//
// With --dump the time ends when the driver of NUT behind SOCKET has told all that it knows. Its
// command goes to the background as soon as it has data, so the exit comes first; the memory is
// then also that of the process left behind, which SOCKET.pid names.

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>

#include "base/unique_fd.h"

namespace {

using Clock = std::chrono::steady_clock;
constexpr int failed = 70;

[[noreturn]] void die(const std::string& what) {
  std::fprintf(stderr, "bench-time: %s: %s\n", what.c_str(), std::strerror(errno));
  std::exit(failed);
}

struct Ended {
  int status;
  long peak_kib;
};

Ended run(char** command) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  errno = ::posix_spawnp(&child, command[0], &actions, nullptr, command, environ);
  if (errno != 0) die(command[0]);
  int status = 0;
  rusage usage{};
  if (::wait4(child, &status, 0, &usage) < 0) die("wait4");
  posix_spawn_file_actions_destroy(&actions);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : failed, usage.ru_maxrss};
}

// NUT's protocol between driver and upsd (docs/sock-protocol.txt): DUMPALL is answered by every
// variable and then DUMPDONE.
void dump(const char* path) {
  const upshid::base::UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path, sizeof address.sun_path - 1);
  const auto* generic = static_cast<const sockaddr*>(static_cast<const void*>(&address));
  if (::connect(socket.get(), generic, sizeof address) < 0) die(path);
  constexpr std::string_view request = "DUMPALL\n";
  if (::write(socket.get(), request.data(), request.size()) < 0) die("write");
  std::string told;
  while (told.find("DUMPDONE") == std::string::npos) {
    std::array<char, 4096> buffer;
    const ssize_t got = ::read(socket.get(), buffer.data(), buffer.size());
    if (got <= 0) die("the driver hangs up before DUMPDONE");
    told.append(buffer.data(), static_cast<std::size_t>(got));
  }
  if (told.find("SETINFO ups.status \"O") == std::string::npos) {
    std::fprintf(stderr, "bench-time: the driver has no ups.status yet\n");
    std::exit(failed);
  }
}

// The kernel's own high water mark of a process that runs.
long peak_of(const std::string& pid_file) {
  std::string process;
  std::ifstream(pid_file) >> process;
  std::ifstream file("/proc/" + process + "/status");
  for (std::string word; file >> word;) {
    long kib = 0;
    if (word == "VmHWM:" && file >> kib) return kib;
  }
  die("VmHWM of the process in " + pid_file);
}

}  // namespace

int main(int argc, char** argv) {
  const bool dumps = argc > 3 && std::string_view(argv[1]) == "--dump";
  char** command = argv + (dumps ? 3 : 1);
  if (*command == nullptr) {
    std::fprintf(stderr, "usage: bench-time [--dump SOCKET] COMMAND [ARGUMENT]...\n");
    return 2;
  }
  const auto begin = Clock::now();
  Ended ended = run(command);
  if (dumps && ended.status == 0) dump(argv[2]);
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
  if (dumps && ended.status == 0) {
    ended.peak_kib = std::max(ended.peak_kib, peak_of(std::string(argv[2]) + ".pid"));
  }
  std::printf("%lld %ld\n", static_cast<long long>(took.count()), ended.peak_kib);
  return ended.status;
}
