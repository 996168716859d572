#include "monitor/narrator.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <upshid/action.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/text.h"
#include "monitor/monitor.h"
#include "monitor/notify.h"
#include "nut/condition.h"
#include "nut/low_battery_delay.h"

namespace upshid::story {

namespace {

using monitor::Action;
using monitor::Monitor;

constexpr std::array<std::string_view, 5> severities = {"info", "notice", "warning", "error",
                                                        "critical"};

struct Words {
  std::string operator()(const monitor::LogEntry& entry) const {
    return fmt::format("log {} {}",
                       severities.at(static_cast<std::size_t>(monitor::severity_of(entry))),
                       monitor::text_of(entry));
  }
  std::string operator()(const monitor::WallMessage& wall) const {
    return "wall " + monitor::text_of(wall);
  }
  std::string operator()(const monitor::RunCommand& run) const {
    std::string out = fmt::format("run {}{}", run.id, run.is_shutdown ? " as root" : "");
    for (const std::string& word : run.argv) out += fmt::format(" \"{}\"", word);
    for (const auto& [name, value] : run.environment) out += fmt::format(" {}=\"{}\"", name, value);
    return out;
  }
  std::string operator()(const monitor::WritePowerdownFlag& flag) const {
    return "write flag " + flag.path;
  }
  std::string operator()(const monitor::RemovePowerdownFlag& flag) const {
    return "remove flag " + flag.path;
  }
  std::string operator()(const monitor::Exit& /*exit*/) const { return "exit"; }
};

class Narrator {
 public:
  Narrator(const Story& story, const std::function<bool(std::size_t)>& is_killed_after)
      : story_(story),
        is_killed_after_(is_killed_after),
        settings_(settings_of(story, "")),
        monitor_(Monitor(settings_)),
        unit_settings_(unit_settings_of(story)) {}

  std::vector<std::string> run() {
    for (const Step& step : story_.steps) {
      tick_until(step.at);
      write(step.at, step.text);
      play(step);
      end_instant(step.at);
    }
    return std::move(lines_);
  }

  std::size_t instants() const { return instants_; }

 private:
  void write(Instant at, const std::string& text) {
    lines_.push_back(fmt::format("{} {}", seconds_text(at), text));
  }

  void act(Instant at, const monitor::Actions& actions) {
    for (const Action& action : actions) {
      write(at, "> " + std::visit(Words(), action));
      if (const auto* run = std::get_if<monitor::RunCommand>(&action))
        act(at, monitor_->started(at, run->id, static_cast<std::int64_t>(1000 + run->id)));
    }
  }

  // At each deadline before the next step. A deadline that stays in the past would be a busy loop.
  void tick_until(Instant end) {
    int ticks = 0;
    while (monitor_) {
      auto next = monitor_->next_deadline();
      const std::string* counts = nullptr;
      for (const auto& [ups, delay] : delays_) {
        if (!delay.until() || (next && *next < *delay.until())) continue;
        next = delay.until();
        counts = &ups;
      }
      if (!next || *next >= end) return;
      REQUIRE_MESSAGE(++ticks < 1000, story_.name << ": ticks without end");
      const Instant at = std::max(*next, now_);
      now_ = at;
      act(at, counts != nullptr ? hear(at, *counts, last_[*counts]) : monitor_->tick(at));
      end_instant(at);
    }
  }

  void end_instant(Instant at) {
    now_ = at;
    if (!is_killed_after_(instants_++) || !monitor_) return;
    restore(at);
    look_at_upses(at);
  }

  // What a program that was restarted finds out first.
  void look_at_upses(Instant at) {
    for (const auto& [ups, words] : last_) {
      if (settings_.find(ups) != nullptr) act(at, hear(at, ups, words));
    }
  }

  void restore(Instant at) {
    auto restored = Monitor::restore(settings_, saved_.empty() ? monitor_->save(at) : saved_, at);
    REQUIRE_MESSAGE(restored, story_.name << ": " << restored.error().text());
    monitor_.emplace(std::move(*restored));
    saved_.clear();
  }

