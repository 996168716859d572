#ifndef UPSHID_REHEARSE_WORLD_H
#define UPSHID_REHEARSE_WORLD_H

// The UPS of a rehearsal: line power, battery, USB cable, and the readings of them.

#include <optional>
#include <string>
#include <string_view>

#include "monitor/status_events.h"
#include "rehearse/battery.h"
#include "rehearse/scenario.h"

namespace upshid::rehearsal {

class World {
 public:
  explicit World(const Premises& premises) : premises_(premises), battery_(premises) {}

  // Advances time.
  void advance(Time now);
  // Not for steps that concern the monitor.
  What happen(Happening what);
  void cut_output() { output_on_ = false; }
  void restore_output() { output_on_ = true; }

  bool mains() const { return mains_; }
  bool output_on() const { return output_on_; }
  bool is_draining() const { return output_on_ && (!mains_ || testing_); }
  const Battery& battery() const { return battery_; }
  bool is_low() const { return battery_.is_low(!mains_); }
  // Why it is.
  What why_low() const;

  // Nothing while USB is lost, or when the battery is empty.
  std::optional<monitor::Reading> reading() const;
  Status status() const;

 private:
  Premises premises_;
  Battery battery_;
  Time now_{};
  bool mains_ = true;
  bool testing_ = false;
  BatteryTest test_ = BatteryTest::none;
  bool usb_ = true;
  bool output_on_ = true;
};

}  // namespace upshid::rehearsal

#endif
