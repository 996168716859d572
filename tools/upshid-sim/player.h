#ifndef UPSHID_SIM_PLAYER_H
#define UPSHID_SIM_PLAYER_H

// Gives a scenario's commands to a simulation when their time has come.

#include <optional>
#include <vector>

#include "upshid-sim/scenario.h"
#include "upshid-sim/simulation.h"

namespace upshid::sim {

class Player {
 public:
  // `log` gets each command as it is given.
  Player(std::vector<ScenarioLine> lines, Simulation& simulation, Log log);

  // An error is a command that could not be carried out: `where` is file:line. No more are given
  // then.
  Result<void> advance(Instant now);
  std::optional<Instant> next_deadline() const;
  bool at_end() const { return next_ == lines_.size(); }
  // The line that asked last: whom a late answer belongs to.
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
