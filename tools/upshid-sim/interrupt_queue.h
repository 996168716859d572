#ifndef UPSHID_SIM_INTERRUPT_QUEUE_H
#define UPSHID_SIM_INTERRUPT_QUEUE_H

// The order and the time of input reports on the interrupt endpoint: changes first, then the cycle
// of the unit. A full-speed host polls once every bInterval, for one packet of 8 bytes.

#include <upshid/units.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "upshid-sim/unit.h"

namespace upshid::sim {

// The interval of the cycle. Assumed, because no public trace shows it; a reader that waited 250 ms
// often received none (AVRG750U, NUT issue 542).
inline constexpr std::chrono::milliseconds default_cycle{1000};

class InterruptQueue {
 public:
  explicit InterruptQueue(Unit& unit);

  void plugged(Instant now);
  // Fetches reports of the unit. `heard`: the host is polling. Otherwise a report replaces an older
  // one with its ID: firmware builds a report when there is room to send it.
  void collect(Instant now, bool heard);
  // A report that the unit does not send by itself.
  void push(Bytes report, Instant now);

  // The report that has arrived at the host, up to `max` bytes: the rest is in the next transfer.
  std::optional<Bytes> take(Instant now, std::size_t max);
  // When take() will return a report.
  std::optional<Instant> next_deadline() const;

  // While silent, reports are dropped.
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
  Instant free_at_{};  // the next free slot
  Instant cycle_due_{};
  std::size_t turn_ = 0;  // in the unit's cycle
  bool silent_ = false;
};

}  // namespace upshid::sim

#endif
