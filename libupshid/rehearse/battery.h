#ifndef UPSHID_REHEARSE_BATTERY_H
#define UPSHID_REHEARSE_BATTERY_H

// A battery that discharges evenly for the runtime that the UPS reports, less a margin. A real one
// discharges faster at its end, and the UPS corrects its runtime meanwhile.

#include "rehearse/rehearsal.h"

namespace upshid::rehearsal {

class Battery {
 public:
  explicit Battery(const Premises& premises);

  void drain(Time time);
  // An empty battery is full after 8 hours, as is usual for lead-acid batteries.
  void recharge(Time time);

  // As the UPS reports them: the charge is exact, rounded down; the runtime is too long by the
  // margin.
  int charge() const;
  double exact_charge() const;
  Time shown_runtime() const;
  // Until it is empty, at the present load.
  Time left() const { return left_; }
  bool is_empty() const { return left_ <= Time::zero(); }
  // By its charge; and on battery by its runtime, as CyberPower does.
  bool is_low(bool on_battery) const;

 private:
  Time first_left_;
  int first_charge_;
  Time full_;
  Time left_;
  std::int64_t charged_ = 0;
  int margin_;
  int charge_low_;
  Time runtime_low_;
};

// Converts a runtime at one load to another load, both in percent. Less load is counted in
// proportion. More costs more than that: the runtimes that makers print fall with about the load's
// power of 1.6.
Time runtime_at(Time runtime, int load, int other_load);

}  // namespace upshid::rehearsal

#endif
