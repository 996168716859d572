#include "daemon/commands.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/text.h"
#include "conf/command_line.h"
#include "daemon/keeper.h"

extern char** environ;  // NOLINT: POSIX's.

namespace upshid::daemon {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_left_behind = 64;

constexpr std::array kinds{"claim", "end", "output"};  // "output" is the last.

// Its name in the log: the argument of CMDSCRIPT.
std::string name_of(const monitor::RunCommand& run) {
  if (run.is_shutdown) return "SHUTDOWNCMD";
  const std::string& program = run.argv.front();
  if (run.argv.size() > 1 && run.argv.back().find(' ') == std::string::npos) return run.argv.back();
  return program.substr(program.rfind('/') + 1);
}

std::string variable_name(std::string_view entry) {
  return std::string(entry.substr(0, entry.find('=')));
}

}  // namespace

std::vector<std::string> command_environment(
    const std::vector<std::pair<std::string, std::string>>& added) {
  constexpr std::array own{"NOTIFY_SOCKET", "WATCHDOG_USEC",  "WATCHDOG_PID",  "LISTEN_FDS",
                           "LISTEN_PID",    "LISTEN_FDNAMES", "JOURNAL_STREAM"};
  std::vector<std::string> out;
  bool has_path = false;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string name = variable_name(*entry);
    const bool is_replaced =
        std::any_of(added.begin(), added.end(), [&](const auto& one) { return one.first == name; });
    if (is_replaced || std::find(own.begin(), own.end(), name) != own.end()) continue;
    has_path |= name == "PATH";
    out.emplace_back(*entry);
  }
  if (!has_path) {
    out.emplace_back("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
  }
  for (const auto& [name, value] : added) out.push_back(fmt::format("{}={}", name, value));
  return out;
}

std::string Commands::path(const char* kind, std::uint64_t id) const {
  return fmt::format("{}/{}.{}", folder_, kind, id);
}

void Commands::keep_only(const std::vector<std::uint64_t>& ids, Instant now) {
  std::error_code error;
  for (fs::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    const std::string name = at->path().filename().string();
    const std::size_t dot = name.find('.');
    if (dot == std::string::npos) continue;
    const auto id = base::parse_integer(std::string_view(name).substr(dot + 1));
    const bool is_ours = std::any_of(kinds.begin(), kinds.end(),
                                     [&](const char* kind) { return name.substr(0, dot) == kind; });
    if (!is_ours || !id || *id < 0) continue;
    if (std::find(ids.begin(), ids.end(), static_cast<std::uint64_t>(*id)) != ids.end()) continue;
    if (name.starts_with("output.")) {
      waiting_.push_back(static_cast<std::uint64_t>(*id));
    } else {
      (void)::unlink(at->path().c_str());
    }
  }
  read_left_behind({}, now);
}

Commands::Running& Commands::add(const monitor::RunCommand& run) {
  Running& running = running_[run.id];
  const bool is_other = user_ && !run.is_shutdown;
  auto output = CommandOutput::open(path("output", run.id), name_of(run),
                                    is_other ? std::optional(user_->uid) : std::nullopt);
  if (output) {
    running.output = *std::move(output);
  } else if (!lacks_output_) {
    log_.self(Severity::warning,
              output.error().text() + "; output goes to the monitor's standard error");
  }
  lacks_output_ = !running.output;
  return running;
}

// Whether a keeper has claimed it.
bool Commands::find_claimed(std::uint64_t id, Running& running) const {
  const auto claim = read_claim(path("claim", id));
  if (!claim) return false;
  running.process.reset();
  running.status = read_end(path("end", id));
  if (!running.status && lives(*claim)) running.process.emplace(claim->pid);
  return true;
}

