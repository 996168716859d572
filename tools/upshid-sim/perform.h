#ifndef UPSHID_SIM_PERFORM_H
#define UPSHID_SIM_PERFORM_H

// The effect of each command on a simulation.

#include "upshid-sim/simulation.h"

namespace upshid::sim {

class Performer {
 public:
  Performer(Simulation& simulation, Ticket ticket, Instant now)
      : simulation_(simulation), ticket_(ticket), now_(now) {}

  std::optional<Reply> operator()(const verb::Mains& mains);
  std::optional<Reply> operator()(const verb::Charge& charge);
  std::optional<Reply> operator()(const verb::Load& load);
  std::optional<Reply> operator()(const verb::Plug& plug);
  std::optional<Reply> operator()(const verb::Unplug& unplug);
  std::optional<Reply> operator()(const verb::Drop& drop);
  std::optional<Reply> operator()(const verb::AddFault& fault);
  std::optional<Reply> operator()(const verb::Latency& latency);
  std::optional<Reply> operator()(const verb::Cycle& cycle);
  std::optional<Reply> operator()(const verb::Silent& silent);
  std::optional<Reply> operator()(const verb::CorruptDescriptor& corrupt);
  std::optional<Reply> operator()(const verb::Hang& hang);
  std::optional<Reply> operator()(const verb::Clear& clear);
  std::optional<Reply> operator()(const verb::Set& set);
  std::optional<Reply> operator()(const verb::Send& send);
  std::optional<Reply> operator()(const verb::Status& status);
  std::optional<Reply> operator()(const verb::Quit& quit);

 private:
  Reply done(const Result<void>& result);
  // Why the cable cannot be plugged or unplugged now; nullopt if it can.
  std::optional<Reply> busy() const;
  Unit& unit() { return *simulation_.opened_.unit; }

  Simulation& simulation_;
  Ticket ticket_;
  Instant now_;
};

}  // namespace upshid::sim

#endif
