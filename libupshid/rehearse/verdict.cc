#include "rehearse/verdict.h"

#include <fmt/format.h>

#include "rehearse/words.h"

namespace upshid::rehearsal {

namespace {

std::string names_text(const std::vector<std::string>& names, const char* none) {
  return names.empty() ? none : list_text(names);
}

std::string cut_text(const Outcome& outcome) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < outcome.commands.size(); ++i) {
    parts.push_back(fmt::format("{} is cut off after {}, when this machine halts",
                                outcome.commands[i], duration_text(outcome.times[i])));
  }
  return list_text(parts) + ".";
}

std::string text_of(const Outcome& outcome) {
  using Kind = Outcome::Kind;
  const std::string at = duration_text(outcome.at);
  const std::string runs = names_text(outcome.commands, "none");
  const std::string falls =
      fmt::format("this machine runs until the battery is empty at {} and loses its power", at);
  switch (outcome.kind) {
    case Kind::off:
      return fmt::format("this machine is off at {}, {} before the battery is empty.", at,
                         left_text(outcome.span));
    case Kind::off_with_power:
      return fmt::format("this machine is off at {}, although line power has been back since {}.",
                         at, duration_text(outcome.since));
    case Kind::off_low_at_start:
      return fmt::format(
          "the battery is low at the start, so this machine shuts down; it is off at {}.", at);
    case Kind::nothing_shut_down:
      return fmt::format("nothing is shut down. Commands: {}.", runs);
    case Kind::no_shutdown_command:
      return fmt::format("there is no SHUTDOWNCMD, so this machine stays up. Commands: {}.", runs);
    case Kind::no_halt:
      return fmt::format("SHUTDOWNCMD does not halt this machine, so it stays up. Commands: {}.",
                         runs);
    case Kind::stays_up:
      return fmt::format("this machine stays up. Commands: {}.", runs);
    case Kind::halts_too_slowly:
      return fmt::format(
          "the battery is empty at {}, while this machine is still halting: {} short.", at,
          duration_text(outcome.span));
    case Kind::falls_without_command:
      return fmt::format("upsmon.conf has no SHUTDOWNCMD: {}.", falls);
    case Kind::falls_while_up:
      return fmt::format("SHUTDOWNCMD does not halt this machine: {}.", falls);
    case Kind::falls_waiting:
      return fmt::format("{}: the monitor has been waiting for commands since {}.", falls,
                         duration_text(outcome.since));
    case Kind::falls_undecided:
      return fmt::format("{}: no shutdown is decided before.", falls);
    case Kind::cut_off:
      return cut_text(outcome);
    case Kind::needless:
      return fmt::format(
          "{} something down needlessly.",
          runs + (outcome.commands.size() == 1 ? " runs and shuts" : " run and shut"));
    case Kind::may_be_needless:
      return fmt::format("{} may shut something down needlessly: {}.", runs,
                         check::text_of(*outcome.unproved));
    case Kind::misread:
      break;
    case Kind::differs_after_kill:
      return fmt::format(
          "a killed monitor behaves differently: killed at {}, it runs {} instead of {}.", at,
          names_text(outcome.commands, "nothing"), names_text(outcome.others, "nothing"));
  }
  return {};
}

const char* text_of(StaysOff why) {
  switch (why) {
    case StaysOff::no_flag:
      return "No POWERDOWNFLAG in upsmon.conf: the UPS does not cut its output";
    case StaysOff::flag_not_written:
      return "A script halts this machine before SHUTDOWNCMD, so POWERDOWNFLAG is not written and "
             "the UPS does not cut its output";
    case StaysOff::untested:
      return "The command with which the UPS cuts its output is not known to work on it and is not "
             "sent (see upshid-sched check)";
    case StaysOff::no_command:
      return "The UPS has no command with which it cuts its output";
    case StaysOff::no_cut:
      return "With a negative offdelay the UPS does not cut its output";
    case StaysOff::no_start:
      return "With a negative ondelay the UPS does not switch its output on again";
    case StaysOff::no_usb:
      return "Without USB the UPS cannot be commanded to cut its output";
  }
  return "";
}

