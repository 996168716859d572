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
  depends,    // Safe if commands whose time is not known are quick enough.
  stays_off,  // Halted in time, but nothing starts this machine when line power returns.
  not_safe,
};

// "safe", "depends", "stays off", "not safe".
std::string_view name_of(Level level);

struct Judgement {
  Level level = Level::safe;
  std::string headline;            // "SAFE: ...".
  std::vector<std::string> notes;  // Sentences.
  // How long each command of unknown time may take, where that decides.
  std::optional<Time> longest;
  std::vector<std::string> unknown;  // Names of commands that run and whose time is not known.
};

struct Trial {
  Played slow;   // Commands of unknown time take as long as the monitor may wait for them.
  Played quick;  // They take no time.
  Judgement judgement;
};

// Plays the scenario, the kills of "monitor-killed" included, as often as it takes to judge.
// `durations.unknown` is not looked at.
Trial rehearse(const monitor::Settings& settings, const Premises& premises,
               const Durations& durations, const Scenario& scenario);

}  // namespace upshid::rehearsal

#endif
