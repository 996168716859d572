#ifndef UPSHID_SIM_INTERRUPT_QUEUE_H
#define UPSHID_SIM_INTERRUPT_QUEUE_H

// Which input report goes out next over the interrupt endpoint, and when: what changed first, then
// the unit's cycle. A full-speed host asks once every bInterval, and each time one packet of 8
// bytes can come.

#include <upshid/units.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "upshid-sim/unit.h"

namespace upshid::sim {

// How often the cycle's next report comes. No public trace tells it (assumed); a reader that waited
// 250 ms often got none (AVRG750U, NUT issue 542).
inline constexpr std::chrono::milliseconds default_cycle{1000};

class InterruptQueue {
 public:
  explicit InterruptQueue(Unit& unit);

  void plugged(Instant now);
  // Fetches what the unit has to say. `heard`: somebody is asking. While nobody is, a report takes
  // the place of an older one of its id: firmware builds a report when there is room to send it.
  void collect(Instant now, bool heard);
  // A report that the unit would not send by itself.
  void push(Bytes report, Instant now);

  // The report that has arrived at the host by now, or as much of it as `most` bytes hold: the rest
  // comes with the next transfer.
  std::optional<Bytes> take(Instant now, std::size_t most);
  // When take() will have something.
  std::optional<Instant> next_deadline() const;

  // Silent: nothing is sent, and what would have been is forgotten.
  void set_silent(bool silent);
  bool silent() const { return silent_; }
  // 0: only changes.
  void set_cycle(std::chrono::nanoseconds period, Instant now);
  std::chrono::nanoseconds cycle() const { return cycle_; }

 private:
  void repeat(Instant now);

  Unit& unit_;
  std::deque<Bytes> reports_;
  std::chrono::nanoseconds interval_;
  std::chrono::nanoseconds cycle_ = default_cycle;
  Instant free_at_{};  // the first slot that no packet has taken
  Instant cycle_due_{};
  std::size_t turn_ = 0;  // in the unit's cycle
  bool silent_ = false;
};

}  // namespace upshid::sim

#endif
