// Watches UPSes through one descriptor: watch_upses [-n COUNT] NAME ..., which exits after COUNT
// lines. A UPS that is unplugged is found again when it is plugged in.

#include <poll.h>
#include <unistd.h>
#include <upshid/upshid.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>

static upshid::Instant now() {
  timespec t{};
  clock_gettime(CLOCK_BOOTTIME, &t);
  return upshid::Instant(std::chrono::seconds(t.tv_sec) + std::chrono::nanoseconds(t.tv_nsec));
}

// A line for each change that a person wants to know.
static int print(upshid::Watcher& watcher, const upshid::WatchChange& change) {
  using Kind = upshid::WatchChange::Kind;
  const char* name = change.ups.c_str();
  if (change.kind == Kind::opened)
    return std::printf("%s: %s\n", name, watcher.find(change.ups)->device().product.c_str()), 1;
  if (change.kind == Kind::lost) return std::printf("%s: unplugged\n", name), 1;
  if (change.kind == Kind::unreachable) {
    if (change.is_repeated) return 0;
    return std::printf("%s: %s\n", name, change.error.text().c_str()), 1;
  }
  const upshid::Variable* status = watcher.find(change.ups)->snapshot().find("ups.status");
  return std::printf("%s: %s\n", name, status != nullptr ? status->value.c_str() : "unknown"), 1;
}

int main(int argc, char** argv) {
  long lines_left = -1;
  if (getopt(argc, argv, "n:") == 'n') lines_left = std::strtol(optarg, nullptr, 10);
  std::vector<upshid::WatchTarget> targets;
  for (int i = optind; i < argc; ++i) targets.push_back({argv[i], argv[i], {}, {}});
  upshid::OpenOptions options;
  options.clock = now;  // Only a virtual UPS uses it.
  upshid::Watcher watcher(std::move(targets), options);
  while (lines_left != 0) {
    pollfd readable{watcher.fd(), POLLIN, 0};
    poll(&readable, 1, upshid::poll_timeout(watcher.next_deadline(), now()));
    for (const upshid::WatchChange& change : watcher.dispatch(now())) {
      if (lines_left == 0) break;
      if (print(watcher, change) != 0 && lines_left > 0) --lines_left;
    }
    std::fflush(stdout);  // The reader of a pipe gets the line at once.
  }
  return 0;
}