std::int64_t Commands::start(const monitor::RunCommand& run) {
  if (!run.is_shutdown && running_.size() >= max_running_ && !read_claim(path("claim", run.id))) {
    postponed_.push_back(run);
    return 0;
  }
  Running& running = add(run);
  if (find_claimed(run.id, running)) return running.process ? running.process->pid() : 0;
  Kept kept;
  kept.argv = conf::executable(run.argv);
  auto added = run.environment;
  added.emplace_back("UPSHID_STATEDIR", folder_);
  if (user_ && !run.is_shutdown) {  // As a login would set them.
    added.emplace_back("USER", user_->name);
    added.emplace_back("LOGNAME", user_->name);
    added.emplace_back("HOME", user_->home);
    kept.user = &*user_;
  }
  kept.environment = command_environment(added);
  kept.claim_path = path("claim", run.id);
  kept.end_path = path("end", run.id);
  kept.output_path = path("output", run.id);
  pid_t pid = run.is_shutdown ? reserve_.start(kept) : -1;
  if (pid < 0) pid = start_keeper(kept);
  if (pid < 0) {
    constexpr int cannot_run = 126;
    log_.self(Severity::error, fmt::format("cannot start a process for {}: {}", name_of(run),
                                           std::strerror(errno)));  // NOLINT: one thread.
    running.status = cannot_run;
    return 0;
  }
  running.process.emplace(pid);
  return pid;
}

bool Commands::waits(std::uint64_t id) const {
  return std::ranges::any_of(postponed_, [id](const auto& run) { return run.id == id; });
}

void Commands::start_postponed() {
  while (!postponed_.empty() && running_.size() < max_running_) {
    const monitor::RunCommand run = std::move(postponed_.front());
    postponed_.pop_front();
    const std::int64_t pid = start(run);
    log_.line(Severity::info, as_upssched,
              fmt::format("command started after waiting: {} (process {})",
                          fmt::join(run.argv, " "), pid));
  }
}

void Commands::want(PollSet& set, Instant now) const {
  for (const auto& [id, running] : running_) {
    if (running.process) {
      running.process->want(set, now);
    } else {
      set.wake_at(now);
    }
    if (running.output) running.output->want(set);
  }
  for (const auto& [id, output] : left_behind_) output.want(set);
}

// Whether it has exited.
bool Commands::look(std::uint64_t id, Running& running) const {
  if (!running.process) return true;
  if (!running.process->has_ended()) return false;
  const auto claim = read_claim(path("claim", id));
  // A keeper of a former monitor claimed it first, and ours exited at once.
  if (claim && claim->pid != running.process->pid() && lives(*claim)) {
    running.process.emplace(claim->pid);
    return false;
  }
  running.status = read_end(path("end", id));
  if (!running.status && (!claim || claim->pid == running.process->pid()))
    running.status = running.process->status();
  return true;
}

std::vector<Commands::Ended> Commands::take(const PollSet& set, Instant now) {
  std::vector<Ended> out;
  for (auto at = running_.begin(); at != running_.end();) {
    auto& [id, running] = *at;
    if (running.output) running.output->read(set, now, log_);
    if (!look(id, running)) {
      ++at;
      continue;
    }
    if (running.output) {
      running.output->finish(now, log_);
      if (!running.output->is_over()) left_behind_.emplace(id, *std::move(running.output));
    }
    out.push_back({id, running.status});
    at = running_.erase(at);
  }
  if (!out.empty()) {
    reserve_.refill();
    start_postponed();
  }
  read_left_behind(set, now);
  return out;
}

void Commands::read_left_behind(const PollSet& set, Instant now) {
  for (auto& [id, output] : left_behind_) output.read(set, now, log_);
  for (; left_behind_.size() < max_left_behind && !waiting_.empty(); waiting_.pop_front()) {
    auto output =
        CommandOutput::open(path("output", waiting_.front()), "background process", std::nullopt);
    if (!output) continue;
    // Until there was a writer, poll() does not report that there is none.
    output->finish(now, log_);
    left_behind_.emplace(waiting_.front(), *std::move(output));
  }
  std::erase_if(left_behind_, [this](const auto& entry) {
    if (!entry.second.is_over()) return false;
    (void)::unlink(path("output", entry.first).c_str());
    return true;
  });
}

void Commands::forget(std::uint64_t id) const {
  for (const char* kind : kinds) {
    const bool is_written = kind == kinds.back() && left_behind_.contains(id);
    if (!is_written) (void)::unlink(path(kind, id).c_str());
  }
}

}  // namespace upshid::daemon
