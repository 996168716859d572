#ifndef UPSHID_VIRTUAL_RATINGS_H
#define UPSHID_VIRTUAL_RATINGS_H

// The ratings of a UPS, and their names in a profile.

#include <string_view>

namespace upshid::virtual_ups {

struct Ratings {
  double active_power = 510;   // W
  double power_factor = 0.92;  // of the load, active to apparent power
  double nominal_voltage = 120;
  double mains_voltage = 121;  // V, at the start
  double frequency = 60;
  double battery_voltage = 12;  // nominal: blocks of 12 V in series
  double load = 20;             // percent, at the start
  double runtime_at_20 = 40;    // minutes at 20 % load
  double peukert = 1.6;         // runtime falls with this power of the load
  double runtime_step = 1;      // runtime is shown in multiples of this many seconds
  double recharge_time = 8;     // hours from empty to full
  double self_test_time = 4;    // s on battery
  double charge_limit = 10;     // percent: BelowRemainingCapacityLimit
  double charge_limit_min = 0;  // accepted limits: min..max in steps
  double charge_limit_max = 100;
  double charge_limit_step = 1;
  double runtime_limit = 300;  // s: RemainingTimeLimitExpired
  double low_transfer = 88;    // V
  double high_transfer = 139;
  double sensitivity = 1;
  double beeper = 2;
  double regulates = 0;  // 1: boosts and bucks
  double keeps_ac_present =
      0;  // 1: ACPresent stays set on battery (UT series, NUT pull request 811)
};

// One line `name number unit` of a profile; `unit` is "" for a bare number.
struct RatingRow {
  std::string_view name;
  std::string_view unit;
  double Ratings::*member;
  double min;
  double max;
};

// nullptr if there is no such rating.
const RatingRow* rating_named(std::string_view name);

}  // namespace upshid::virtual_ups

#endif
