#include "rehearse/judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rehearse/battery.h"
#include "rehearse/halt.h"
#include "rehearse/play.h"
#include "rehearse/words.h"

namespace upshid::rehearsal {

namespace {

using std::chrono::seconds;

// For one of these a command shuts something down.
bool shuts_down(const Command& command) {
  constexpr std::array types{NotifyType::lowbatt, NotifyType::fsd, NotifyType::shutdown};
  return command.is_shutdown || std::any_of(types.begin(), types.end(), [&](NotifyType type) {
           return command.has_type(type);
         });
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

std::vector<std::string> names_if(const Played& played, bool (*is_meant)(const Command&)) {
  std::vector<std::string> names;
  for (const Command& command : played.commands) {
    if (is_meant(command)) add_once(names, command.name);
  }
  return names;
}

bool is_cut_off(const Command& command) {
  return command.is_cut_off;
}
bool is_unknown(const Command& command) {
  return !command.is_known && !command.is_shutdown;
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
    if (scenario_.name == "monitor-killed") try_to_kill(trial.judgement);
    return trial;
  }

 private:
  // Beyond it the monitor does not wait for any command.
  Time longest() const { return settings_.script_deadline; }

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

  // Then any failure of line power shuts down, and rightly.
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
      const bool stays_off =
          trial.slow.off_at && trial.slow.mains_back_at && !why_stays_off(trial.slow).empty();
      if (stays_off) out.level = Level::stays_off;
      out.headline = (stays_off ? "STAYS OFF: " : "SAFE: ") + outcome(trial.slow);
      if (trial.quick.off_at && trial.quick.off_at != trial.slow.off_at)
        out.notes.push_back(fmt::format("If commands finish at once: {}", outcome(trial.quick)));
    } else if (!is_well(trial.quick)) {
      out.level = Level::not_safe;
      out.headline = "NOT SAFE: " + fault(trial.quick);
    } else {
      out.level = Level::depends;
      judge_by_time(trial);
    }
    note_return(trial.slow, out);
    note_delay(trial.slow, out);
  }

  // The longest time of which all is well, to the second.
  void judge_by_time(Trial& trial) {
    Time good = seconds(0);
    Time bad = longest();
    while (bad - good > seconds(1)) {
      const Time middle = std::chrono::floor<seconds>((good + bad) / 2);
      (is_well(play_with(middle)) ? good : bad) = middle;
    }
    Judgement& out = trial.judgement;
    out.longest = good;
    const auto names = decisive(trial.slow);
    out.headline = fmt::format("SAFE ONLY IF {} {} no longer than {}{}; the duration is not known.",
                               list_text(names), names.size() == 1 ? "takes" : "take",
                               duration_text(good), names.size() == 1 ? "" : " each");
    const char* const they = names.size() == 1 ? "it takes" : "they take";
    out.notes.push_back(fmt::format("If {} no time: {}", they, outcome(trial.quick)));
    out.notes.push_back(
        fmt::format("If {} {}: {}", they, duration_text(longest()), fault(trial.slow)));
    out.notes.push_back(fmt::format(
        "Measure it and give --script-time {}=SECONDS. In upshid.conf, SCRIPT_DEADLINE {} limits "
        "it, "
        "and {} SHUTDOWN_RUNTIME starts the shutdown earlier.",
        names.front(), good.count() / 1000, settings_.thresholds.runtime ? "a larger" : "a"));
  }

  // The commands that the end has to wait for.
  static std::vector<std::string> decisive(const Played& played) {
    std::vector<std::string> names;
    for (const Command& command : played.commands) {
      const bool is_late =
          played.decided_at && command.ended && *command.ended > *played.decided_at;
      if (is_unknown(command) && (is_late || command.is_cut_off)) add_once(names, command.name);
    }
    return names.empty() ? names_if(played, is_unknown) : names;
  }

  // What becomes of it when all is well.
  std::string outcome(const Played& played) const {
    const auto commands = names_if(played, is_of_plan);
    const std::string runs = commands.empty() ? "none" : list_text(commands);
    if (scenario_.aim == Aim::stay_up && played.off_at) {
      return fmt::format(
          "the battery is low at the start, so this machine shuts down; it is off at {}.",
          duration_text(*played.off_at));
    }
    if (played.off_at && played.mains_back_at) {
      return fmt::format("this machine is off at {}, although line power has been back since {}.",
                         duration_text(*played.off_at), duration_text(*played.mains_back_at));
    }
    if (played.off_at) {
      return fmt::format("this machine is off at {}, {} before the battery is empty.",
                         duration_text(*played.off_at), left_text(played.spare));
    }
    if (scenario_.aim == Aim::stay_up)
      return fmt::format("nothing is shut down. Commands: {}.", runs);
    if (played.decided_at)
      return fmt::format("there is no SHUTDOWNCMD, so this machine stays up. Commands: {}.", runs);
    return fmt::format("this machine stays up. Commands: {}.", runs);
  }

