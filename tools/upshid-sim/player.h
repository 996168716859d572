#ifndef UPSHID_SIM_PLAYER_H
#define UPSHID_SIM_PLAYER_H

// Performs the commands of a scenario at their times.

#include <optional>
#include <vector>

#include "upshid-sim/scenario.h"
#include "upshid-sim/simulation.h"

namespace upshid::sim {

class Player {
 public:
  // `log` gets each command when it is performed.
  Player(std::vector<ScenarioLine> lines, Simulation& simulation, Log log);

  // Errors: of a failed command; `where` is file:line. No more commands are performed then.
  Result<void> advance(Instant now);
  std::optional<Instant> next_deadline() const;
  bool at_end() const { return next_ == lines_.size(); }
  // The last line, to which a late answer belongs.
  Result<void> judge(const Reply& reply);

 private:
  std::vector<ScenarioLine> lines_;
  Simulation& simulation_;
  Log log_;
  std::size_t next_ = 0;
};

// The scenario's ticket; clients of the control socket have others.
inline constexpr Ticket scenario_ticket = 0;

}  // namespace upshid::sim

#endif
