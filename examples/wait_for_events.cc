// Prints each change of a UPS's status: wait_for_events NAME [COUNT], which exits after COUNT
// changes. The library has no loop, no thread and no clock: poll() and CLOCK_BOOTTIME belong to the
// caller.

#include <poll.h>
#include <upshid/upshid.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>

static upshid::Instant now() {
  timespec t{};
  clock_gettime(CLOCK_BOOTTIME, &t);
  return upshid::Instant(std::chrono::seconds(t.tv_sec) + std::chrono::nanoseconds(t.tv_nsec));
}

int main(int argc, char** argv) {
  upshid::OpenOptions options;
  options.clock = now;  // Only a virtual UPS uses it.
  auto ups = upshid::Ups::open(argc > 1 ? argv[1] : "", options);
  if (!ups) return std::fprintf(stderr, "%s\n", ups.error().text().c_str()), 1;
  long changes_left = argc > 2 ? std::strtol(argv[2], nullptr, 10) : -1;
  std::string before;
  while (changes_left != 0) {
    pollfd readable{ups->fd(), POLLIN, 0};  // poll() ignores -1; then only the deadline applies.
    poll(&readable, 1, upshid::poll_timeout(ups->next_deadline(), now()));
    const auto changed = ups->dispatch(now());
    if (!changed) return std::fprintf(stderr, "%s\n", changed.error().text().c_str()), 1;
    const upshid::Variable* status = ups->snapshot().find("ups.status");
    if (status == nullptr || status->value == before) continue;
    std::printf("%s -> %s\n", before.empty() ? "(start)" : before.c_str(), status->value.c_str());
    std::fflush(stdout);  // The reader of a pipe gets the line at once.
    before = status->value;
    if (changes_left > 0) --changes_left;
  }
  return 0;
}
