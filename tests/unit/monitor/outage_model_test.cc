// When to shut down, twice: by Monitor, which remembers instants, and by a small model, which looks
// at each second of the whole history. They share the words of ups.status and nothing else.
#include <doctest/doctest.h>
#include <upshid/action.h>

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "monitor/monitor.h"

namespace upshid::monitor {
namespace {

using std::chrono::seconds;

constexpr int length = 400;  // Of an outage, in seconds.

struct Report {
  int at = 0;
  Status status;  // Empty: communication was lost.
  int charge = 100;
};
using History = std::vector<Report>;

struct Outage {
  Settings settings;
  std::vector<History> upses;  // One for each of settings.upses, in order of time.
};

// The rules, each as it is said, for one UPS at one second.
class Model {
 public:
  Model(const Settings& settings, const History& history, int now) : settings_(settings) {
    for (const Report& report : history) {
      if (report.at <= now) take(report);
    }
  }

  bool is_critical(int now) const {
    if (lost_ && now < *lost_ + seconds_of(settings_.comms_grace)) return false;
    if (status_.has(StatusWord::fsd)) return true;
    if (lasts(low_, now, settings_.oblb_duration)) return true;
    if (settings_.off_duration.count() >= 0 && lasts(off_, now, settings_.off_duration))
      return true;
    if (battery_ && !status_.has(StatusWord::cal)) {
      const ShutdownThresholds& limits = settings_.thresholds;
      if (limits.charge && charge_ <= *limits.charge) return true;
      if (limits.on_battery && lasts(battery_, now, *limits.on_battery)) return true;
    }
    return lost_ && now >= *lost_ + seconds_of(settings_.deadtime) && is_lost_for_good(now);
  }

 private:
  static int seconds_of(seconds time) { return static_cast<int>(time.count()); }
  static bool lasts(const std::optional<int>& since, int now, seconds time) {
    return since && now >= *since + seconds_of(time);
  }
  static void note(std::optional<int>& since, bool holds, int at) {
    if (!holds)
      since.reset();
    else if (!since)
      since = at;
  }

  void take(const Report& report) {
    if (report.status.is_empty()) {
      note(lost_, true, report.at);
      return;
    }
    lost_.reset();
    status_ = report.status;
    charge_ = report.charge;
    if (status_.has(StatusWord::ob))
      note(battery_, true, report.at);
    else if (status_.has(StatusWord::ol))
      battery_.reset();
    note(low_, battery_ && status_.has(StatusWord::lb) && !status_.has(StatusWord::cal), report.at);
    note(off_, status_.has(StatusWord::off), report.at);
    note(over_, status_.has(StatusWord::over), report.at);
  }

  bool is_lost_for_good(int now) const {
    if (battery_ || status_.has(StatusWord::cal) || status_.has(StatusWord::bypass)) return true;
    if (status_.has(StatusWord::off) && settings_.off_duration.count() >= 0) return true;
    if (status_.has(StatusWord::alarm) && settings_.alarm_critical) return true;
    return settings_.over_duration.count() >= 0 && lasts(over_, now, settings_.over_duration);
  }

  const Settings& settings_;
  Status status_;
  int charge_ = 100;
  std::optional<int> lost_, battery_, low_, off_, over_;
};

std::optional<int> decided_by_model(const Outage& outage) {
  for (int now = 0; now <= length; ++now) {
    int total = 0;
    int sound = 0;
    for (std::size_t i = 0; i < outage.upses.size(); ++i) {
      const int power = outage.settings.upses[i].power_value;
      total += power;
      if (!Model(outage.settings, outage.upses[i], now).is_critical(now)) sound += power;
    }
    if (sound < std::min(outage.settings.min_supplies, total)) return now;
  }
  return std::nullopt;
}

class Player {
 public:
  // Killed and restored after each input with a probability of one in `kills`; 0: never.
  Player(const Outage& outage, unsigned seed, unsigned kills)
      : outage_(outage), random_(seed), kills_(kills), monitor_(outage.settings) {}

  std::optional<int> decided() {
    for (int now = 0; now <= length && !decided_; ++now) {
      const Instant at{seconds(now)};
      for (std::size_t i = 0; i < outage_.upses.size(); ++i) {
        for (const Report& report : outage_.upses[i]) {
          if (report.at == now) look(report_to(at, i, report), now);
        }
      }
      while (!decided_ && monitor_.next_deadline() && *monitor_.next_deadline() <= at)
        look(monitor_.tick(at), now);
      if (kills_ != 0 && random_() % kills_ == 0) restart(now);
    }
    return decided_;
  }

