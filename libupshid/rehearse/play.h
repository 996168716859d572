#ifndef UPSHID_REHEARSE_PLAY_H
#define UPSHID_REHEARSE_PLAY_H

#include <optional>
#include <string>
#include <vector>

#include "monitor/settings.h"
#include "rehearse/rehearsal.h"
#include "rehearse/scenario.h"

namespace upshid::rehearsal {

// Plays the scenario with the real monitor, in virtual time. UPSes other than the
// one of the premises stay on line power. `kills` are added to those of the scenario.
Played play(const monitor::Settings& settings, const Premises& premises, const Durations& durations,
            const Scenario& scenario, const std::vector<Step>& kills = {});

// Plays it again with the monitor killed and restored at each instant at which it did something,
// and just before, and compares what ran.
struct KillTrial {
  std::size_t instants = 0;
  struct Difference {
    Time killed_at{};
    std::vector<std::string> ran;
    std::vector<std::string> expected;
  };
  // The first; none: no command is lost or runs twice.
  std::optional<Difference> difference;
};
KillTrial try_kills(const monitor::Settings& settings, const Premises& premises,
                    const Durations& durations, const Scenario& scenario);

}  // namespace upshid::rehearsal

#endif
