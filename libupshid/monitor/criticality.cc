#include "monitor/criticality.h"

#include <algorithm>
#include <utility>

#include "monitor/truth.h"

namespace upshid::monitor {

namespace {

class Judge {
 public:
  Judge(const Settings& settings, const UpsState& ups) : settings_(settings), ups_(ups) {}

  std::optional<Verdict> run() && {
    if (ups_.status.has(StatusWord::fsd)) add(Instant{}, {Cause::forced});
    if (ups_.oblb_since) add(*ups_.oblb_since + settings_.oblb_duration, {Cause::low_battery});
    if (ups_.off_since && settings_.off_duration.count() >= 0)
      add(*ups_.off_since + settings_.off_duration, {Cause::off});
    if (ups_.on_battery() && !ups_.status.has(StatusWord::cal)) judge_thresholds();
    if (ups_.lost_at) judge_loss(*ups_.lost_at);
    return verdict_;
  }

 private:
  void add(Instant at, Reason reason) {
    if (!verdict_ || at < verdict_->at) verdict_ = Verdict{at, reason};
  }

  void judge_thresholds() {
    const ShutdownThresholds& limits = settings_.thresholds;
    const Instant since = ups_.measured_at;
    if (limits.charge && ups_.charge && *ups_.charge <= *limits.charge)
      add(since, {Cause::charge, *ups_.charge, *limits.charge});
    if (limits.runtime && ups_.runtime) {
      const std::int64_t limit = limits.runtime->count();
      if (*ups_.runtime <= *limits.runtime) {
        add(since, {Cause::runtime, ups_.runtime->count(), limit});
      } else if (ups_.lost_at) {
        add(since + (*ups_.runtime - *limits.runtime), {Cause::runtime_estimate, limit, limit});
      }
    }
    if (limits.on_battery && ups_.battery_since) {
      add(*ups_.battery_since + *limits.on_battery,
          {Cause::on_battery, limits.on_battery->count(), limits.on_battery->count()});
    }
  }

  void judge_loss(Instant lost_at) {
    const Instant notified = lost_at + settings_.comms_grace;
    const Instant dead = std::max(notified, lost_at + settings_.deadtime);
    if (ups_.on_battery()) {
      add(dead, {Cause::lost_on_battery});
      if (ups_.runtime && !ups_.status.has(StatusWord::cal)) {
        add(std::max(notified, ups_.measured_at + *ups_.runtime - settings_.halt_reserve),
            {Cause::lost_with_little_runtime});
      }
    }
    for (const auto& [word, cause] : {std::pair(StatusWord::cal, Cause::lost_in_calibration),
                                      std::pair(StatusWord::bypass, Cause::lost_on_bypass),
                                      std::pair(StatusWord::off, Cause::lost_while_off)}) {
      const bool is_allowed = word == StatusWord::off && settings_.off_duration.count() < 0;
      if (ups_.status.has(word) && !is_allowed) add(dead, {cause});
    }
    if (ups_.status.has(StatusWord::alarm) && settings_.alarm_critical)
      add(dead, {Cause::lost_with_alarm});
    if (ups_.over_since && settings_.over_duration.count() >= 0)
      add(std::max(dead, *ups_.over_since + settings_.over_duration),
          {Cause::lost_while_overloaded});
  }

  const Settings& settings_;
  const UpsState& ups_;
  std::optional<Verdict> verdict_;
};

// Whether the power supplies of the UPSes that are sound are as many as MINSUPPLIES. More supplies
// asked for than there are is a fault of the configuration, to be complained of when it is read,
// not a power failure.
template <class IsSound>
bool is_enough(const Settings& settings, const State& state, IsSound is_sound) {
  int total = 0;
  int sound = 0;
  for (const WatchedUps& watched : settings.upses) {
    total += watched.power_value;
    const auto ups = state.upses.find(watched.name);
    if (is_sound(watched, ups == state.upses.end() ? UpsState() : ups->second))
      sound += watched.power_value;
  }
  return sound >= std::min(settings.min_supplies, total);
}

bool is_known_sound(const Settings& settings, const State& state, const UpsState& ups,
                    Instant now) {
  // One whose battery is low on battery is about to be critical.
  if (!ups.was_heard() || !is_trusted(state, ups, now) || ups.oblb_since) return false;
  const auto verdict = verdict_on(settings, ups);
  return !verdict || verdict->at > now;
}

}  // namespace

std::optional<Verdict> verdict_on(const Settings& settings, const UpsState& ups) {
  return Judge(settings, ups).run();
}

CriticalUpses why_insufficient(const Settings& settings, const State& state, Instant now) {
  CriticalUpses critical;
  const auto is_sound = [&](const WatchedUps& watched, const UpsState& ups) {
    if (!is_trusted(state, ups, now)) return true;
    const auto verdict = verdict_on(settings, ups);
    if (!verdict || verdict->at > now) return true;
    if (watched.power_value > 0) critical.push_back({watched.system, verdict->reason});
    return false;
  };
  return is_enough(settings, state, is_sound) ? CriticalUpses() : critical;
}

bool is_known_sufficient(const Settings& settings, const State& state, Instant now) {
  return is_enough(settings, state, [&](const WatchedUps&, const UpsState& ups) {
    return is_known_sound(settings, state, ups, now);
  });
}

bool is_outage_over(const Settings& settings, const State& state, Instant now) {
  return is_enough(settings, state, [&](const WatchedUps&, const UpsState& ups) {
    return !ups.on_battery() && is_known_sound(settings, state, ups, now);
  });
}

bool is_power_back(const Settings& settings, const State& state, Instant now) {
  bool is_any = false;
  const auto has_power = [&](const WatchedUps& watched, const UpsState& ups) {
    const bool has =
        ups.line == Line::mains && !ups.lost_at && is_known_sound(settings, state, ups, now);
    is_any = is_any || (has && watched.power_value > 0);
    return has;
  };
  return is_enough(settings, state, has_power) && is_any;
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
