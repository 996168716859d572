#include <algorithm>

#include "rehearse/play.h"

namespace upshid::rehearsal {

namespace {

using std::chrono::seconds;

bool is_same(const Command& a, const Command& b, bool with_time) {
  return a.argv == b.argv && a.environment == b.environment && (!with_time || a.began == b.began);
}

std::vector<std::string> names_of(const Played& played) {
  std::vector<std::string> names;
  for (const Command& command : played.commands) names.push_back(command.name);
  return names;
}

}  // namespace

KillTrial try_kills(const monitor::Settings& settings, const Premises& premises,
                    const Durations& durations, const Scenario& scenario) {
  const Played whole = play(settings, premises, durations, scenario);
  KillTrial trial;
  for (const Time at : whole.active) {
    // Restarted after the events of this instant; and killed before them.
    for (const auto& [killed, back] :
         {std::pair(at, at), std::pair(at - Time(1), at + seconds(1))}) {
      if (killed < Time(0)) continue;
      ++trial.instants;
      const Played again = play(settings, premises, durations, scenario,
                                {{killed, Happening::kill}, {back, Happening::restart}});
      const bool at_once = killed == back;
      const bool same = std::equal(
          again.commands.begin(), again.commands.end(), whole.commands.begin(),
          whole.commands.end(),
          [at_once](const Command& a, const Command& b) { return is_same(a, b, at_once); });
      if (!same && !trial.difference)
        trial.difference = KillTrial::Difference{killed, names_of(again), names_of(whole)};
    }
  }
  return trial;
}

}  // namespace upshid::rehearsal
