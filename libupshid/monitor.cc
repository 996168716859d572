#include "monitor/monitor.h"

#include <upshid/monitor.h>

#include <utility>

#include "config_state.h"
#include "watch/ups_watch.h"

namespace upshid {

struct Monitor::State {
  monitor::Monitor monitor;
};

namespace {

monitor::Settings settings_of(const Config& config) {
  monitor::Settings settings = config.state().configuration.settings;
  // Who embeds a Monitor serves no upsd.
  settings.awaits_secondaries = false;
  return settings;
}

}  // namespace

Monitor::Monitor(const Config& config) : state_(new State{monitor::Monitor(settings_of(config))}) {}
Monitor::Monitor(std::unique_ptr<State> state) : state_(std::move(state)) {}
Monitor::Monitor(const Monitor& other) : state_(new State(*other.state_)) {}
Monitor::Monitor(Monitor&&) noexcept = default;
Monitor& Monitor::operator=(Monitor&&) noexcept = default;
Monitor::~Monitor() = default;

Monitor& Monitor::operator=(const Monitor& other) {
  return *this = Monitor(other);
}

Result<Monitor> Monitor::restore(const Config& config, std::string_view saved, Instant now) {
  auto restored = monitor::Monitor::restore(settings_of(config), saved, now);
  if (!restored) return restored.error();
  return Monitor(std::unique_ptr<State>(new State{*std::move(restored)}));
}

std::string Monitor::save(Instant now) const {
  return state_->monitor.save(now);
}

monitor::Actions Monitor::read(Instant now, std::string_view ups, const Snapshot& snapshot) {
  return state_->monitor.read(now, ups, watch::reading_of(snapshot));
}

monitor::Actions Monitor::lost(Instant now, std::string_view ups, std::optional<Instant> heard_at) {
  return state_->monitor.lost(now, ups, heard_at);
}

monitor::Actions Monitor::changed(Instant now, Watcher& watcher, const WatchChange& change) {
  if (change.kind == WatchChange::Kind::opened) return {};
  if (change.kind == WatchChange::Kind::read)
    return read(now, change.ups, watcher.find(change.ups)->snapshot());
  return lost(now, change.ups, change.heard_at);
}

monitor::Actions Monitor::tick(Instant now) {
  return state_->monitor.tick(now);
}

monitor::Actions Monitor::started(Instant now, std::uint64_t id, std::int64_t pid) {
  return state_->monitor.started(now, id, pid);
}

monitor::Actions Monitor::ended(Instant now, std::uint64_t id, std::optional<int> status) {
  return state_->monitor.ended(now, id, status);
}

monitor::Actions Monitor::force_shutdown(Instant now) {
  return state_->monitor.force_shutdown(now);
}

monitor::Actions Monitor::follow_plan(Instant now, const Event& event, const std::string& message) {
  return state_->monitor.follow_plan(now, event, message);
}

monitor::Actions Monitor::notify(Instant now, NotifyType type) {
  return state_->monitor.notify(now, type);
}

monitor::Actions Monitor::start_timer(Instant now, std::string_view name,
                                      std::chrono::seconds delay) {
  return state_->monitor.start_timer(now, name, delay);
}

monitor::Actions Monitor::cancel_timer(Instant now, std::string_view name) {
  return state_->monitor.cancel_timer(now, name);
}

monitor::Actions Monitor::reload(Instant now, const Config& config) {
  return state_->monitor.reload(now, settings_of(config));
}

std::optional<Instant> Monitor::next_deadline() const {
  return state_->monitor.next_deadline();
}

const std::vector<Timer>& Monitor::timers() const {
  return state_->monitor.state().timers;
}

bool Monitor::is_shutting_down() const {
  return state_->monitor.state().shutdown.phase != monitor::Phase::none;
}

std::vector<Monitor::Process> Monitor::running() const {
  std::vector<Process> out;
  for (const auto& process : state_->monitor.running()) out.push_back({process.id, process.pid});
  return out;
}

monitor::Actions Monitor::unstarted() const {
  return state_->monitor.unstarted();
}

}  // namespace upshid
