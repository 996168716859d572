#include "upshid-monitor/daemon.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "base/boot_clock.h"
#include "check/coexistence.h"
#include "daemon/command_user.h"
#include "daemon/footprint.h"

namespace upshid::daemon {

namespace {

// After this, every UPS that is plugged in has been read.
constexpr std::chrono::seconds start_time{5};

// How long this machine has slept since it was started.
std::chrono::nanoseconds time_asleep() {
  timespec awake{};
  ::clock_gettime(CLOCK_MONOTONIC, &awake);
  const auto now = base::boot_time_now();
  return now.time_since_epoch() -
         (std::chrono::seconds(awake.tv_sec) + std::chrono::nanoseconds(awake.tv_nsec));
}

}  // namespace

Daemon::Daemon(const Options& options, watch::Configuration configuration, const Signals& signals,
               Log& log)
    : options_(options),
      configuration_(std::move(configuration)),
      signals_(signals),
      log_(log),
      slept_(time_asleep()) {
  open_.confdir = options.confdir;
  open_.clock = base::boot_time_now;
  open_.cancel_fd = signals.fd();
}

cli::ExitStatus Daemon::run() {
  if (const auto refused = prepare()) return *refused;
  const Instant now = base::boot_time_now();
  engine_->resume(now);
  for (std::size_t i = 0; i < configuration_.targets.size(); ++i) attend_upses(now);
  manager_.ready();
  starts_until_ = now + start_time;
  while (!over_ && !engine_->is_over()) turn();
  manager_.stopping();
  log_.self(Severity::notice, engine_->is_over() ? "SHUTDOWNCMD succeeded; exiting (SHUTDOWNEXIT)"
                                                 : "exiting; state saved");
  return over_.value_or(cli::ExitStatus::ok);
}

std::optional<cli::ExitStatus> Daemon::prepare() {
  log_.self(Severity::info, fmt::format("upshid-monitor {}{}", version(),
                                        options_.dry_run ? ", dry run: no command is run" : ""));
  log_complaints();
  const auto& targets = configuration_.targets;
  const bool all_virtual =
      std::all_of(targets.begin(), targets.end(),
                  [](const watch::Target& target) { return target.is_virtual(); });
  if (!all_virtual) {
    for (const auto& one : check::check_coexistence().warnings)
      log_.self(Severity::warning, one.what);
  }
  // A dry run leaves nothing behind, unless it is told where.
  std::optional<StateFile> state;
  if (!options_.dry_run || !options_.statedir.empty()) {
    if (const auto refused = open_state(state)) return refused;
  }
  const Instant now = base::boot_time_now();
  monitor::Monitor monitor =
      state ? recall(*state, now) : monitor::Monitor(configuration_.settings);
  // The files of commands are named by the ID.
  const auto since_boot = std::chrono::floor<std::chrono::microseconds>(now.time_since_epoch());
  monitor.number_from(static_cast<std::uint64_t>(since_boot.count()));
  engine_.emplace(std::move(monitor), std::move(state), log_, options_.dry_run);
  listen();
  choose_user();
  make_watches();
  serve_upsd();
  if (!watches_->receives_uevents()) {
    log_.self(Severity::notice,
              "cannot receive uevents; a UPS that is plugged in is found within 30 s");
  }
  if (!options_.dry_run) {
    selftests_.emplace(options_.keepdir(), log_);
    selftests_->configure(configuration_.selftest, configuration_.selftest_kind);
  }
  requests_.emplace(
      *engine_, watches_, configuration_,
      Requests::Hooks{[this] { return reload(); }, [this] { over_ = cli::ExitStatus::stopped; }},
      log_);
  return std::nullopt;
}

// Beside another monitor. Under a service manager this one takes over when that one exits: a
// service that has failed for good would protect nothing then.
Result<void> Daemon::wait_for_lock(StateFile& state) {
  auto locked = state.lock();
  const auto is_taken = [&locked] { return !locked && locked.error().code == Code::ambiguous; };
  if (!is_taken() || !manager_.is_present()) return locked;
  const std::string text = locked.error().text() + "; waiting until it exits";
  log_.self(Severity::error, text);
  manager_.ready();
  manager_.status(text);
  while (is_taken() && !over_) {
    const Instant now = base::boot_time_now();
    set_.clear();
    signals_.want(set_);
    manager_.want(set_);
    set_.wake_at(now + std::chrono::seconds(5));
    (void)set_.wait(now);
    if (signals_.take(set_).end) over_ = cli::ExitStatus::ok;
    manager_.beat(base::boot_time_now());
    locked = state.lock();
  }
  // The files may have been changed meanwhile.
  auto fresh = watch::load_configuration(options_.watch_request());
  if (!fresh.error && !fresh.danger) configuration_ = std::move(fresh);
  return locked;
}

std::optional<cli::ExitStatus> Daemon::open_state(std::optional<StateFile>& state) {
  state.emplace(options_.statedir_or_default());
  const auto locked = wait_for_lock(*state);
  if (over_) return over_;
  if (locked) return std::nullopt;
  if (locked.error().code == Code::ambiguous) {
    log_.self(Severity::critical, locked.error().text());
    return cli::ExitStatus::taken;
  }
  // Who lacks the rights for the state lacks those for the rest; and root may be watching.
  if (locked.error().code == Code::permission && ::geteuid() != 0) {
    log_.self(Severity::critical, locked.error().text());
    return cli::ExitStatus::permission;
  }
  return std::nullopt;
}

// Anew when the state directory is there again after it was not.
void Daemon::listen() {
  if (served_ == engine_->times_locked()) return;
  served_ = engine_->times_locked();
  server_.reset();
  auto server = ControlServer::listen(engine_->folder() + "/monitor.sock");
  if (server) {
    server_.emplace(*std::move(server));
  } else {
    log_.self(Severity::error, server.error().text() + "; upshid-sched cannot reach the monitor");
  }
}

void Daemon::choose_user() {
  std::string complaint;
  std::optional<base::User> user = command_user(configuration_.run_as_user, complaint);
  if (!complaint.empty()) log_.self(Severity::error, complaint);
  // A command may call upsmon -c fsd or upssched, as it could beside NUT's upsmon.
  if (server_) server_->allow(complaint.empty() && user ? std::optional(user->uid) : std::nullopt);
  engine_->set_user(std::move(user));
}

monitor::Monitor Daemon::recall(const StateFile& state, Instant now) {
  const auto text = state.load();
  if (!text) {
    log_.self(Severity::error, text.error().text() + "; starting without saved state");
  } else if (*text) {
    auto restored = monitor::Monitor::restore(configuration_.settings, **text, now);
    if (restored) {
      log_.self(Severity::info, "saved state restored");
      return *std::move(restored);
    }
    log_.self(Severity::error, restored.error().text() + "; starting without saved state");
  }
  return monitor::Monitor(configuration_.settings);
}

void Daemon::make_watches() {
  is_status_told_ = false;
  const auto& targets = configuration_.targets;
  watches_.emplace(std::vector<WatchTarget>(targets.begin(), targets.end()), open_);
}

// The sockets of before are closed first.
void Daemon::serve_upsd() {
  drivers_.reset();
  if (!options_.dry_run) drivers_.emplace(configuration_, log_);
}

void Daemon::turn() {
  Instant now = base::boot_time_now();
  set_.clear();
  signals_.want(set_);
  set_.want(watches_->fd());
  set_.wake_at(watches_->next_deadline());
  engine_->want(set_, now);
  if (selftests_) selftests_->want(set_);
  if (drivers_) drivers_->want(set_);
  if (server_) server_->want(set_);
  manager_.want(set_);
  if (const int error = set_.wait(now)) {
    log_.self(Severity::critical, fmt::format("cannot wait: {}", std::strerror(error)));  // NOLINT
    ::sleep(1);
  }
  now = base::boot_time_now();
  const Signals::Came came = signals_.take(set_);
  if (came.end) {
    over_ = cli::ExitStatus::ok;
    return;
  }
  if (came.reload) {
    if (const auto done = reload(); !done) {
      log_.self(Severity::error,
                fmt::format("{}; keeping the current configuration", done.error().text()));
    }
  }
  notice_sleep(now);
  attend_upses(now);
  engine_->attend(base::boot_time_now(), set_);
  if (served_ != engine_->times_locked()) {
    listen();
    choose_user();
  }
  test_batteries(now);
  if (drivers_) {
    drivers_->follow(engine_->monitor().state());
    if (drivers_->have_secondaries_left(now, set_, engine_->monitor().state()))
      engine_->perform(now, engine_->monitor().secondaries_left(now));
    drivers_->attend(now, set_, watches_->all());
  }
  if (server_) {
    server_->serve(now, set_, [this](std::string_view line) {
      return requests_->answer(base::boot_time_now(), line);
    });
  }
  manager_.beat(now);
  tell_status();
  if (starts_until_ && now >= *starts_until_) {
    starts_until_.reset();
    release_start_memory();
  }
}

void Daemon::attend_upses(Instant now) {
  for (const WatchChange& change : watches_->dispatch(now)) take_change(change);
}

void Daemon::take_change(const WatchChange& change) {
  using Kind = WatchChange::Kind;
  const std::string& name = change.ups;
  const watch::UpsWatch& watch = *watches_->find(name);
  if (change.kind == Kind::opened) {
    // It may be gone again by now; that is the next change.
    log_.self(Severity::info, fmt::format("{}: connected{}", name,
                                          watch.is_open() ? ": " + watch.state_line() : ""));
    return;
  }
  if (change.kind == Kind::lost)
    log_.self(Severity::notice, fmt::format("{}: disconnected: {}", name, change.error.text()));
  if (change.kind == Kind::unreachable && !change.is_repeated) {
    log_.self(Severity::warning, fmt::format("{}: cannot open: {}", name, change.error.text()));
    if (!watch.target().is_virtual()) {
      for (const auto& one : check::check_coexistence().refusals)
        log_.self(Severity::error, one.what);
    }
  }
  if (change.kind == Kind::port_reset) {
    const bool fails = !change.error.what.empty();
    if (!change.is_repeated && fails) {
      log_.self(Severity::warning,
                fmt::format("{}: cannot reset its USB port: {}", name, change.error.text()));
    } else if (!change.is_repeated) {
      log_.self(Severity::warning,
                fmt::format("{}: no answer; resetting its USB port; if that does not help, unplug "
                            "its USB cable and plug it in again",
                            name));
    }
    return;
  }
  is_status_told_ = false;
  // A look at a UPS takes time, and what follows counts from its end.
  const Instant then = base::boot_time_now();
  monitor::Monitor& monitor = engine_->monitor();
  engine_->perform(then, change.kind == Kind::read ? monitor.read(then, name, watch.reading())
                                                   : monitor.lost(then, name, change.heard_at));
  if (drivers_ && change.kind == Kind::read && watch.ups() != nullptr)
    drivers_->update(name, *watch.ups());
}

void Daemon::test_batteries(Instant now) {
  using namespace std::chrono;
  if (!selftests_) return;
  const bool may_start = engine_->monitor().state().shutdown.phase == monitor::Phase::none;
  selftests_->attend(now, floor<seconds>(system_clock::now()), may_start, watches_->all());
}

void Daemon::notice_sleep(Instant now) {
  const auto slept = time_asleep();
  // The two clocks are not read at one instant.
  const bool has_slept = slept > slept_ + std::chrono::seconds(1);
  if (!has_slept) return;
  slept_ = slept;
  engine_->perform(now, engine_->monitor().notify(now, NotifyType::suspend_finished));
  watches_->open_again(now);
}

Result<void> Daemon::reload() {
  manager_.reloading();
  watch::Configuration fresh = watch::load_configuration(options_.watch_request());
  const auto& old = configuration_.targets;
  // An error in ups.conf must not end the watch over a UPS.
  const bool loses_one = std::any_of(old.begin(), old.end(), [&](const watch::Target& target) {
    return fresh.settings.find(target.name) == nullptr;
  });
  if (!fresh.error && loses_one && fresh.in_ups_conf) {
    fresh.error = fresh.in_ups_conf;
    fresh.error->what += "; a watched UPS would no longer be watched";
  }
  if (!fresh.error && fresh.settings.shutdown_command.empty() &&
      !configuration_.settings.shutdown_command.empty()) {
    fresh.error = Complaint{{},
                            0,
                            0,
                            ComplaintCode::no_shutdown,
                            Severity::error,
                            "SHUTDOWNCMD was removed; to run without it, restart the monitor"};
  }
  if (fresh.error) {
    manager_.ready();
    return Error{Code::malformed_config, {}, fresh.error->text(), 0};
  }
  configuration_ = std::move(fresh);
  log_.self(Severity::notice, "configuration reloaded");
  log_complaints();
  choose_user();
  const Instant now = base::boot_time_now();
  engine_->perform(now, engine_->monitor().reload(now, configuration_.settings));
  if (selftests_) selftests_->configure(configuration_.selftest, configuration_.selftest_kind);
  make_watches();
  serve_upsd();
  manager_.ready();
  return {};
}

void Daemon::log_complaints() {
  for (const Complaint& complaint : configuration_.to_log())
    log_.self(complaint.severity, complaint.text());
}

void Daemon::tell_status() {
  if (is_status_told_) return;
  is_status_told_ = true;
  std::string text;
  for (const watch::UpsWatch& watch : watches_->all()) {
    const Status& status = watch.reading().status;
    text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", watch.target().name,
                        status.is_empty() ? "no data" : status.text());
  }
  manager_.status(text);
}

}  // namespace upshid::daemon