std::string advice(const Judgement& judgement, const monitor::Settings& settings) {
  const auto seconds = judgement.longest.value_or(Time(0)).count() / 1000;
  const std::string& name = judgement.decisive.front();
  const bool is_shutdown = judgement.is_first_shutdown;
  return fmt::format(
      "Measure it and give --script-time {}=SECONDS. In upshid.conf, {}{} SHUTDOWN_RUNTIME starts "
      "the shutdown earlier.",
      is_shutdown ? "SHUTDOWNCMD" : name,
      is_shutdown ? "" : fmt::format("SCRIPT_DEADLINE {} limits it, and ", seconds),
      settings.thresholds.runtime ? "a larger" : "a");
}

std::string text_of(const Note& note, const Judgement& judgement,
                    const monitor::Settings& settings) {
  using Kind = Note::Kind;
  const char* const they = judgement.decisive.size() == 1 ? "it takes" : "they take";
  const std::string time = duration_text(note.time);
  switch (note.kind) {
    case Kind::at_once:
      return fmt::format("If commands finish at once: {}", text_of(note.outcome));
    case Kind::no_time:
      return fmt::format("If {} no time: {}", they, text_of(note.outcome));
    case Kind::longest:
      return fmt::format("If {} {}: {}", they, time, text_of(note.outcome));
    case Kind::measure:
      return advice(judgement, settings);
    case Kind::stays_off:
      return fmt::format(
          "{}, so nothing starts this machine again until somebody presses its button.",
          text_of(note.why));
    case Kind::may_stay_off:
      return fmt::format(
          "{}: if line power returns before the battery is empty, this machine stays off until "
          "somebody presses its button.",
          text_of(note.why));
    case Kind::starts_again:
      return fmt::format(
          "It starts again at {}: the UPS cuts its output and switches it on again "
          "(POWERDOWNFLAG).",
          time);
    case Kind::output_off:
      return fmt::format(
          "The UPS cuts its output at {} (POWERDOWNFLAG), so this machine starts again when line "
          "power is back.",
          time);
    case Kind::waits:
      return fmt::format("SHUTDOWNCMD \"{}\" waits {} before it halts this machine.",
                         settings.shutdown_command, time);
    case Kind::may_not_halt:
      return fmt::format("It is not known whether SHUTDOWNCMD \"{}\" halts this machine: {}.",
                         settings.shutdown_command, check::text_of(*note.outcome.unproved));
    case Kind::kills:
      return fmt::format(
          "If the monitor is killed at any of the {} instants at which it acts, and restarted, it "
          "runs the same commands: none is lost, none runs twice.",
          note.count);
  }
  return {};
}

}  // namespace

std::string headline_of(const Judgement& judgement) {
  switch (judgement.level) {
    case Level::safe:
      return "SAFE: " + text_of(judgement.outcome);
    case Level::stays_off:
      return "STAYS OFF: " + text_of(judgement.outcome);
    case Level::not_proved:
      return "NOT PROVED: " + judgement.fault.value_or(text_of(judgement.outcome));
    case Level::not_safe:
      return "NOT SAFE: " + text_of(judgement.outcome);
    case Level::depends:
      break;
  }
  if (judgement.may_not_halt && !judgement.longest)
    return "SAFE ONLY IF SHUTDOWNCMD halts this machine: " + text_of(judgement.outcome);
  const bool is_one = judgement.decisive.size() == 1;
  return fmt::format("SAFE ONLY IF {}{} {} no longer than {}{}; the duration is not known.",
                     judgement.may_not_halt ? "SHUTDOWNCMD halts this machine and " : "",
                     list_text(judgement.decisive), is_one ? "takes" : "take",
                     duration_text(judgement.longest.value_or(Time(0))), is_one ? "" : " each");
}

std::vector<std::string> notes_of(const Judgement& judgement, const monitor::Settings& settings) {
  std::vector<std::string> out;
  for (const Note& note : judgement.notes) out.push_back(text_of(note, judgement, settings));
  return out;
}

}  // namespace upshid::rehearsal
