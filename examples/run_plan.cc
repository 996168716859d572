// Runs the plan of an upssched.conf inside a program's own loop: run_plan DIRECTORY [ADDRESS],
// where ADDRESS replaces that of the only UPS. Exits after SHUTDOWNCMD.

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <upshid/upshid.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <string>
#include <variant>
#include <vector>

using namespace upshid;

static std::map<pid_t, std::uint64_t> commands;  // Those that run.

static Instant now() {
  timespec t{};
  clock_gettime(CLOCK_BOOTTIME, &t);
  return Instant(std::chrono::seconds(t.tv_sec) + std::chrono::nanoseconds(t.tv_nsec));
}

// As NUT does: a shell runs what the file says, and the rest are its arguments.
static pid_t start(const monitor::RunCommand& run) {
  const std::string line = run.argv[0] + " \"$@\"";
  std::vector<const char*> argv{"sh", "-c", line.c_str(), "sh"};
  for (std::size_t i = 1; i < run.argv.size(); ++i) argv.push_back(run.argv[i].c_str());
  argv.push_back(nullptr);
  const pid_t pid = fork();
  if (pid != 0) return pid;
  for (const auto& [name, value] : run.environment) setenv(name.c_str(), value.c_str(), 1);
  execv("/bin/sh", const_cast<char**>(argv.data()));
  _exit(127);
}

// Carries out the actions in order. Returns false after the last.
static bool perform(Monitor& monitor, const monitor::Actions& actions) {
  bool goes_on = true;
  for (const monitor::Action& action : actions) {
    std::printf("%s\n", describe(action).c_str());
    std::fflush(stdout);
    if (std::holds_alternative<monitor::Exit>(action)) goes_on = false;
    const auto* run = std::get_if<monitor::RunCommand>(&action);
    if (run == nullptr) continue;
    const pid_t pid = start(*run);
    goes_on = perform(monitor, monitor.started(now(), run->id, pid > 0 ? pid : 0)) && goes_on;
    if (pid > 0)
      commands[pid] = run->id;
    else
      goes_on = perform(monitor, monitor.ended(now(), run->id, 127)) && goes_on;
  }
  return goes_on;
}

static monitor::Actions take(Monitor& monitor, Watcher& watcher, const WatchChange& change) {
  using Kind = WatchChange::Kind;
  if (change.kind == Kind::read)
    return monitor.read(now(), change.ups, watcher.find(change.ups)->snapshot());
  if (change.kind == Kind::opened) return {};
  return monitor.lost(now(), change.ups, change.heard_at);
}

int main(int argc, char** argv) {
  const auto config = Config::load(argc > 1 ? argv[1] : "");
  if (!config || config->danger() || config->upses().empty()) {
    std::fprintf(stderr, "%s\n", !config ? config.error().text().c_str() : "not a safe plan");
    return 1;
  }
  std::vector<WatchTarget> targets;
  for (const ConfiguredUps& ups : config->upses()) targets.push_back(ups.target);
  if (argc > 2) targets[0].address = argv[2];
  OpenOptions options;
  options.clock = now;  // Only a virtual UPS uses it.
  Watcher watcher(std::move(targets), options);
  Monitor monitor(*config);

  signal(SIGCHLD, [](int) {});  // Ends a wait.
  sigset_t child{};
  sigset_t waiting{};
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, &waiting);
  for (bool goes_on = true; goes_on;) {
    const Instant due = std::min(watcher.next_deadline(),
                                 monitor.next_deadline().value_or(now() + std::chrono::hours(1)));
    const auto left = std::max(due - now(), Instant::duration::zero());
    const auto whole = std::chrono::floor<std::chrono::seconds>(left);
    const timespec timeout{whole.count(), std::chrono::nanoseconds(left - whole).count()};
    pollfd readable{watcher.fd(), POLLIN, 0};
    ppoll(&readable, 1, &timeout, &waiting);
    for (const WatchChange& change : watcher.dispatch(now()))
      goes_on = perform(monitor, take(monitor, watcher, change)) && goes_on;
    int status = 0;
    for (pid_t pid = 0; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
      const int result = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
      goes_on = perform(monitor, monitor.ended(now(), commands[pid], result)) && goes_on;
    }
    goes_on = perform(monitor, monitor.tick(now())) && goes_on;
  }
  return 0;
}
