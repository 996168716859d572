#include "rehearse/judge.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "rehearse/battery.h"
#include "rehearse/play.h"

namespace upshid::rehearsal {

namespace {

using std::chrono::seconds;

using Kind = Outcome::Kind;

// By its script; if that is unknown, by its events.
bool shuts_down(const Command& command) {
  if (command.is_shutdown || (command.halt && !command.is_cancelled)) return true;
  if (command.only_writes) return false;
  constexpr std::array types{NotifyType::lowbatt, NotifyType::fsd, NotifyType::shutdown};
  return std::any_of(types.begin(), types.end(),
                     [&](NotifyType type) { return command.has_type(type); });
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

std::vector<std::string> names_if(const Played& played, bool (*is_meant)(const Command&)) {
  std::vector<std::string> names;
  for (const Command& command : played.commands) {
    if (is_meant(command)) add_once(names, shown_name(command));
  }
  return names;
}

bool is_cut_off(const Command& command) {
  return command.is_cut_off;
}
bool is_unknown(const Command& command) {
  return command.has_unknown_time;
}
bool may_shut_down(const Command& command) {
  return command.unproved.has_value();
}
bool is_of_plan(const Command& command) {
  return !command.is_shutdown;
}

class Judge {
 public:
  Judge(const monitor::Settings& settings, const Premises& premises, const Durations& durations,
        const Scenario& scenario)
      : settings_(settings), premises_(premises), durations_(durations), scenario_(scenario) {}

  Trial run() && {
    if (scenario_.name == "monitor-killed") {
      set_unknown(seconds(0));
      const Played plain = play(settings_, premises_, durations_, scenario_);
      kills_ = kills_in(plain);
    }
    Trial trial;
    trial.quick = play_with(seconds(0));
    trial.slow = play_with(longest());
    trial.judgement.unknown = names_if(trial.slow, is_unknown);
    judge(trial);
    doubt(trial);
    if (scenario_.name == "monitor-killed") try_to_kill(trial.judgement);
    return trial;
  }

 private:
  // The monitor waits no longer for any command.
  Time longest() const {
    const Time waits = settings_.script_deadline;
    // Only the empty battery ends a SHUTDOWNCMD.
    if (!durations_.shutdown.has_unknown_time) return waits;
    return std::max(waits, Time(std::chrono::ceil<seconds>(premises_.runtime)));
  }

  void set_unknown(Time time) { durations_.unknown = time; }

  Played play_with(Time unknown) {
    set_unknown(unknown);
    return play(settings_, premises_, durations_, scenario_, kills_);
  }

  bool is_well(const Played& played) const {
    if (played.fell_at) return false;
    if (std::any_of(played.commands.begin(), played.commands.end(), is_cut_off)) return false;
    if (scenario_.aim != Aim::stay_up || starts_low()) return true;
    return std::none_of(played.commands.begin(), played.commands.end(), shuts_down) &&
           !played.off_at;
  }

  // Then every failure of line power shuts down, as it should.
  bool starts_low() const {
    const auto& steps = scenario_.steps;
    const bool fails = std::any_of(steps.begin(), steps.end(), [](const Step& step) {
      return step.what == Happening::mains_off;
    });
    const ShutdownThresholds& limits = settings_.thresholds;
    return fails && (Battery(premises_).is_low(true) ||
                     (limits.charge && premises_.charge <= *limits.charge) ||
                     (limits.runtime && premises_.runtime <= Time(*limits.runtime)));
  }

  void judge(Trial& trial) {
    Judgement& out = trial.judgement;
    if (is_well(trial.slow)) {
      if (trial.slow.off_at && trial.slow.mains_back_at && why_stays_off(trial.slow))
        out.level = Level::stays_off;
      out.outcome = outcome(trial.slow);
      if (trial.quick.off_at && trial.quick.off_at != trial.slow.off_at)
        out.notes.push_back({Note::Kind::at_once, outcome(trial.quick)});
    } else if (!is_well(trial.quick)) {
      out.level = Level::not_safe;
      out.outcome = fault(trial.quick);
    } else {
      out.level = Level::depends;
      judge_by_time(trial);
    }
    note_return(trial.slow, out);
    if (trial.slow.commanded_at && durations_.shutdown.delay > Time(0))
      out.notes.push_back({.kind = Note::Kind::waits, .time = durations_.shutdown.delay});
  }

  // What is not proved is not safe.
  void doubt(Trial& trial) const {
    Judgement& out = trial.judgement;
    if (out.level == Level::not_safe) return;
    const auto& commands = trial.slow.commands;
    const auto found = std::find_if(commands.begin(), commands.end(), may_shut_down);
    if (durations_.fault) {
      out.level = Level::not_proved;
      out.outcome = {};
      out.outcome.kind = Kind::misread;
      out.fault = durations_.fault;
    } else if (scenario_.aim == Aim::stay_up && !starts_low() && found != commands.end()) {
      out.level = Level::not_proved;
      out.outcome = {};
      out.outcome.kind = Kind::may_be_needless;
      out.outcome.commands = names_if(trial.slow, may_shut_down);
      out.outcome.unproved = found->unproved;
    } else if (trial.slow.commanded_at && durations_.shutdown.unproved) {
      if (out.level != Level::depends) out.longest.reset();
      out.level = Level::depends;
      out.may_not_halt = true;
      Note note{.kind = Note::Kind::may_not_halt};
      note.outcome.unproved = durations_.shutdown.unproved;
      out.notes.insert(out.notes.begin(), note);
    }
  }

  // The longest duration with which the plan is safe, to the second.
  void judge_by_time(Trial& trial) {
    Time good = seconds(0);
    Time bad = longest();
    while (bad - good > seconds(1)) {
      const Time middle = std::chrono::floor<seconds>((good + bad) / 2);
      (is_well(play_with(middle)) ? good : bad) = middle;
    }
    set_unknown(longest());
    Judgement& out = trial.judgement;
    out.longest = good;
    decide_by(trial.slow, out);
    out.outcome = fault(trial.slow);
    out.notes.push_back({Note::Kind::no_time, outcome(trial.quick)});
    out.notes.push_back({Note::Kind::longest, fault(trial.slow), longest()});
    out.notes.push_back({.kind = Note::Kind::measure});
  }

  // The commands that the halt has to wait for.
  static void decide_by(const Played& played, Judgement& out) {
    for (const Command& command : played.commands) {
      const bool is_late =
          played.decided_at && command.ended && *command.ended > *played.decided_at;
      if (is_unknown(command) && (is_late || command.is_cut_off || command.is_shutdown))
        add_decisive(command, out);
    }
    if (!out.decisive.empty()) return;
    for (const Command& command : played.commands) {
      if (is_unknown(command)) add_decisive(command, out);
    }
  }

  static void add_decisive(const Command& command, Judgement& out) {
    if (out.decisive.empty()) out.is_first_shutdown = command.is_shutdown;
    add_once(out.decisive, shown_name(command));
  }

  // What happens to this machine if nothing goes wrong.
  Outcome outcome(const Played& played) const {
    Outcome out;
    out.commands = names_if(played, is_of_plan);
    if (played.off_at) {
      out.at = *played.off_at;
      out.span = played.spare;
      out.since = played.mains_back_at.value_or(Time(0));
      out.kind = scenario_.aim == Aim::stay_up ? Kind::off_low_at_start
                 : played.mains_back_at        ? Kind::off_with_power
                                               : Kind::off;
    } else if (scenario_.aim == Aim::stay_up) {
      out.kind = Kind::nothing_shut_down;
    } else {
      out.kind = !played.decided_at                   ? Kind::stays_up
                 : settings_.shutdown_command.empty() ? Kind::no_shutdown_command
                                                      : Kind::no_halt;
    }
    return out;
  }

  Outcome fault(const Played& played) const {
    Outcome out;
    if (played.fell_at) {
      out.at = *played.fell_at;
      out.since = played.decided_at.value_or(Time(0));
      if (played.commanded_at && !durations_.shutdown.halts) {
        out.kind = Kind::falls_while_up;
      } else if (played.commanded_at) {
        out.kind = Kind::halts_too_slowly;
        out.span = *played.commanded_at + halt_time(played) - *played.fell_at;
      } else {
        out.kind = settings_.shutdown_command.empty() ? Kind::falls_without_command
                   : played.decided_at                ? Kind::falls_waiting
                                                      : Kind::falls_undecided;
      }
      return out;
    }
    for (const Command& command : played.commands) {
      if (!command.is_cut_off) continue;
      out.kind = Kind::cut_off;
      out.commands.push_back(shown_name(command));
      out.times.push_back(*command.ended - command.began);
    }
    if (out.kind == Kind::cut_off) return out;
    out.kind = Kind::needless;
    out.commands = names_if(played, shuts_down);
    return out;
  }

  Time halt_time(const Played& played) const {
    const bool is_unknown_one = std::any_of(
        played.commands.begin(), played.commands.end(),
        [](const Command& command) { return command.is_shutdown && command.has_unknown_time; });
    return durations_.shutdown.delay + durations_.halt +
           (is_unknown_one ? durations_.unknown : Time(0));
  }

  // Why the machine stays off although line power returns; none: it starts again.
  std::optional<StaysOff> why_stays_off(const Played& played) const {
    if (settings_.powerdown_flag.empty()) return StaysOff::no_flag;
    if (played.is_halted_by_script && !played.has_flag) return StaysOff::flag_not_written;
    if (premises_.cut == watch::PowerCut::untested) return StaysOff::untested;
    if (premises_.cut == watch::PowerCut::missing) return StaysOff::no_command;
    if (premises_.shutdown_delay < Time(0)) return StaysOff::no_cut;
    if (premises_.start_delay < Time(0)) return StaysOff::no_start;
    if (played.has_flag && is_usb_lost()) return StaysOff::no_usb;
    return std::nullopt;
  }

  void note_return(const Played& played, Judgement& out) const {
    if (!played.off_at) return;
    if (const auto why = why_stays_off(played)) {
      out.notes.push_back(
          {.kind = played.mains_back_at ? Note::Kind::stays_off : Note::Kind::may_stay_off,
           .why = *why});
    } else if (played.output_on_at) {
      out.notes.push_back({.kind = Note::Kind::starts_again, .time = *played.output_on_at});
    } else if (played.output_off_at) {
      out.notes.push_back({.kind = Note::Kind::output_off, .time = *played.output_off_at});
    }
  }

  bool is_usb_lost() const {
    return !scenario_.steps.empty() && scenario_.steps.back().what == Happening::usb_lost;
  }

  void try_to_kill(Judgement& out) {
    set_unknown(seconds(0));
    const KillTrial trial = try_kills(settings_, premises_, durations_, scenario_);
    if (!trial.difference) {
      out.notes.push_back({.kind = Note::Kind::kills, .count = trial.instants});
      return;
    }
    out.level = Level::not_safe;
    out.outcome = {};
    out.outcome.kind = Kind::differs_after_kill;
    out.outcome.at = trial.difference->killed_at;
    out.outcome.commands = trial.difference->ran;
    out.outcome.others = trial.difference->expected;
  }

  const monitor::Settings& settings_;
  const Premises& premises_;
  Durations durations_;
  const Scenario& scenario_;
  std::vector<Step> kills_;
};

}  // namespace

std::string_view name_of(Level level) {
  switch (level) {
    case Level::safe:
      return "safe";
    case Level::depends:
      return "depends";
    case Level::stays_off:
      return "stays off";
    case Level::not_proved:
      return "not proved";
    case Level::not_safe:
      return "not safe";
  }
  return {};
}

std::string shown_name(const Command& command) {
  if (!command.is_shutdown || !command.has_unknown_time) return command.name;
  return std::string(base::words(command.argv.front()).front());
}

Trial rehearse(const monitor::Settings& settings, const Premises& premises,
               const Durations& durations, const Scenario& scenario) {
  return Judge(settings, premises, durations, scenario).run();
}

}  // namespace upshid::rehearsal
