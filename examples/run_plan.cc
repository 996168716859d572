// Runs the plan of an upssched.conf inside a program's own loop: run_plan DIRECTORY [ADDRESS],
// where ADDRESS replaces that of the only UPS. Exits after SHUTDOWNCMD.

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <upshid/upshid.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>

using namespace upshid;

static std::map<pid_t, std::uint64_t> running;  // Commands.

static Instant now() {
  timespec t{};
  clock_gettime(CLOCK_BOOTTIME, &t);
  return Instant(std::chrono::seconds(t.tv_sec) + std::chrono::nanoseconds(t.tv_nsec));
}

static void perform(Monitor& monitor, const monitor::Actions& actions) {
  for (const monitor::Action& action : actions) {
    dprintf(STDOUT_FILENO, "%s\n", describe(action).c_str());
    if (std::holds_alternative<monitor::Exit>(action)) std::exit(0);
    const auto* run = std::get_if<monitor::RunCommand>(&action);
    if (run == nullptr) continue;
    const pid_t pid = fork();
    if (pid == 0) execl("/bin/sh", "sh", "-c", command_text(*run).c_str(), nullptr), _exit(127);
    if (pid > 0) running[pid] = run->id;
    perform(monitor,
            pid > 0 ? monitor.started(now(), run->id, pid) : monitor.ended(now(), run->id, 127));
  }
}

int main(int argc, char** argv) {
  const auto config = Config::load(argc > 1 ? argv[1] : "");
  if (!config) return std::puts(config.error().text().c_str()), 1;
  if (config->danger()) return std::puts(config->danger()->text().c_str()), 1;
  auto targets = config->targets();
  if (argc > 2) targets.at(0).address = argv[2];
  OpenOptions options;
  options.clock = now;  // Only a virtual UPS uses it.
  Watcher watcher(targets, options);
  Monitor monitor(*config);
  while (true) {
    const auto due =
        std::min(watcher.next_deadline(), monitor.next_deadline().value_or(Instant::max()));
    pollfd readable{watcher.fd(), POLLIN, 0};
    // While commands run, their ends are looked for ten times a second.
    poll(&readable, 1, std::min(poll_timeout(due, now()), running.empty() ? 60'000 : 100));
    for (const WatchChange& change : watcher.dispatch(now()))
      perform(monitor, monitor.changed(now(), watcher, change));
    for (int pid = 0, end = 0; (pid = waitpid(-1, &end, WNOHANG)) > 0; running.erase(pid)) {
      const int status = WIFEXITED(end) ? WEXITSTATUS(end) : -WTERMSIG(end);
      perform(monitor, monitor.ended(now(), running[pid], status));
    }
    perform(monitor, monitor.tick(now()));
  }
}