  std::string fault(const Played& played) const {
    if (played.fell_at && played.commanded_at) {
      const Time needed = *played.commanded_at + halt_time() - *played.fell_at;
      return fmt::format(
          "the battery is empty at {}, while this machine is still halting: {} short.",
          duration_text(*played.fell_at), duration_text(needed));
    }
    if (played.fell_at) return fault_of_fall(played);
    const auto cut = names_if(played, is_cut_off);
    if (!cut.empty()) return fault_of_cut(played);
    return fmt::format("{} runs and shuts something down needlessly.",
                       list_text(names_if(played, shuts_down)));
  }

  Time halt_time() const { return halt_delay(settings_.shutdown_command) + durations_.halt; }

  std::string fault_of_fall(const Played& played) const {
    const std::string falls =
        fmt::format("this machine runs until the battery is empty at {} and loses its power",
                    duration_text(*played.fell_at));
    if (settings_.shutdown_command.empty())
      return fmt::format("upsmon.conf has no SHUTDOWNCMD: {}.", falls);
    if (played.decided_at)
      return fmt::format("{}: the monitor has been waiting for commands since {}.", falls,
                         duration_text(*played.decided_at));
    return fmt::format("{}: no shutdown is decided before.", falls);
  }

  static std::string fault_of_cut(const Played& played) {
    std::vector<std::string> parts;
    for (const Command& command : played.commands) {
      if (command.is_cut_off)
        parts.push_back(fmt::format("{} is cut off after {}, when this machine halts", command.name,
                                    duration_text(*command.ended - command.began)));
    }
    return list_text(parts) + ".";
  }

  // Why the machine stays off although line power returns; empty: it starts again.
  std::string why_stays_off(const Played& played) const {
    if (settings_.powerdown_flag.empty())
      return "No POWERDOWNFLAG in upsmon.conf: the UPS does not cut its output";
    if (premises_.shutdown_delay < Time(0))
      return "With a negative offdelay the UPS does not cut its output";
    if (premises_.start_delay < Time(0))
      return "With a negative ondelay the UPS does not switch its output on again";
    if (played.has_flag && is_usb_lost())
      return "Without USB the UPS cannot be commanded to cut its output";
    return {};
  }

  void note_return(const Played& played, Judgement& out) const {
    if (!played.off_at) return;
    const std::string why = why_stays_off(played);
    if (!why.empty() && played.mains_back_at) {
      out.notes.push_back(
          why + ", so nothing starts this machine again until somebody presses its button.");
    } else if (!why.empty()) {
      out.notes.push_back(why +
                          ": if line power returns before the battery is empty, this machine "
                          "stays off until somebody presses its button.");
    } else if (played.output_on_at) {
      out.notes.push_back(
          fmt::format("It starts again at {}: the UPS cuts its output and switches "
                      "it on again (POWERDOWNFLAG).",
                      duration_text(*played.output_on_at)));
    } else if (played.output_off_at) {
      out.notes.push_back(fmt::format(
          "The UPS cuts its output at {} (POWERDOWNFLAG), so this machine starts again when line "
          "power is back.",
          duration_text(*played.output_off_at)));
    }
  }

  bool is_usb_lost() const {
    return !scenario_.steps.empty() && scenario_.steps.back().what == Happening::usb_lost;
  }

  void note_delay(const Played& played, Judgement& out) const {
    const Time delay = halt_delay(settings_.shutdown_command);
    if (played.commanded_at && delay > Time(0))
      out.notes.push_back(fmt::format("SHUTDOWNCMD \"{}\" waits {} before it halts this machine.",
                                      settings_.shutdown_command, duration_text(delay)));
  }

  void try_to_kill(Judgement& out) {
    set_unknown(seconds(0));
    const KillTrial trial = try_kills(settings_, premises_, durations_, scenario_);
    if (trial.difference.empty()) {
      out.notes.push_back(
          fmt::format("If the monitor is killed at any of the {} instants at which it acts, and "
                      "restarted, it runs "
                      "the same commands: none is lost, none runs twice.",
                      trial.instants));
      return;
    }
    out.level = Level::not_safe;
    out.headline = "NOT SAFE: a killed monitor behaves differently: " + trial.difference + ".";
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
    case Level::not_safe:
      return "not safe";
  }
  return {};
}

Trial rehearse(const monitor::Settings& settings, const Premises& premises,
               const Durations& durations, const Scenario& scenario) {
  return Judge(settings, premises, durations, scenario).run();
}

}  // namespace upshid::rehearsal