 private:
  Actions report_to(Instant at, std::size_t ups, const Report& report) {
    const std::string& name = outage_.settings.upses[ups].name;
    if (report.status.is_empty()) return monitor_.lost(at, name);
    Reading reading;
    reading.status = report.status;
    reading.charge = report.charge;
    return monitor_.read(at, name, reading);
  }

  void look(const Actions& actions, int now) {
    for (const Action& action : actions) {
      if (!decided_ && entry_of<ShutdownDecided>(action) != nullptr) decided_ = now;
    }
  }

  // A new process finds the state file, and then what the UPSes say.
  void restart(int now) {
    const Instant at{seconds(now)};
    monitor_ = Monitor::restore(outage_.settings, monitor_.save(at), at).value();
    for (std::size_t i = 0; i < outage_.upses.size(); ++i) {
      const Report* last = nullptr;
      for (const Report& report : outage_.upses[i]) {
        if (report.at <= now) last = &report;
      }
      if (last != nullptr) look(report_to(at, i, *last), now);
    }
  }

  const Outage& outage_;
  std::minstd_rand random_;
  unsigned kills_;
  Monitor monitor_;
  std::optional<int> decided_;
};

class Chance {
 public:
  explicit Chance(unsigned seed) : random_(seed) {}

  Outage outage() {
    Outage out;
    Settings& settings = out.settings;
    settings.shutdown_command = "/sbin/shutdown";
    settings.deadtime = seconds(one_of({5, 15, 40}));
    settings.comms_grace = seconds(one_of({0, 5, 20}));
    settings.oblb_duration = seconds(one_of({0, 0, 30}));
    settings.off_duration = seconds(one_of({-1, 0, 30}));
    settings.over_duration = seconds(one_of({-1, 0, 60}));
    settings.alarm_critical = one_of({0, 1}) != 0;
    if (one_of({0, 0, 1}) != 0) settings.thresholds.on_battery = seconds(90);
    if (one_of({0, 0, 1}) != 0) settings.thresholds.charge = 20;
    const int count = one_of({1, 1, 2, 3});
    settings.min_supplies = one_of({1, 1, 2});
    for (int i = 0; i < count; ++i) {
      const std::string name = "ups" + std::to_string(i);
      settings.upses.push_back({name, name + "@localhost", one_of({0, 1, 1, 1, 2})});
      out.upses.push_back(history(i));
    }
    return out;
  }

 private:
  int one_of(const std::vector<int>& values) {
    return values[static_cast<std::size_t>(random_()) % values.size()];
  }

  // No two UPSes in the same second, so that it does not matter which comes first.
  History history(int index) {
    static const std::vector<std::string> words = {
        "OL",        "OL CHRG", "OL",         "OB DISCHRG", "OB",       "OB LB",      "OL LB",
        "OB LB CAL", "CAL OL",  "OFF",        "OL OFF",     "OL OVER",  "OB OVER",    "OL BYPASS",
        "ALARM OL",  "CHRG",    "DISCHRG LB", "OL OB",      "OB LB RB", "OL RB",      "OL TRIM",
        "",          "",        "",           "OL FSD",     "",         "OB DISCHRG", "OL"};
    History out;
    // Now and then the next report is late, so that durations pass.
    for (int at = one_of({0, 1, 3}); at * 3 < length; at += one_of({1, 1, 2, 4, 10, 25}))
      out.push_back({at * 3 + index,
                     Status::parse(words[static_cast<std::size_t>(random_()) % words.size()]),
                     one_of({100, 60, 21, 20, 5})});
    return out;
  }

  std::minstd_rand random_;
};

}  // namespace

TEST_CASE("a monitor decides to shut down in the very second in which the rules say so") {
  int decided = 0;
  for (unsigned seed = 1; seed <= 600; ++seed) {
    const Outage outage = Chance(seed).outage();
    const auto expected = decided_by_model(outage);
    REQUIRE_MESSAGE(Player(outage, seed, 0).decided() == expected, seed);
    if (expected) ++decided;
  }
  // Both answers occur.
  CHECK(decided > 120);
  CHECK(decided < 480);
}

TEST_CASE("a monitor that is killed at random instants decides in the same second") {
  for (unsigned seed = 1; seed <= 150; ++seed) {
    const Outage outage = Chance(seed).outage();
    REQUIRE_MESSAGE(Player(outage, seed, 7).decided() == decided_by_model(outage), seed);
  }
}

}  // namespace upshid::monitor
