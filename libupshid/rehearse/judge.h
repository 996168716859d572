#ifndef UPSHID_REHEARSE_JUDGE_H
#define UPSHID_REHEARSE_JUDGE_H

// Was everything off before the battery was empty?

#include <optional>
#include <string>
#include <vector>

#include "monitor/settings.h"
#include "rehearse/rehearsal.h"
#include "rehearse/scenario.h"

namespace upshid::rehearsal {

enum class Level : unsigned char {
  safe,
  depends,     // Safe if the commands of unknown duration are quick enough, and SHUTDOWNCMD halts.
  stays_off,   // Halted in time, but nothing starts this machine when line power returns.
  not_proved,  // Reading does not tell what a command does, or the files have an error.
  not_safe,
};

// "safe", "depends", "stays off", "not proved", "not safe".
std::string_view name_of(Level level);

// Why this machine stays off when line power returns.
enum class StaysOff : unsigned char {
  no_flag,           // No POWERDOWNFLAG in upsmon.conf.
  flag_not_written,  // A script halts this machine, not SHUTDOWNCMD.
  untested,          // The command that cuts the UPS's output is not known to work.
  no_command,        // The UPS has none that cuts its output.
  no_cut,            // A negative offdelay.
  no_start,          // A negative ondelay.
  no_usb,
};

// What happens to this machine, or what goes wrong, with those of the facts below that are named.
struct Outcome {
  enum class Kind : unsigned char {
    off,               // `at`, `span` before the battery is empty.
    off_with_power,    // `at`, although line power is back since `since`.
    off_low_at_start,  // `at`: the battery was low from the beginning.
    nothing_shut_down,
    no_shutdown_command,
    no_halt,  // SHUTDOWNCMD does not halt this machine.
    stays_up,
    // Faults.
    halts_too_slowly,       // The battery is empty `at`, `span` too early.
    falls_without_command,  // `at`
    falls_while_up,         // `at`: SHUTDOWNCMD does not halt this machine.
    falls_waiting,          // `at`; for commands, since `since`.
    falls_undecided,        // `at`
    cut_off,                // `commands`, after `times`.
    needless,               // `commands` shut something down.
    may_be_needless,        // `commands` may, by `unproved`.
    misread,                // Judgement::fault
    differs_after_kill,     // Killed `at`, the monitor runs `commands` instead of `others`.
  };
  Kind kind = Kind::off;
  Time at{};
  Time since{};
  Time span{};
  std::vector<std::string> commands{};
  std::vector<Time> times{};
  std::vector<std::string> others{};
  std::optional<check::Unproved> unproved{};
};

struct Note {
  enum class Kind : unsigned char {
    at_once,    // If commands finish at once: `outcome`.
    no_time,    // If the decisive ones take no time: `outcome`.
    longest,    // If they take `time`: `outcome`.
    measure,    // Measure them, and use --script-time.
    stays_off,  // `why`
    may_stay_off,
    starts_again,  // `time`
    output_off,    // `time`
    waits,         // SHUTDOWNCMD, for `time`.
    may_not_halt,  // SHUTDOWNCMD, by `unproved` of `outcome`.
    kills,         // The monitor may be killed at `count` instants.
  };
  Kind kind = Kind::at_once;
  Outcome outcome{};
  Time time{};
  StaysOff why = StaysOff::no_flag;
  std::size_t count = 0;
};

struct Judgement {
  Level level = Level::safe;
  Outcome outcome;
  std::vector<Note> notes;
  // How long each command of unknown duration may take, if that decides.
  std::optional<Time> longest;
  std::vector<std::string> decisive;  // Those commands, and
  bool is_first_shutdown = false;     // is the first of them SHUTDOWNCMD?
  bool may_not_halt = false;          // SHUTDOWNCMD, for all that reading tells.
  std::optional<std::string> fault;   // As in Durations.
  std::vector<std::string> unknown;   // Names of commands of unknown duration that run.
};

// Its name for people: the program of SHUTDOWNCMD, if that is not the system's.
std::string shown_name(const Command& command);

struct Trial {
  Played slow;   // Commands of unknown duration take as long as the monitor may wait for them.
  Played quick;  // They take no time.
  Judgement judgement;
};

// Plays the scenario, including the kills of "monitor-killed", as often as a judgement needs.
// `durations.unknown` is not used.
Trial rehearse(const monitor::Settings& settings, const Premises& premises,
               const Durations& durations, const Scenario& scenario);

}  // namespace upshid::rehearsal

#endif
