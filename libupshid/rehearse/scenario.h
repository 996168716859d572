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

// What a safe plan leads to.
enum class Aim : unsigned char {
  halt,     // Line power does not return: this machine has to be off before the battery is empty.
  stay_up,  // Nothing may be shut down.
  either,   // Line power returns late: halting is right if this machine starts again.
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

// In the order of --help; "long" is the default.
std::vector<std::string_view> scenario_names();

// Some depend on the settings: a blip is over before the first timer expires. Errors:
// invalid_argument, with the names of all.
Result<Scenario> scenario(std::string_view name, const monitor::Settings& settings);

// When the monitor is killed in the played outage, and restarted a moment later: before its first
// timer expires, and while it waits for commands before SHUTDOWNCMD.
std::vector<Step> kills_in(const Played& played);

}  // namespace upshid::rehearsal

#endif
