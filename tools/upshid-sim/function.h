#ifndef UPSHID_SIM_FUNCTION_H
#define UPSHID_SIM_FUNCTION_H

// The USB device: receives the host's commands and answers when it is time. Without I/O and clock.

#include <upshid/units.h>

#include <deque>
#include <functional>
#include <optional>
#include <string_view>

#include "upshid-sim/control_request.h"
#include "upshid-sim/interrupt_queue.h"
#include "upshid-sim/usbip.h"

namespace upshid::sim {

// A line of the log: time, direction ("in", "out", "--"), text.
using Log = std::function<void(Instant, std::string_view direction, std::string_view text)>;

class Function {
 public:
  Function(Unit& unit, FaultTable& faults, Log log);

  // Plugged in again: no configuration, no requests.
  void plugged(Instant now);
  // The number of corrupt reads of the report descriptor when it is plugged in next.
  void corrupt_next_life(unsigned reads) { corrupt_next_life_ = reads; }

  void take(const usbip::Command& command, Instant now);
  // Answers what is due.
  void advance(Instant now);
  // When advance() has something to do next.
  std::optional<Instant> next_deadline() const;

  // Bytes for the host since the last call.
  Bytes take_output();
  // True, once, after a fault made the device leave the bus.
  bool take_disconnect();

  void set_latency(std::chrono::nanoseconds latency) { latency_ = latency; }
  std::chrono::nanoseconds latency() const { return latency_; }
  InterruptQueue& interrupts() { return interrupts_; }
  const InterruptQueue& interrupts() const { return interrupts_; }
  std::uint64_t control_transfers() const { return control_transfers_; }
  std::uint64_t interrupt_transfers() const { return interrupt_transfers_; }

 private:
  void submit(const usbip::Submit& submit, Instant now);
  void unlink(const usbip::Unlink& unlink, Instant now);
  void restart_controls(Instant now);
  void answer_control(Instant now);
  void answer_interrupts(Instant now);
  void reply(const usbip::Submit& submit, usbip::Status status, const Bytes& data);
  void log_control(const usbip::Submit& submit, std::string_view result, Instant now) const;

  // Endpoint 0 does one transfer at a time: later ones wait, even for one that is never answered.
  struct Control {
    usbip::Submit submit;
    Instant due;
    bool mute = false;  // will never be answered
  };

  Unit& unit_;
  FaultTable& faults_;
  Log log_;
  FunctionState state_;
  unsigned corrupt_next_life_ = 0;
  std::chrono::nanoseconds latency_{};
  std::deque<Control> controls_;
  std::deque<usbip::Submit> interrupt_requests_;
  InterruptQueue interrupts_;
  Bytes output_;
  bool gone_ = false;
  std::uint64_t control_transfers_ = 0;
  std::uint64_t interrupt_transfers_ = 0;
};

}  // namespace upshid::sim

#endif
