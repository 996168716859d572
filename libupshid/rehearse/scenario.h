#ifndef UPSHID_REHEARSE_SCENARIO_H
#define UPSHID_REHEARSE_SCENARIO_H

#include <upshid/result.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "monitor/settings.h"
#include "rehearse/rehearsal.h"

namespace upshid::rehearsal {

// What happens to the UPS and to the monitor.
enum class Happening : unsigned char {
  mains_off,
  mains_on,
  usb_lost,
  usb_back,
  test_begins,  // Of the battery: it discharges on line power.
  test_ends,
  kill,
  restart,
};

struct Step {
  Time at{};
  Happening what = Happening::mains_off;
};

// What has to come of it.
enum class Aim : unsigned char {
  halt,     // Mains do not come back: this machine has to be off before the battery is empty.
  stay_up,  // Nothing may be shut down.
  either,   // The power comes back too late: halted is right, as long as this machine starts again.
};

struct Scenario {
  std::string_view name;    // "last-moment".
  std::string_view title;   // "line power returns at the last moment".
  std::string_view begins;  // What the times count from: "the failure".
  Aim aim = Aim::halt;
  std::vector<Step> steps;             // In order of time.
  std::optional<Step> after_decision;  // `at` counts from the decision to shut down.
  std::optional<int> charge;           // Instead of the UPS's.
  bool is_new_start = false;           // The monitor's first reading is at 0.
};

// In the order in which they are told; "long" is the one without being asked.
std::vector<std::string_view> scenario_names();

// Some depend on what is set: a blip is over before the first timer. Errors: invalid_argument with
// the names there are.
Result<Scenario> scenario(std::string_view name, const monitor::Settings& settings);

// When the monitor is killed in the outage that was played, and back a moment later: before its
// first timer ends, and while it waits for commands before SHUTDOWNCMD.
std::vector<Step> kills_in(const Played& played);

}  // namespace upshid::rehearsal

#endif
