#ifndef UPSHID_NUT_SETTINGS_H
#define UPSHID_NUT_SETTINGS_H

// The user's settings for variables, from ups.conf.

#include <upshid/status.h>

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace upshid::nut {

struct Settings {
  // KEY of a "setting:KEY=DEFAULT" row, value as text: offdelay, ondelay.
  std::vector<std::pair<std::string, std::string>> shown;
  std::optional<int> low_battery_percent;  // lowbatt: replaces battery.charge.low if there is one
  bool ignore_low_battery = false;         // ignorelb
  OnlineDischarge online_discharge = OnlineDischarge::online;
  std::chrono::seconds low_delay{};                            // lbrb_log_delay_sec
  bool low_delay_without_calibrating = false;                  // lbrb_log_delay_without_calibrating
  std::vector<std::pair<std::string, std::string>> defaults;   // default.VARIABLE
  std::vector<std::pair<std::string, std::string>> overrides;  // override.VARIABLE
};

}  // namespace upshid::nut

#endif
