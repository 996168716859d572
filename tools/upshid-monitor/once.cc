#include "upshid-monitor/once.h"

#include <fmt/format.h>
#include <upshid/action.h>

#include <deque>
#include <set>

#include "base/boot_clock.h"
#include "monitor/monitor.h"
#include "watch/ups_watch.h"

namespace upshid::daemon {

namespace {

// How far ahead. A UPS that stays away is reported again and again.
constexpr std::chrono::hours horizon{1};
constexpr int max_steps = 100;
constexpr std::size_t max_lines = 60;

class Teller {
 public:
  Teller(const watch::Configuration& configuration, const OpenOptions& open)
      : configuration_(configuration),
        open_(open),
        monitor_(configuration.settings),
        begin_(base::boot_time_now()) {}

  Foretold run() {
    for (const watch::Target& target : configuration_.targets) read(target);
    look_ahead();
    if (lines_ == 0) out_.output += "nothing would happen\n";
    return std::move(out_);
  }

 private:
  void read(const watch::Target& target) {
    Complaints complaints;
    OpenOptions open = open_;
    open.section = target.name;
    auto ups = Ups::open(target.address, open, &complaints);
    auto snapshot = ups ? ups->read() : Result<Snapshot>(ups.error());
    if (!snapshot) return fail(target, snapshot.error());
    if (snapshot->stale()) {
      report(target, {Code::stale, {}, "cannot read whether line power is present", 0});
      follow(begin_, monitor_.read(begin_, target.name, watch::reading_of(*snapshot)));
      return;
    }
    const monitor::Reading reading = watch::reading_of(*snapshot);
    out_.output += fmt::format("{}: {}", target.name, reading.status.text());
    if (reading.charge) out_.output += fmt::format(", charge {} %", *reading.charge);
    if (reading.runtime) out_.output += fmt::format(", runtime {} s", reading.runtime->count());
    out_.output += "\n";
    follow(begin_, monitor_.read(begin_, target.name, reading));
  }

  void fail(const watch::Target& target, const Error& error) {
    report(target, error);
    follow(begin_, monitor_.lost(begin_, target.name));
  }

  void report(const watch::Target& target, const Error& error) {
    out_.output += fmt::format("{}: {}\n", target.name, error.text());
    if (out_.status == cli::ExitStatus::ok) out_.status = cli::exit_status_of(error);
  }

  // Each command is assumed to succeed at once.
  void follow(Instant at, const monitor::Actions& actions) {
    std::deque<monitor::Action> queue(actions.begin(), actions.end());
    const auto add = [&queue](const monitor::Actions& more) {
      queue.insert(queue.end(), more.begin(), more.end());
    };
    while (!queue.empty()) {
      const monitor::Action action = std::move(queue.front());
      queue.pop_front();
      tell(at, action);
      if (const auto* run = std::get_if<monitor::RunCommand>(&action)) {
        add(monitor_.started(at, run->id, 0));
        add(monitor_.ended(at, run->id, 0));
      }
      is_over_ |= std::holds_alternative<monitor::Exit>(action);
    }
  }

  void tell(Instant at, const monitor::Action& action) {
    const std::string text = monitor::describe(action);
    // A message that is repeated is printed once; what runs, each time.
    const bool is_known =
        !told_.insert(text).second && !std::holds_alternative<monitor::RunCommand>(action);
    if (is_known || lines_++ >= max_lines) return;
    const auto later = std::chrono::ceil<std::chrono::seconds>(at - begin_);
    out_.output += later.count() == 0 ? fmt::format("  now      {}\n", text)
                                      : fmt::format("  +{:<4} s  {}\n", later.count(), text);
  }

  // Nothing is printed beyond a shutdown: this machine is down.
  bool is_down() const { return is_over_ || monitor_.state().shutdown.done_at.has_value(); }

  void look_ahead() {
    for (int step = 0; step < max_steps && !is_down(); ++step) {
      const auto next = monitor_.next_deadline();
      if (!next || *next > begin_ + horizon) return;
      const Instant at = std::max(*next, begin_);
      follow(at, monitor_.tick(at));
    }
  }

  const watch::Configuration& configuration_;
  const OpenOptions& open_;
  monitor::Monitor monitor_;
  Instant begin_;
  std::set<std::string> told_;
  std::size_t lines_ = 0;
  bool is_over_ = false;
  Foretold out_;
};

}  // namespace

Foretold read_once(const watch::Configuration& configuration, const OpenOptions& open) {
  return Teller(configuration, open).run();
}

}  // namespace upshid::daemon
