#ifndef UPSHID_NUT_LOW_BATTERY_DELAY_H
#define UPSHID_NUT_LOW_BATTERY_DELAY_H

// lbrb_log_delay_sec of ups.conf. APC's BX units report a low battery and one to be replaced for
// two seconds now and then while they calibrate, with line power present (NUT issue 2347). LB and
// RB count once they have been reported for as long as the user says. On battery they count at
// once: a shutdown may not be missed.

#include <upshid/status.h>
#include <upshid/units.h>

#include <optional>
#include <span>

#include "nut/settings.h"

namespace upshid::nut {

class LowBatteryDelay {
 public:
  explicit LowBatteryDelay(const Settings& settings) : settings_(settings) {}

  // Clears the conditions that do not count yet.
  void apply(Conditions& is, Instant now);
  // When they will, if the device goes on reporting them.
  std::optional<Instant> until() const { return until_; }

 private:
  struct Watched {
    std::optional<Instant> since;
    bool counts = false;
  };
  bool may_hold_back(const Conditions& is) const;
  void look_at(Watched& watched, std::span<const Condition> conditions, bool hold_back,
               Conditions& is, Instant now);

  const Settings& settings_;
  Watched low_;
  Watched replace_;
  std::optional<Instant> until_;
};

}  // namespace upshid::nut

#endif
