#ifndef UPSHID_SIM_FUNCTION_H
#define UPSHID_SIM_FUNCTION_H

// The device at the end of the cable: takes the host's commands, answers when it is time. Pure: the
// clock is passed in, bytes come out.

#include <upshid/units.h>

#include <deque>
#include <functional>
#include <optional>
#include <string_view>

#include "upshid-sim/control_request.h"
#include "upshid-sim/interrupt_queue.h"
#include "upshid-sim/usbip.h"

namespace upshid::sim {

// A line of the log: when, which way ("in", "out", "--"), what.
using Log = std::function<void(Instant, std::string_view direction, std::string_view text)>;

class Function {
 public:
  Function(Unit& unit, FaultTable& faults, Log log);

  // A new life on the bus: no configuration, nothing asked yet.
  void plugged(Instant now);
  // Reads of the report descriptor that will be corrupt in the next life.
  void corrupt_next_life(unsigned reads) { corrupt_next_life_ = reads; }

  void take(const usbip::Command& command, Instant now);
  // Answers what is due.
  void advance(Instant now);
  // When advance() has something to do if nobody acts before.
  std::optional<Instant> next_deadline() const;

  // Bytes for the host since the last call.
  Bytes take_output();
  // A fault let the device drop off the bus; true once.
  bool take_gone();

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

  // Endpoint 0 does one transfer at a time: who comes later waits, also for one without answer.
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
