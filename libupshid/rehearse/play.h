#ifndef UPSHID_REHEARSE_PLAY_H
#define UPSHID_REHEARSE_PLAY_H

#include <optional>
#include <string>
#include <vector>

#include "monitor/settings.h"
#include "rehearse/rehearsal.h"
#include "rehearse/scenario.h"

namespace upshid::rehearsal {

// Plays the scenario against the monitor itself, with a clock turned by hand. UPSes other than the
// one of the premises stay on line power. `kills` are added to what the scenario has.
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
  // The first; none: nothing is lost, nothing is doubled.
  std::optional<Difference> difference;
};
KillTrial try_kills(const monitor::Settings& settings, const Premises& premises,
                    const Durations& durations, const Scenario& scenario);

}  // namespace upshid::rehearsal

#endif
