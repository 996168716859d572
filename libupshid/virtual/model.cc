#include "virtual/model.h"

#include <algorithm>
#include <cmath>

namespace upshid::virtual_ups {

namespace {

constexpr double ticks_per_second = 10;
// EC850LCD: on battery about 1 to 2 s after the command.
constexpr std::int64_t test_start_ticks = 15;
// "0 = when mains returns (about 10 s after, if it returned early)" (NUT issue 578).
constexpr std::int64_t return_ticks = 100;
// The consumption of the UPS itself, at a load of 0 %.
constexpr double idle_load = 2;

std::int64_t ticks_of(double seconds) {
  return static_cast<std::int64_t>(std::llround(seconds * ticks_per_second));
}

double seconds_of(std::int64_t ticks) {
  return static_cast<double>(ticks) / ticks_per_second;
}

}  // namespace

Model::Model(const Ratings& ratings)
    : ratings_(ratings), mains_volts_(ratings.mains_voltage), load_(ratings.load) {}

void Model::set_charge(double percent) {
  charge_ = std::clamp(percent, 0.0, 100.0);
}

bool Model::mains_present() const {
  return mains_volts_ > 0 && mains_volts_ >= ratings_.low_transfer &&
         mains_volts_ <= ratings_.high_transfer;
}

void Model::step() {
  step_self_test();
  step_battery();
  step_timers();
}

bool Model::at_rest() const {
  const bool counting = shutdown_ticks_ >= 0 || startup_ticks_ >= 0 || test_ticks_ > 0;
  const bool battery_rests = mains_present() ? charge_ >= 100 : charge_ <= 0;
  const bool will_return =
      !output_on_ && mains_present() && (ran_empty_ || startup_ == Startup::on_mains);
  return !counting && battery_rests && !will_return;
}

void Model::step_battery() {
  if (!mains_present() || discharging()) {
    const double seconds = seconds_to_empty();
    const double used = charge_ <= 0 ? 0 : charge_ / (seconds * ticks_per_second);
    charge_ = std::max(0.0, charge_ - used);
    // Less than a hundredth of a tick is a rounding error.
    if (charge_ < 1e-9) charge_ = 0;
    if (charge_ <= 0 && output_on_ && !mains_present()) {
      output_on_ = false;
      ran_empty_ = true;
      shutdown_ticks_ = -1;
      startup_ticks_ = -1;
      mains_ticks_ = 0;
    }
    return;
  }
  charge_ = std::min(100.0, charge_ + 100 / (ratings_.recharge_time * 3600 * ticks_per_second));
}

void Model::step_self_test() {
  if (test_ticks_ == 0) return;
  --test_ticks_;
  if (!mains_present() || !output_on_) {
    test_ticks_ = 0;
    test_result_ = TestResult::aborted;
  } else if (test_ticks_ == 0) {
    test_result_ = TestResult::passed;
  }
}

// Both delays count from their own write. No public trace shows whether CyberPower counts the start
// from the write or from the cut; NUT asks for ondelay > offdelay, which only makes sense if from
// the write.
void Model::step_timers() {
  if (shutdown_ticks_ > 0) --shutdown_ticks_;
  if (shutdown_ticks_ == 0) switch_off();
  if (startup_ticks_ > 0) --startup_ticks_;
  if (startup_ticks_ == 0) {
    startup_ticks_ = -1;
    if (output_on_) {
      // It expired before the load was off: only the return of line power is left.
      startup_ = Startup::on_mains;
    } else {
      // Even without line power: OR500LCDRM1U, Value600ELCD, CP1500EPFCLCD (NUT issues 578, 625).
      switch_on();
    }
  }
  if (output_on_) return;
  mains_ticks_ = mains_present() ? mains_ticks_ + 1 : 0;
  if (mains_ticks_ >= return_ticks && (ran_empty_ || startup_ == Startup::on_mains)) switch_on();
}

void Model::switch_off() {
  shutdown_ticks_ = -1;
  output_on_ = false;
  mains_ticks_ = 0;
}

void Model::switch_on() {
  if (!alive()) return;
  output_on_ = true;
  ran_empty_ = false;
  startup_ = Startup::stay_off;
  startup_ticks_ = -1;
}

void Model::set(Quantity quantity, double value) {
  switch (quantity) {
    case Quantity::test:
      start_test(static_cast<int>(value));
      break;
    case Quantity::beeper:
      ratings_.beeper = value;
      break;
    case Quantity::delay_before_shutdown:
      start_shutdown(value);
      break;
    case Quantity::delay_before_startup:
      start_startup(value);
      break;
    case Quantity::sensitivity:
      ratings_.sensitivity = value;
      break;
    case Quantity::low_transfer:
      ratings_.low_transfer = value;
      break;
    case Quantity::high_transfer:
      ratings_.high_transfer = value;
      break;
    case Quantity::charge_limit:
      if (value >= ratings_.charge_limit_min && value <= ratings_.charge_limit_max &&
          std::fmod(value - ratings_.charge_limit_min, ratings_.charge_limit_step) == 0) {
        ratings_.charge_limit = value;
      }
      break;
    case Quantity::runtime_limit:
      ratings_.runtime_limit = value;
      break;
    default:
      break;
  }
}

// 1 quick, 2 deep, 3 stop. The deep test is as short as the quick one (EC850LCD).
void Model::start_test(int command) {
  if (command == 3 && test_ticks_ > 0) {
    test_ticks_ = 0;
    test_result_ = TestResult::aborted;
  }
  if ((command != 1 && command != 2) || test_ticks_ > 0) return;
  if (!mains_present() || !output_on_) return;
  test_length_ = ticks_of(ratings_.self_test_time);
  test_ticks_ = test_start_ticks + test_length_;
  test_result_ = TestResult::in_progress;
}

void Model::start_shutdown(double seconds) {
  shutdown_ticks_ = seconds < 0 ? -1 : ticks_of(seconds);
  if (shutdown_ticks_ == 0) switch_off();
}

void Model::start_startup(double seconds) {
  startup_ticks_ = seconds > 0 ? ticks_of(seconds) : -1;
  startup_ = seconds < 0 ? Startup::stay_off : seconds > 0 ? Startup::timed : Startup::on_mains;
  // load.on: at once, with line power and no delay.
  if (seconds == 0 && !output_on_ && mains_present()) switch_on();
}

// Peukert: the runtime falls with a power of the load. The charge falls evenly at a constant load.
double Model::seconds_to_empty() const {
  const double load = std::max(shown_load(), idle_load);
  const double full = ratings_.runtime_at_20 * 60 * std::pow(20 / load, ratings_.peukert);
  return full * charge_ / 100;
}

// Units show it in coarse steps: an EC850LCD at 23 % load alternates between 1000, 1175 and 1350 s.
double Model::shown_runtime() const {
  const double step = ratings_.runtime_step;
  return std::floor(seconds_to_empty() / step) * step;
}

bool Model::below_limit() const {
  return std::floor(charge_) < ratings_.charge_limit;
}

bool Model::boosting() const {
  return ratings_.regulates != 0 && mains_present() &&
         mains_volts_ < 0.92 * ratings_.nominal_voltage;
}

bool Model::bucking() const {
  return ratings_.regulates != 0 && mains_present() &&
         mains_volts_ > 1.08 * ratings_.nominal_voltage;
}

// Per block of 12 V: 13.6 V in float; on battery 12.8 V minus the drop by the load, down to about
// 10.5 V when empty.
double Model::battery_voltage() const {
  const double blocks = ratings_.battery_voltage / 12;
  const double full = charge_ / 100;
  if (mains_present() && !discharging()) return blocks * (12.4 + 1.2 * full);
  return blocks * (12.8 - 0.9 * shown_load() / 100 - 1.7 * (1 - full));
}

double Model::output_voltage() const {
  if (!output_on_) return 0;
  if (discharging()) return ratings_.nominal_voltage;
  return boosting() ? mains_volts_ * 1.12 : bucking() ? mains_volts_ * 0.88 : mains_volts_;
}

double Model::value(Quantity quantity) const {
  const double watts = ratings_.active_power * shown_load() / 100;
  const auto counting = [](std::int64_t ticks) { return ticks < 0 ? -1.0 : seconds_of(ticks); };
  switch (quantity) {
    case Quantity::constant:
      return 0;
    case Quantity::charge:
      return std::floor(charge_);
    case Quantity::runtime:
      return shown_runtime();
    case Quantity::load:
      return std::round(shown_load());
    case Quantity::active_power:
      return watts;
    case Quantity::apparent_power:
      return watts / ratings_.power_factor;
    case Quantity::input_voltage:
      return mains_volts_;
    case Quantity::output_voltage:
      return output_voltage();
    case Quantity::battery_voltage:
      return battery_voltage();
    case Quantity::input_frequency:
      return mains_volts_ > 0 ? ratings_.frequency : 0;
    case Quantity::output_frequency:
      return output_on_ ? ratings_.frequency : 0;
    case Quantity::ac_present:
      return mains_present() || ratings_.keeps_ac_present != 0 ? 1 : 0;
    case Quantity::charging:
      return mains_present() && !discharging() && charge_ < 100 ? 1 : 0;
    case Quantity::discharging:
      return discharging() ? 1 : 0;
    case Quantity::fully_charged:
      return charge_ >= 100 ? 1 : 0;
    case Quantity::below_charge_limit:
      return below_limit() ? 1 : 0;
    case Quantity::runtime_limit_expired:
      return on_battery() && seconds_to_empty() < ratings_.runtime_limit ? 1 : 0;
    case Quantity::overload:
      return shown_load() > 100 ? 1 : 0;
    case Quantity::boost:
      return boosting() ? 1 : 0;
    case Quantity::buck:
      return bucking() ? 1 : 0;
    case Quantity::shutdown_imminent:
      return on_battery() && seconds_to_empty() < 60 ? 1 : 0;
    case Quantity::test:
      return static_cast<double>(test_result_);
    case Quantity::beeper:
      return ratings_.beeper;
    case Quantity::delay_before_shutdown:
      return counting(shutdown_ticks_);
    case Quantity::delay_before_startup:
      return startup_ == Startup::on_mains ? 0 : counting(startup_ticks_);
    case Quantity::sensitivity:
      return ratings_.sensitivity;
    case Quantity::low_transfer:
      return ratings_.low_transfer;
    case Quantity::high_transfer:
      return ratings_.high_transfer;
    case Quantity::charge_limit:
      return ratings_.charge_limit;
    case Quantity::runtime_limit:
      return ratings_.runtime_limit;
  }
  return 0;
}

std::uint32_t Model::flags() const {
  std::uint32_t all = 0;
  for (auto q = static_cast<unsigned>(Quantity::ac_present);
       q <= static_cast<unsigned>(Quantity::test); ++q) {
    all = all << 1 | (value(static_cast<Quantity>(q)) == 1 ? 1U : 0U);
  }
  return all << 4 | static_cast<std::uint32_t>(test_result_);
}

}  // namespace upshid::virtual_ups
