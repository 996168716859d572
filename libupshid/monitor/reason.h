#ifndef UPSHID_MONITOR_REASON_H
#define UPSHID_MONITOR_REASON_H

#include <cstdint>
#include <string>
#include <vector>

namespace upshid::monitor {

// Why a UPS no longer holds up what it feeds.
enum class Cause : unsigned char {
  forced,         // The UPS reports FSD.
  administrator,  // Somebody asked for it: upsmon -c fsd. Of no UPS.
  low_battery,    // OB LB.
  off,
  charge,            // On battery, `value` % where SHUTDOWN_CHARGE is `limit` %.
  runtime,           // On battery, `value` s where SHUTDOWN_RUNTIME is `limit` s.
  runtime_estimate,  // The same without communication, counted down to `limit` s.
  on_battery,        // For `limit` s.
  // Communication was lost, and the last status was
  lost_on_battery,
  lost_with_little_runtime,
  lost_in_calibration,
  lost_on_bypass,
  lost_while_off,
  lost_with_alarm,
  lost_while_overloaded,
};

struct Reason {
  Cause cause = Cause::forced;
  std::int64_t value = 0;
  std::int64_t limit = 0;
  friend bool operator==(const Reason&, const Reason&) = default;
};

struct CriticalUps {
  std::string ups;  // As MONITOR calls it; empty: none in particular.
  Reason reason;
  friend bool operator==(const CriticalUps&, const CriticalUps&) = default;
};
using CriticalUpses = std::vector<CriticalUps>;

}  // namespace upshid::monitor

#endif
