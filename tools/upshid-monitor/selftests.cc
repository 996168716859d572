#include "upshid-monitor/selftests.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "daemon/replace_file.h"

namespace upshid::daemon {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr hours usual_look{1};
// A UPS that is not fit for a test now: on battery, say, or charging after an outage.
constexpr minutes next_look{5};

std::chrono::seconds period_of(conf::SelftestSchedule schedule) {
  switch (schedule) {
    case conf::SelftestSchedule::daily:
      return days(1);
    case conf::SelftestSchedule::weekly:
      return days(7);
    case conf::SelftestSchedule::monthly:
      return days(30);
    case conf::SelftestSchedule::never:
      break;
  }
  return std::chrono::seconds::max();
}

}  // namespace

Selftests::Selftests(std::string folder, Log& log) : folder_(std::move(folder)), log_(log) {
  load();
}

void Selftests::configure(conf::SelftestSchedule schedule, conf::SelftestKind kind) {
  schedule_ = schedule;
  kind_ = kind;
  look_at_ = {};
}

void Selftests::want(PollSet& set) const {
  if (schedule_ != conf::SelftestSchedule::never) set.wake_at(look_at_);
}

void Selftests::attend(Instant now, WallTime wall, bool may_start,
                       std::deque<watch::UpsWatch>& watches) {
  for (watch::UpsWatch& watch : watches) {
    if (const auto started = watch.take_result(this)) note(watch, *started, wall);
  }
  if (schedule_ == conf::SelftestSchedule::never || now < look_at_) return;
  look_at_ = now + usual_look;
  bool news = false;
  for (watch::UpsWatch& watch : watches) {
    const auto [at, is_new] = last_.emplace(watch.target().name, wall);
    // A clock that was set back: what was noted is no time in the past.
    const bool is_wrong = at->second > wall;
    if (is_wrong) at->second = wall;
    news |= is_new || is_wrong;
    if (wall - at->second < period_of(schedule_)) continue;
    if (may_start && watch.is_fit_for_test()) {
      const bool is_deep = kind_ == conf::SelftestKind::deep;
      watch.start_request(now, this, [is_deep](Ups& ups) -> Result<void> {
        const auto done = ups.run(is_deep ? "test.battery.start.deep" : "test.battery.start.quick");
        if (!done) return done.error();
        ups.refresh("ups.test.result");
        return {};
      });
    } else {
      look_at_ = now + next_look;
    }
  }
  if (news) save();
}

// One that could not be started is worth another try at the next look, unless there is no such
// test, or it is not known to work.
void Selftests::note(const watch::UpsWatch& watch, const Result<void>& started, WallTime wall) {
  const std::string& name = watch.target().name;
  if (started) {
    log_.self(Severity::notice,
              fmt::format("{}: battery test started ({})", name, conf::name_of(kind_)));
  } else {
    log_.self(Severity::warning,
              fmt::format("{}: cannot start the battery test: {}", name, started.error().text()));
  }
  const bool may_start_later = !started && started.error().code != Code::unsupported &&
                               started.error().code != Code::untested;
  if (may_start_later) return;
  last_[name] = wall;
  save();
}

// Lines of "SECONDS NAME". What cannot be read is as if the UPS were met for the first time.
void Selftests::load() {
  if (folder_.empty()) return;
  const auto text = base::read_file(path(), std::size_t{1} << 16);
  if (!text) {
    if (text.error().code != Code::not_found)
      log_.self(Severity::warning, text.error().text() + "; battery tests are postponed");
    return;
  }
  for (const std::string_view line : base::split(*text, '\n')) {
    const std::size_t space = line.find(' ');
    const auto seconds = base::parse_integer(line.substr(0, space));
    // Up to the year 9999: no arithmetic with it overflows.
    constexpr std::int64_t latest = 253402300799;
    if (!seconds || *seconds < 0 || *seconds > latest || space == std::string_view::npos) continue;
    last_.emplace(line.substr(space + 1), WallTime(std::chrono::seconds(*seconds)));
  }
}

void Selftests::save() {
  if (folder_.empty()) return;
  // systemd makes it (StateDirectory=); where there is no systemd nobody did.
  (void)::mkdir(folder_.c_str(), 0755);
  std::string text;
  for (const auto& [name, at] : last_)
    text += fmt::format("{} {}\n", at.time_since_epoch().count(), name);
  if (const auto saved = replace_file(path(), text); !saved)
    log_.self(Severity::warning, saved.error().text() + "; the next battery test may start early");
}

}  // namespace upshid::daemon
