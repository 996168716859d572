#include "rehearse/battery.h"

#include <algorithm>
#include <cmath>

namespace upshid::rehearsal {

namespace {

constexpr Time recharge_time = std::chrono::hours(8);

}  // namespace

Battery::Battery(const Premises& premises)
    : first_left_(premises.runtime * (100 - premises.margin) / 100),
      first_charge_(premises.charge),
      full_(first_left_ * 100 / first_charge_),
      left_(first_left_),
      margin_(premises.margin),
      charge_low_(premises.charge_low),
      runtime_low_(premises.runtime_low) {}

void Battery::drain(Time time) {
  left_ = std::max(left_ - time, Time::zero());
}

void Battery::recharge(Time time) {
  // Fractions of a millisecond are kept for the next time.
  charged_ += full_.count() * time.count();
  left_ = std::min(left_ + Time(charged_ / recharge_time.count()), full_);
  charged_ %= recharge_time.count();
}

int Battery::charge() const {
  return static_cast<int>(exact_charge() + 1e-6);
}

double Battery::exact_charge() const {
  if (left_ >= full_) return is_empty() ? 0 : 100;
  return static_cast<double>(left_.count()) * first_charge_ /
         static_cast<double>(first_left_.count());
}

Time Battery::shown_runtime() const {
  return left_ * 100 / (100 - margin_);
}

bool Battery::is_low(bool on_battery) const {
  return charge() < charge_low_ || (on_battery && shown_runtime() < runtime_low_);
}

Time runtime_at(Time runtime, int load, int other_load) {
  const double ratio = static_cast<double>(load) / other_load;
  const double factor = ratio < 1 ? std::pow(ratio, 1.6) : ratio;
  const double seconds = std::floor(static_cast<double>(runtime.count()) / 1000 * factor);
  return std::chrono::seconds(static_cast<std::int64_t>(seconds));
}

}  // namespace upshid::rehearsal
