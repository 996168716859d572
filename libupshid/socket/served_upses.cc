#include "socket/served_upses.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/users.h"

namespace upshid::socket {

namespace {

constexpr std::chrono::seconds look_pace{10};
constexpr std::chrono::seconds patience{10};
constexpr std::size_t max_pending = 8;

RequestOutcome outcome_of(const Result<void>& done) {
  if (done) return RequestOutcome::handled;
  if (done.error().code == Code::unsupported) return RequestOutcome::unknown;
  return done.error().code == Code::invalid_argument ? RequestOutcome::invalid
                                                     : RequestOutcome::failed;
}

Result<void> perform(Ups& ups, const DriverRequest& request) {
  const auto value = request.value ? std::optional<std::string_view>(*request.value) : std::nullopt;
  const auto done =
      request.is_setting ? ups.set(request.name, value.value_or("")) : ups.run(request.name, value);
  if (!done) return done.error();
  if (request.is_setting) ups.refresh(request.name);
  return {};
}

std::string text_of(const DriverRequest& request) {
  if (!request.value) return request.name;
  return fmt::format("{}{}{}", request.name, request.is_setting ? " = " : " ", *request.value);
}

}  // namespace

ServedUpses::ServedUpses(const watch::Configuration& configuration, daemon::Log& log)
    : log_(log), upsd_(configuration.upsd) {
  if (configuration.nut_sockets.empty()) return;
  for (const watch::Target& target : configuration.targets) {
    Served served;
    served.name = target.name;
    served.path = fmt::format("{}/{}-{}", configuration.nut_sockets, target.driver, target.name);
    open(served);
    served_.push_back(std::move(served));
  }
}

void ServedUpses::open(Served& served) {
  auto socket = DriverSocket::listen(served.path, base::find_system_group("nut"));
  if (socket) {
    served.socket.emplace(*std::move(socket));
    served.complaint.clear();
    publish(served);
    log_.self(Severity::info, fmt::format("{}: serving upsd at {}", served.name, served.path));
    return;
  }
  std::string text = socket.error().text();
  if (text == served.complaint) return;
  log_.self(Severity::warning, fmt::format("{}: upsd cannot be served, and so no other machine: {}",
                                           served.name, text));
  served.complaint = std::move(text);
}

void ServedUpses::update(std::string_view name, const Ups& ups) {
  const auto served = std::ranges::find(served_, name, &Served::name);
  // Without a status nothing is known, until the monitor calls the UPS lost.
  if (served == served_.end() || ups.snapshot().stale()) return;
  served->state = driver_state_of(ups);
  publish(*served);
}

void ServedUpses::follow(const monitor::State& state) {
  const bool is_forced = state.shutdown.phase != monitor::Phase::none;
  const bool has_changed = std::exchange(is_forced_, is_forced) != is_forced;
  for (Served& served : served_) {
    const auto ups = state.upses.find(served.name);
    const bool is_stale = ups == state.upses.end() || ups->second.status.is_empty() ||
                          ups->second.commbad_notified || ups->second.line_unknown_notified;
    if (std::exchange(served.is_stale, is_stale) != is_stale || has_changed) publish(served);
  }
}

// As upsmon on another machine sees it: FSD comes first.
void ServedUpses::publish(Served& served) const {
  if (!served.socket) return;
  DriverState state = served.state;
  state.is_stale = served.is_stale;
  const auto status = std::ranges::find(state.variables, "ups.status", &DriverVariable::name);
  if (is_forced_ && status != state.variables.end()) status->value.insert(0, "FSD ");
  served.socket->publish(std::move(state));
}

bool ServedUpses::have_secondaries_left(Instant now, const daemon::PollSet& set,
                                        const monitor::State& state) {
  const bool waits =
      state.shutdown.phase == monitor::Phase::barrier && state.shutdown.has_secondaries;
  if (!waits) {
    if (secondaries_ && !awaited_.empty())
      log_.self(Severity::warning, "no longer waiting for upsmon on " + awaited_);
    secondaries_.reset();
    awaited_.clear();
    return false;
  }
  if (!secondaries_) {
    std::vector<std::string> names;
    for (const Served& served : served_) names.push_back(served.name);
    secondaries_.emplace(upsd_, std::move(names));
  }
  secondaries_->attend(now, set);
  const auto& addresses = secondaries_->addresses();
  if (!addresses) return false;
  const std::string awaited = fmt::format("{}", fmt::join(*addresses, ", "));
  if (awaited != awaited_) {
    log_.self(Severity::notice, addresses->empty() ? "upsmon on other machines: none is left"
                                                   : "waiting for upsmon on " + awaited);
  }
  awaited_ = awaited;
  return addresses->empty();
}

void ServedUpses::want(daemon::PollSet& set) const {
  if (secondaries_) secondaries_->want(set);
  for (const Served& served : served_) {
    if (served.socket) served.socket->want(set);
    if (!served.socket || !served.pending.empty()) set.wake_at(look_at_);
  }
}

void ServedUpses::attend(Instant now, const daemon::PollSet& set,
                         std::deque<watch::UpsWatch>& watches) {
  const bool looks = now >= look_at_;
  if (looks) look_at_ = now + look_pace;
  for (Served& served : served_) {
    if (looks && served.socket && !served.socket->is_reachable()) served.socket.reset();
    if (looks && !served.socket) open(served);
    if (served.socket) take_requests(now, set, served);
    const auto watch = std::ranges::find_if(watches, [&served](const watch::UpsWatch& one) {
      return one.target().name == served.name;
    });
    // Without a socket too: what was asked before is still to be taken from the UPS.
    if (watch != watches.end()) work(now, served, *watch);
    if (served.socket) report_dropped(served);
  }
}

void ServedUpses::take_requests(Instant now, const daemon::PollSet& set, Served& served) {
  for (DriverSocket::Asked& asked : served.socket->serve(set)) {
    if (served.pending.size() >= max_pending) {
      log_.self(Severity::warning, fmt::format("{}: too many requests through upsd; refused: {}",
                                               served.name, text_of(asked.request)));
      served.socket->answer(asked, RequestOutcome::failed);
      continue;
    }
    served.pending.push_back({std::move(asked), now + patience});
  }
}

void ServedUpses::work(Instant now, Served& served, watch::UpsWatch& watch) {
  if (const auto done = watch.take_result(this)) {
    finish(served, *done);
    if (const Ups* ups = watch.ups()) update(served.name, *ups);
  }
  while (!served.pending.empty() && !served.pending.front().is_running) {
    Pending& next = served.pending.front();
    // Late is never: nobody expects a load.off any more that waited for a UPS that hung.
    if (now >= next.gives_up_at || !watch.is_open()) {
      finish(served, Error{Code::timeout, {}, "the UPS does not answer", 0});
    } else if (watch.is_idle()) {
      next.is_running = true;
      watch.start_request(
          now, this, [request = next.asked.request](Ups& ups) { return perform(ups, request); });
    } else {
      return;
    }
  }
}

void ServedUpses::finish(Served& served, const Result<void>& done) {
  if (served.pending.empty()) return;
  const DriverSocket::Asked asked = std::move(served.pending.front().asked);
  served.pending.pop_front();
  const std::string text =
      fmt::format("{}: {}, requested through upsd", served.name, text_of(asked.request));
  if (done) {
    log_.self(Severity::notice, text + ": done");
  } else {
    log_.self(Severity::warning, fmt::format("{}: {}", text, done.error().text()));
  }
  if (served.socket) served.socket->answer(asked, outcome_of(done));
}

void ServedUpses::report_dropped(Served& served) {
  const unsigned dropped = served.socket->dropped();
  if (std::exchange(served.dropped, dropped) >= dropped) return;
  log_.self(
      Severity::warning,
      fmt::format("{}: disconnected a client of {} that sent lines that are too long, did not "
                  "read, or was one too many",
                  served.name, served.path));
}

}  // namespace upshid::socket