  monitor::Actions hear(Instant at, const std::string& ups, const std::string& words) {
    if (words == "lost") return monitor_->lost(at, ups);
    monitor::Reading reading;
    if (words == "no-line") {
      reading.answers = true;
      return monitor_->read(at, ups, reading);
    }
    std::string_view rest = words;
    if (const auto alarm = rest.find(" alarm=\""); alarm != std::string_view::npos) {
      reading.alarm = rest.substr(alarm + 8, rest.rfind('"') - alarm - 8);
      rest = rest.substr(0, alarm);
    }
    std::string status;
    for (const std::string_view word : base::words(rest)) {
      if (word.starts_with("charge=")) {
        reading.charge = static_cast<int>(base::parse_integer(word.substr(7)).value());
      } else if (word.starts_with("runtime=")) {
        reading.runtime = std::chrono::seconds(base::parse_integer(word.substr(8)).value());
      } else if (word.starts_with("test=")) {
        // A word has no spaces: "In_progress".
        std::string test(word.substr(5));
        std::ranges::replace(test, '_', ' ');
        reading.test = nut::battery_test_named(test);
      } else {
        status += fmt::format(" {}", word);
      }
    }
    reading.status = Status::parse(status);
    if (unit_settings_.low_delay > std::chrono::seconds(0)) {
      Conditions conditions = conditions_of(reading.status);
      delays_.try_emplace(ups, unit_settings_).first->second.apply(conditions, at);
      reading.status = status_of(conditions);
      reading.alarm = fmt::format("{}", fmt::join(alarms(conditions), " "));
    }
    return monitor_->read(at, ups, reading);
  }

  // As few as the stories with a ups.conf need.
  static Conditions conditions_of(const Status& status) {
    Conditions out;
    if (status.has(StatusWord::ol)) out.set(Condition::online, true);
    if (status.has(StatusWord::ob)) out.set(Condition::online, false);
    if (status.has(StatusWord::cal)) out.set(Condition::calibrating, true);
    if (status.has(StatusWord::lb)) out.set(Condition::low_battery, true);
    if (status.has(StatusWord::rb)) out.set(Condition::replace_battery, true);
    return out;
  }

  void play(const Step& step) {
    const Instant at = step.at;
    const auto words = base::words(step.text);
    const std::string verb(words.front());
    if (verb == "kill") {
      saved_ = monitor_->save(at);
      monitor_.reset();
    } else if (verb == "restart") {
      restore(at);
      act(at, monitor_->unstarted());
      look_at_upses(at);
    } else if (verb == "until") {
      if (monitor_) act(at, monitor_->tick(at));
    } else if (verb == "ended") {
      std::optional<int> status;
      if (words.at(2) == "signal") {
        status = -static_cast<int>(base::parse_integer(words.at(3)).value());
      } else if (words.at(2) != "unknown") {
        status = static_cast<int>(base::parse_integer(words.at(2)).value());
      }
      const auto id = static_cast<std::uint64_t>(base::parse_integer(words.at(1)).value());
      act(at, monitor_->ended(at, id, status));
    } else if (verb == "fsd") {
      act(at, monitor_->force_shutdown(at));
    } else if (verb == "reload") {
      settings_ = settings_of(story_, "reload ");
      act(at, monitor_->reload(at, settings_));
    } else if (verb == "tell") {
      act(at, monitor_->notify(at, notify_type(words.at(1)).value()));
    } else if (verb == "upssched") {
      const Event event{
          notify_type(words.at(1)).value(), std::string(words.size() > 2 ? words.at(2) : ""), {}};
      act(at,
          monitor_->follow_plan(
              at, event, monitor::fill_message(settings_.notify_of(event.type).message, event)));
    } else if (verb == "start-timer") {
      act(at, monitor_->start_timer(
                  at, words.at(1), std::chrono::seconds(base::parse_integer(words.at(2)).value())));
    } else if (verb == "cancel-timer") {
      act(at, monitor_->cancel_timer(at, words.at(1)));
    } else {
      const std::string said(base::trim(std::string_view(step.text).substr(verb.size())));
      last_[verb] = said;
      if (monitor_) act(at, hear(at, verb, said));
    }
  }

  const Story& story_;
  const std::function<bool(std::size_t)>& is_killed_after_;
  monitor::Settings settings_;
  std::optional<Monitor> monitor_;
  // What comes before the monitor: lbrb_log_delay_sec. It is not killed with it.
  nut::Settings unit_settings_;
  std::map<std::string, nut::LowBatteryDelay> delays_;
  std::string saved_;
  std::map<std::string, std::string> last_;
  std::vector<std::string> lines_;
  Instant now_{};
  std::size_t instants_ = 0;
};

}  // namespace

std::vector<std::string> tell(const Story& story,
                              const std::function<bool(std::size_t)>& is_killed_after,
                              std::size_t* instants) {
  Narrator narrator(story, is_killed_after);
  auto lines = narrator.run();
  if (instants != nullptr) *instants = narrator.instants();
  return lines;
}

}  // namespace upshid::story
