#include "virtual/ratings.h"

#include <algorithm>
#include <array>

namespace upshid::virtual_ups {

namespace {

// The limits only keep the model's divisions and durations finite.
constexpr std::array rows = std::to_array<RatingRow>({
    {"rated-active-power", "W", &Ratings::active_power, 1, 100000},
    {"power-factor", "", &Ratings::power_factor, 0.1, 1},
    {"nominal-voltage", "V", &Ratings::nominal_voltage, 1, 1000},
    {"mains-voltage", "V", &Ratings::mains_voltage, 0, 1000},
    {"frequency", "Hz", &Ratings::frequency, 1, 100},
    {"battery-nominal-voltage", "V", &Ratings::battery_voltage, 6, 1000},
    {"load", "%", &Ratings::load, 0, 200},
    {"runtime-at-20-percent", "min", &Ratings::runtime_at_20, 0.1, 100000},
    {"peukert", "", &Ratings::peukert, 1, 3},
    {"runtime-step", "s", &Ratings::runtime_step, 1, 3600},
    {"recharge-time", "h", &Ratings::recharge_time, 0.01, 1000},
    {"self-test-time", "s", &Ratings::self_test_time, 1, 3600},
    {"charge-limit", "%", &Ratings::charge_limit, 0, 100},
    {"charge-limit-min", "%", &Ratings::charge_limit_min, 0, 100},
    {"charge-limit-max", "%", &Ratings::charge_limit_max, 0, 100},
    {"charge-limit-step", "%", &Ratings::charge_limit_step, 1, 100},
    {"runtime-limit", "s", &Ratings::runtime_limit, 0, 65535},
    {"low-transfer", "V", &Ratings::low_transfer, 0, 1000},
    {"high-transfer", "V", &Ratings::high_transfer, 0, 1000},
    {"sensitivity", "", &Ratings::sensitivity, 0, 2},
    {"beeper", "", &Ratings::beeper, 1, 3},
    {"regulates", "", &Ratings::regulates, 0, 1},
    {"keeps-ac-present", "", &Ratings::keeps_ac_present, 0, 1},
});

}  // namespace

const RatingRow* rating_named(std::string_view name) {
  const auto* at = std::ranges::find(rows, name, &RatingRow::name);
  return at == rows.end() ? nullptr : at;
}

}  // namespace upshid::virtual_ups
