#include "monitor/criticality.h"

#include <fmt/format.h>

#include <algorithm>

#include "monitor/truth.h"

namespace upshid::monitor {

namespace {

class Judge {
 public:
  Judge(const Settings& settings, const UpsState& ups) : settings_(settings), ups_(ups) {}

  std::optional<Verdict> run() && {
    if (ups_.status.has(StatusWord::fsd)) add(Instant{}, "forced shutdown");
    if (ups_.oblb_since)
      add(*ups_.oblb_since + settings_.oblb_duration, "on battery, and the battery is low");
    if (ups_.off_since && settings_.off_duration.count() >= 0)
      add(*ups_.off_since + settings_.off_duration, "off");
    if (ups_.on_battery() && !ups_.status.has(StatusWord::cal)) judge_thresholds();
    if (ups_.lost_at) judge_loss(*ups_.lost_at);
    return std::move(verdict_);
  }

 private:
  void add(Instant at, std::string reason) {
    if (!verdict_ || at < verdict_->at) verdict_ = Verdict{at, std::move(reason)};
  }

  void judge_thresholds() {
    const ShutdownThresholds& limits = settings_.thresholds;
    const Instant since = std::max(ups_.measured_at, ups_.battery_since.value_or(Instant{}));
    if (limits.charge && ups_.charge && *ups_.charge <= *limits.charge) {
      add(since,
          fmt::format("on battery, charge {} % of at least {} %", *ups_.charge, *limits.charge));
    }
    if (limits.runtime && ups_.runtime) {
      if (*ups_.runtime <= *limits.runtime) {
        add(since, fmt::format("on battery, runtime {} s of at least {} s", ups_.runtime->count(),
                               limits.runtime->count()));
      } else if (ups_.lost_at) {
        add(since + (*ups_.runtime - *limits.runtime),
            fmt::format("on battery, not heard, runtime counted down to {} s",
                        limits.runtime->count()));
      }
    }
    if (limits.on_battery && ups_.battery_since) {
      add(*ups_.battery_since + *limits.on_battery,
          fmt::format("on battery for {} s", limits.on_battery->count()));
    }
  }

  void judge_loss(Instant lost_at) {
    const Instant told = lost_at + settings_.comms_grace;
    const Instant dead = std::max(told, lost_at + settings_.deadtime);
    if (ups_.on_battery()) {
      add(dead, "not heard since it was on battery");
      if (ups_.runtime && !ups_.status.has(StatusWord::cal)) {
        add(std::max(told, ups_.measured_at + *ups_.runtime - settings_.halt_reserve),
            "not heard since it was on battery, with little runtime left");
      }
    }
    for (const auto& [word, what] :
         {std::pair(StatusWord::cal, "calibrating"), std::pair(StatusWord::bypass, "on bypass"),
          std::pair(StatusWord::off, "off")}) {
      if (ups_.status.has(word)) add(dead, fmt::format("not heard since it was {}", what));
    }
    if (ups_.status.has(StatusWord::alarm) && settings_.alarm_critical)
      add(dead, "not heard since it had an alarm");
    if (ups_.status.has(StatusWord::over) && settings_.over_duration.count() >= 0)
      add(std::max(dead, lost_at + settings_.over_duration), "not heard since it was overloaded");
  }

  const Settings& settings_;
  const UpsState& ups_;
  std::optional<Verdict> verdict_;
};

}  // namespace

std::optional<Verdict> verdict_on(const Settings& settings, const UpsState& ups) {
  return Judge(settings, ups).run();
}

std::string why_insufficient(const Settings& settings, const State& state, Instant now) {
  int total = 0;
  int sound = 0;
  std::string reasons;
  for (const WatchedUps& watched : settings.upses) {
    total += watched.power_value;
    const auto ups = state.upses.find(watched.name);
    std::optional<Verdict> verdict;
    if (ups != state.upses.end() && is_trusted(state, ups->second, now))
      verdict = verdict_on(settings, ups->second);
    if (!verdict || verdict->at > now) {
      sound += watched.power_value;
    } else if (watched.power_value > 0) {
      if (!reasons.empty()) reasons += "; ";
      reasons += fmt::format("{} {}", watched.system, verdict->reason);
    }
  }
  // More supplies asked for than there are is a fault of the configuration, to be complained of
  // when it is read, not a power failure.
  return sound < std::min(settings.min_supplies, total) ? reasons : std::string();
}

std::optional<Instant> next_verdict(const Settings& settings, const State& state, Instant now) {
  std::optional<Instant> next;
  for (const WatchedUps& watched : settings.upses) {
    const auto ups = state.upses.find(watched.name);
    if (ups == state.upses.end()) continue;
    const auto verdict = verdict_on(settings, ups->second);
    if (!verdict) continue;
    const Instant at = std::max(verdict->at, trusted_at(settings, state, ups->second));
    if (at > now && (!next || at < *next)) next = at;
  }
  return next;
}

}  // namespace upshid::monitor
