#ifndef UPSHID_NUT_SETTINGS_H
#define UPSHID_NUT_SETTINGS_H

// What the user's configuration says about the values shown. Filled from ups.conf by ups.cc.

#include <upshid/status.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace upshid::nut {

struct Settings {
  // KEY of a "setting:KEY=DEFAULT" row, value as text: offdelay, ondelay.
  std::vector<std::pair<std::string, std::string>> shown;
  std::optional<int>
      low_battery_percent;          // lowbatt: replaces battery.charge.low where there is one
  bool ignore_low_battery = false;  // ignorelb
  OnlineDischarge online_discharge = OnlineDischarge::online;
  std::vector<std::pair<std::string, std::string>> defaults;   // default.VARIABLE
  std::vector<std::pair<std::string, std::string>> overrides;  // override.VARIABLE
};

}  // namespace upshid::nut

#endif
