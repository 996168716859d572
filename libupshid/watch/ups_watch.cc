#include "watch/ups_watch.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace upshid::watch {

namespace {

using std::chrono::milliseconds;

// A UPS that is not there is announced by a uevent, of which the first may come before it can be
// opened; and where no uevents come somebody has to look. So at first soon, then ever more rarely.
constexpr milliseconds first_retry{100};
constexpr milliseconds last_retry{30'000};

// What decides on a shutdown is told by interrupt reports, and asked for at this pace all the same.
constexpr milliseconds state_pace{2'000};
// The rest: on mains nothing follows from it, on battery thresholds and the barrier do.
constexpr milliseconds live_pace_on_mains{120'000};
constexpr milliseconds live_pace_on_battery{10'000};
// The test's end is seen soon. A quick one lasts some seconds.
constexpr milliseconds live_pace_in_test{3'000};

std::optional<double> bounded_number(const Snapshot& snapshot, std::string_view name) {
  const auto number = snapshot.number(name);
  if (!number || !std::isfinite(*number)) return std::nullopt;
  return std::clamp(*number, -1e9, 1e9);
}

bool is_testing(const monitor::Reading& reading) {
  return reading.test == BatteryTest::in_progress;
}

}  // namespace

monitor::Reading reading_of(const Snapshot& snapshot) {
  monitor::Reading out;
  // An empty status means that nothing is known, which is what a stale reading is.
  out.answers = snapshot.stale();
  if (snapshot.stale()) return out;
  out.status = snapshot.status();
  if (const Variable* alarm = snapshot.find("ups.alarm")) out.alarm = alarm->value;
  out.test = snapshot.battery_test();
  if (const auto charge = bounded_number(snapshot, "battery.charge"))
    out.charge = static_cast<int>(std::lround(*charge));
  if (const auto runtime = bounded_number(snapshot, "battery.runtime"); runtime && *runtime >= 0)
    out.runtime = std::chrono::seconds(std::llround(*runtime));
  return out;
}

void UpsWatch::attend(Instant now, bool is_ready, std::vector<WatchChange>& out) {
  if (!ups_) {
    if (now < retry_at_) return;
    open(now, out);
    if (!ups_) return;
  } else if (now < ups_->next_deadline() && !is_ready) {
    return;
  }
  const auto changed = ups_->dispatch(now);
  if (!changed) {
    lose(now, changed.error(), out);
    return;
  }
  if (!*changed) return;
  monitor::Reading reading = reading_of(ups_->snapshot());
  if (reading.status != reading_.status) since_ = now;
  reading_ = std::move(reading);
  const bool is_on_battery = reading_.status.has(StatusWord::ob);
  const bool is_discharging = is_on_battery || reading_.status.has(StatusWord::dischrg);
  // Firmware that says for ever that it tests itself is not asked more for it.
  const bool is_tested = is_discharging && is_testing(reading_);
  if (is_on_battery != is_on_battery_ || is_tested != is_tested_) {
    is_on_battery_ = is_on_battery;
    is_tested_ = is_tested;
    set_pace();
  }
  out.push_back({WatchChange::Kind::read, target_.name, {}, {}});
}

bool UpsWatch::is_fit_for_test() const {
  constexpr int charged = 90;
  const auto has = [this](StatusWord word) { return reading_.status.has(word); };
  constexpr std::array busy{StatusWord::ob,   StatusWord::lb,  StatusWord::dischrg, StatusWord::cal,
                            StatusWord::over, StatusWord::off, StatusWord::bypass};
  const bool is_busy = std::ranges::any_of(busy, has) || is_testing(reading_);
  return ups_ && has(StatusWord::ol) && !is_busy && reading_.charge.value_or(100) >= charged;
}

Result<void> UpsWatch::start_test(bool deep) {
  const auto done = ups_->run(deep ? "test.battery.start.deep" : "test.battery.start.quick");
  if (!done) return done.error();
  ups_->refresh("ups.test.result");
  return {};
}

void UpsWatch::open(Instant now, std::vector<WatchChange>& out) {
  Complaints complaints;
  OpenOptions open = open_;
  open.section = target_.name;
  auto ups = Ups::open(target_.address, open, &complaints);
  if (!ups) {
    lose(now, ups.error(), out);
    return;
  }
  ups_ = *std::move(ups);
  epoll_.add(ups_->fd(), tag_);
  retry_pace_ = {};
  line_ = ups_->device().line();
  out.push_back({WatchChange::Kind::opened, target_.name, {}, {}});
  is_on_battery_ = false;
  is_tested_ = false;
  set_pace();
}

void UpsWatch::lose(Instant now, const Error& error, std::vector<WatchChange>& out) {
  const bool was_open = ups_.has_value();
  close();
  if (error.code == Code::cancelled) {
    // A signal came, and its work is done first.
    retry_at_ = now;
    return;
  }
  retry_pace_ = std::clamp(retry_pace_ * 2, first_retry, last_retry);
  retry_at_ = now + retry_pace_;
  std::string line = error.text();
  WatchChange change{WatchChange::Kind::unreachable, target_.name, error, line == line_};
  if (was_open) change = {WatchChange::Kind::lost, target_.name, error, false};
  out.push_back(std::move(change));
  line_ = std::move(line);
  if (!reading_.status.is_empty()) since_ = now;
  reading_ = {};
}

void UpsWatch::close() {
  if (ups_) epoll_.remove(ups_->fd());
  ups_.reset();
}

void UpsWatch::look_now(Instant now) {
  if (ups_) return;
  retry_at_ = now;
  retry_pace_ = {};
}

void UpsWatch::open_again(Instant now) {
  close();
  look_now(now);
}

void UpsWatch::set_pace() {
  Pace pace;
  pace.state = target_.state_pace ? milliseconds(*target_.state_pace) : state_pace;
  pace.live = is_on_battery_ ? live_pace_on_battery : live_pace_on_mains;
  if (is_tested_) pace.live = live_pace_in_test;
  if (target_.live_pace) pace.live = std::min(pace.live, milliseconds(*target_.live_pace));
  ups_->set_pace(pace);
}

}  // namespace upshid::watch
