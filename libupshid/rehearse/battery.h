#ifndef UPSHID_REHEARSE_BATTERY_H
#define UPSHID_REHEARSE_BATTERY_H

// A battery that falls evenly, so that it lasts as long as the UPS says less a margin. A real one
// does not: it falls faster at its end, and the UPS corrects itself as it goes.

#include "rehearse/rehearsal.h"

namespace upshid::rehearsal {

class Battery {
 public:
  explicit Battery(const Premises& premises);

  void drain(Time time);
  // A flat battery is full after 8 hours, as usual with lead and acid.
  void recharge(Time time);

  // As the UPS shows it: the charge is true, rounded down. The runtime is longer than what is left
  // by the margin.
  int charge() const;
  double exact_charge() const;
  Time shown_runtime() const;
  // Until it is empty, at the load of now.
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

// What a runtime at this load would be at another, both in percent. Less load is counted in
// proportion. More costs more than that: the runtimes that makers print fall with about the load's
// power of 1.6.
Time runtime_at(Time runtime, int load, int other_load);

}  // namespace upshid::rehearsal

#endif
