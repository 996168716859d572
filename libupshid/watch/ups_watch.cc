#include "watch/ups_watch.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace upshid::watch {

namespace {

using std::chrono::milliseconds;

// A uevent announces a UPS that was plugged in, but the first may arrive before it can be opened,
// and without uevents it has to be polled. So the first retries are soon, later ones rarer.
constexpr milliseconds first_retry{100};
constexpr milliseconds last_retry{30'000};

// What decides on a shutdown is in interrupt reports; it is read at this pace in addition.
constexpr milliseconds state_pace{2'000};
// The rest has no effect on line power; on battery it decides on thresholds.
constexpr milliseconds live_pace_on_line{120'000};
constexpr milliseconds live_pace_on_battery{10'000};
// To see the end of a test soon. A quick one takes some seconds.
constexpr milliseconds live_pace_in_test{3'000};

// The kernel gives up on an answer after 5 s. One report that is never answered costs that much; a
// UPS that answers nothing for as long as three is lost.
constexpr milliseconds longest_silence{15'000};
constexpr milliseconds look_at_silence{1'000};
// A job that is done earlier without an answer asked nothing.
constexpr milliseconds min_wait_in_vain{1'000};
// After it was opened again.
constexpr milliseconds silence_before_reset{20'000};
constexpr std::chrono::minutes reset_pace{5};
constexpr milliseconds max_look_gap{5'000};

std::optional<double> bounded_number(const Snapshot& snapshot, std::string_view name) {
  const auto number = snapshot.number(name);
  if (!number || !std::isfinite(*number)) return std::nullopt;
  return std::clamp(*number, -1e9, 1e9);
}

// Of a bounded number.
std::int64_t rounded(double number) {
  return static_cast<std::int64_t>(number < 0 ? number - 0.5 : number + 0.5);
}

bool is_testing(const monitor::Reading& reading) {
  return reading.test == BatteryTest::in_progress;
}

// Neither waits for a device.
bool answers_at_once(const std::string& address) {
  return address.starts_with("virtual:") || address.starts_with("recording:");
}

bool may_reset_port(const Ups& ups) {
  const bool is_forbidden = std::ranges::any_of(ups.quirks(), [](const AppliedQuirk& quirk) {
    return quirk.verb == QuirkVerb::no_port_reset;
  });
  return !is_forbidden && !ups.device().usb_node.empty();
}

}  // namespace

monitor::Reading reading_of(const Snapshot& snapshot) {
  monitor::Reading out;
  // A stale reading has no status: nothing is known.
  out.answers = snapshot.stale();
  if (snapshot.stale()) return out;
  out.status = snapshot.status();
  if (const Variable* alarm = snapshot.find("ups.alarm")) out.alarm = alarm->value;
  out.test = snapshot.battery_test();
  if (const auto charge = bounded_number(snapshot, "battery.charge"))
    out.charge = static_cast<int>(rounded(*charge));
  if (const auto runtime = bounded_number(snapshot, "battery.runtime"); runtime && *runtime >= 0)
    out.runtime = std::chrono::seconds(rounded(*runtime));
  return out;
}

UpsWatch::UpsWatch(WatchTarget target, OpenOptions open, Epoll& epoll, std::uint32_t tag)
    : target_(std::move(target)), epoll_(epoll), tag_(tag), task_(std::make_shared<Task>()) {
  task_->address = target_.address;
  task_->open = std::move(open);
  task_->open.section = target_.name;
  task_->open.answers = &task_->answers;
  if (answers_at_once(target_.address)) return;
  worker_.emplace();
  epoll_.add(worker_->fd(), tag_ + 1);
}

UpsWatch::~UpsWatch() {
  if (worker_) epoll_.remove(worker_->fd());
  if (resetter_) epoll_.remove(resetter_->fd());
  if (!is_busy()) close();
}

Ups* UpsWatch::ups() {
  return is_busy() || !task_->ups ? nullptr : &*task_->ups;
}

Instant UpsWatch::next_deadline() const {
  if (is_busy()) {
    const Instant look = supervised_at_ + look_at_silence;
    return is_silent_ ? look : std::min(look, silent_since() + longest_silence);
  }
  if (is_ready_) return Instant{};
  return task_->ups ? task_->ups->next_deadline() : retry_at_;
}

void UpsWatch::begin(Instant now, void (*job)(Task&, Instant)) {
  if (asked_at_ == Instant{} || heard_at_.value_or(Instant{}) >= asked_at_) asked_at_ = now;
  begun_at_ = now;
  supervised_at_ = now;
  answers_ = task_->answers;
  if (!worker_) {
    job(*task_, now);
    return;
  }
  if (task_->ups) epoll_.heed(task_->ups->fd(), tag_, false);
  worker_->start([task = task_, job, now] { job(*task, now); });
}

void UpsWatch::look(Task& task, Instant now) {
  if (!task.ups) {
    Complaints unused;
    auto ups = Ups::open(task.address, task.open, &unused);
    if (!ups) {
      task.error = ups.error();
      return;
    }
    task.ups = *std::move(ups);
    task.is_opened = true;
    const std::lock_guard lock(task.mutex);
    task.device.reset();
    if (may_reset_port(*task.ups)) task.device = task.ups->device();
  }
  const auto changed = task.ups->dispatch(now);
  if (changed) {
    task.has_changed = *changed;
  } else {
    task.error = changed.error();
  }
}

void UpsWatch::attend(Instant now, std::vector<WatchChange>& out) {
  take_reset(now, out);
  if (!is_busy()) {
    if (now < next_deadline() || hear(now)) return;
    begin(now, look);
    if (!worker_) return finish(now, out);
  }
  if (worker_->take()) return finish(now, out);
  supervise(now, out);
}

// An interrupt report that says nothing new needs no worker.
bool UpsWatch::hear(Instant now) {
  if (!worker_ || !is_ready_ || is_silent_ || !task_->ups || !task_->ups->hear(now)) return false;
  is_ready_ = false;
  heard_at_ = now;
  return true;
}

// While a job runs: does the UPS answer at all?
void UpsWatch::supervise(Instant now, std::vector<WatchChange>& out) {
  const auto gap = now - std::exchange(supervised_at_, now);
  if (gap > max_look_gap) {
    // The machine slept, or this program did not run: that is no silence of the UPS.
    asked_at_ += gap;
    if (heard_at_) *heard_at_ += gap;
  }
  const std::uint32_t answers = task_->answers;
  if (std::exchange(answers_, answers) != answers) {
    heard_at_ = now;
    was_reset_ = false;
  }
  if (now >= silent_since() + silence_before_reset) start_reset(now, out);
  if (is_silent_ || now < silent_since() + longest_silence) return;
  is_silent_ = true;
  const auto time = std::chrono::floor<std::chrono::seconds>(now - silent_since());
  report_loss(now, Error{Code::timeout, {}, fmt::format("no answer for {} s", time.count()), 0},
              out);
}

// The last that came from it; but it may be silent until it is asked, which is so much later at
// most.
Instant UpsWatch::silent_since() const {
  return heard_at_ ? std::max(*heard_at_, asked_at_ - Pace::told * state_pace) : asked_at_;
}

// The last thing that software can do. The kernel's driver stays, so others that read this UPS keep
// their descriptors; what it supplies is not affected. A pending request ends.
void UpsWatch::start_reset(Instant now, std::vector<WatchChange>& out) {
  const std::lock_guard lock(task_->mutex);
  if (resetter_ || now < may_reset_at_ || !task_->device) return;
  may_reset_at_ = now + reset_pace;
  reset_result_ = std::make_shared<Result<void>>();
  resetter_.emplace();
  epoll_.add(resetter_->fd(), tag_ + 1);
  resetter_->start(
      [device = *task_->device, result = reset_result_] { *result = reset_port(device); });
  out.push_back({WatchChange::Kind::port_reset, target_.name, {}, was_reset_, now});
}

void UpsWatch::take_reset(Instant now, std::vector<WatchChange>& out) {
  if (!resetter_ || !resetter_->take()) return;
  epoll_.remove(resetter_->fd());
  resetter_.reset();
  if (!*reset_result_) {
    out.push_back(
        {WatchChange::Kind::port_reset, target_.name, reset_result_->error(), was_reset_, now});
  }
  was_reset_ = true;
}

void UpsWatch::finish(Instant now, std::vector<WatchChange>& out) {
  if (!worker_ || task_->answers != answers_) {
    heard_at_ = now;
    was_reset_ = false;
  } else if (now < begun_at_ + min_wait_in_vain) {
    asked_at_ = {};
  }
  const auto error = std::exchange(task_->error, std::nullopt);
  const bool is_opened = std::exchange(task_->is_opened, false);
  const bool has_changed = std::exchange(task_->has_changed, false);
  if (std::exchange(closes_, false)) {
    close();
    is_open_ = false;
    look_now(now);
    return;
  }
  if (error) {
    lose(now, *error, out);
    return;
  }
  if (is_opened) opened(now, out);
  if (worker_) epoll_.heed(task_->ups->fd(), tag_, true);
  is_ready_ = false;
  if (is_silent_ && heard_at_.value_or(Instant{}) < asked_at_) return;
  if (std::exchange(is_silent_, false) || has_changed) take_reading(now, out);
}

void UpsWatch::opened(Instant now, std::vector<WatchChange>& out) {
  is_open_ = true;
  epoll_.add(task_->ups->fd(), tag_);
  retry_pace_ = {};
  line_ = task_->ups->device().line();
  out.push_back({WatchChange::Kind::opened, target_.name, {}, {}, heard_at_.value_or(now)});
  is_on_battery_ = false;
  is_tested_ = false;
  set_pace();
}

void UpsWatch::take_reading(Instant now, std::vector<WatchChange>& out) {
  line_ = task_->ups->device().line();
  monitor::Reading reading = reading_of(task_->ups->snapshot());
  if (reading.status != reading_.status) since_ = now;
  reading_ = std::move(reading);
  const bool is_on_battery = reading_.status.has(StatusWord::ob);
  const bool is_discharging = is_on_battery || reading_.status.has(StatusWord::dischrg);
  // Only while discharging: some firmware reports a running test for ever.
  const bool is_tested = is_discharging && is_testing(reading_);
  if (is_on_battery != is_on_battery_ || is_tested != is_tested_) {
    is_on_battery_ = is_on_battery;
    is_tested_ = is_tested;
    set_pace();
  }
  out.push_back({WatchChange::Kind::read, target_.name, {}, {}, heard_at_.value_or(now)});
}

bool UpsWatch::is_fit_for_test() const {
  constexpr int charged = 90;
  const auto has = [this](StatusWord word) { return reading_.status.has(word); };
  constexpr std::array not_now{StatusWord::ob,    StatusWord::lb,   StatusWord::dischrg,
                               StatusWord::cal,   StatusWord::over, StatusWord::off,
                               StatusWord::bypass};
  if (!is_idle() || std::ranges::any_of(not_now, has) || is_testing(reading_)) return false;
  return has(StatusWord::ol) && reading_.charge.value_or(100) >= charged;
}

void UpsWatch::start_request(Instant now, const void* owner, Request request) {
  task_->owner = owner;
  task_->request = std::move(request);
  begin(now, [](Task& task, Instant) {
    task.result = task.request(*task.ups);
    task.request = nullptr;
  });
}

std::optional<Result<void>> UpsWatch::take_result(const void* owner) {
  if (is_busy() || task_->owner != owner) return std::nullopt;
  return std::exchange(task_->result, std::nullopt);
}

void UpsWatch::lose(Instant now, const Error& error, std::vector<WatchChange>& out) {
  close();
  if (error.code == Code::cancelled) {
    // A signal was received and is handled first.
    retry_at_ = now;
    return;
  }
  if (std::exchange(looks_now_, false)) retry_pace_ = {};
  retry_pace_ = std::clamp(retry_pace_ * 2, first_retry, last_retry);
  retry_at_ = now + retry_pace_;
  report_loss(now, error, out);
  asked_at_ = {};
  is_open_ = false;
  is_silent_ = false;
}

void UpsWatch::report_loss(Instant now, const Error& error, std::vector<WatchChange>& out) {
  std::string line = error.text();
  // One that did not answer was reported as lost before it is closed.
  const bool was_lost = !is_open_ || (is_silent_ && reading_.status.is_empty());
  WatchChange change{was_lost ? WatchChange::Kind::unreachable : WatchChange::Kind::lost,
                     target_.name, error, was_lost && line == line_, now};
  // What is unplugged was there until now.
  if (error.code == Code::timeout) change.heard_at = heard_at_.value_or(asked_at_);
  out.push_back(std::move(change));
  line_ = std::move(line);
  if (!reading_.status.is_empty()) since_ = now;
  reading_ = {};
}

void UpsWatch::close() {
  if (task_->ups) epoll_.remove(task_->ups->fd());
  task_->ups.reset();
  is_ready_ = false;
}

void UpsWatch::look_now(Instant now) {
  looks_now_ = is_busy();
  if (is_busy() || task_->ups) return;
  retry_at_ = now;
  retry_pace_ = {};
}

void UpsWatch::open_again(Instant now) {
  if (is_busy()) {
    closes_ = true;
    return;
  }
  close();
  is_open_ = false;
  look_now(now);
}

void UpsWatch::set_pace() {
  Pace pace;
  pace.state = target_.state_pace ? milliseconds(*target_.state_pace) : state_pace;
  pace.live = is_on_battery_ ? live_pace_on_battery : live_pace_on_line;
  if (is_tested_) pace.live = live_pace_in_test;
  if (target_.live_pace) pace.live = std::min(pace.live, milliseconds(*target_.live_pace));
  task_->ups->set_pace(pace);
}

}  // namespace upshid::watch
