#include "rehearse/scenario.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace upshid::rehearsal {

namespace {

using std::chrono::seconds;
using enum Happening;

// CyberPower drops off the bus for 0.2 s when it switches (NUT issues 1986, 2742).
constexpr Time usb_drop{200};

// Over before the first timer expires.
Time blip_length(const monitor::Settings& settings) {
  Time length = seconds(5);
  for (const PlanLine& line : settings.plan) {
    if (line.starts_timer() && line.type == NotifyType::onbatt && line.delay > seconds(0))
      length = std::min(length, Time(line.delay) / 2);
  }
  return length;
}

Scenario blip(const monitor::Settings& settings) {
  return {"blip",
          "a blip: line power returns after a few seconds",
          "the failure",
          Aim::stay_up,
          {{Time(0), mains_off}, {blip_length(settings), mains_on}},
          {},
          {},
          false};
}

Scenario flicker(const monitor::Settings& /*settings*/) {
  std::vector<Step> steps;
  for (int i = 0; i < 5; ++i) {
    steps.push_back({seconds(7 * i), mains_off});
    steps.push_back({seconds(7 * i + 3), mains_on});
  }
  return {"flicker",
          "line power flickers: five short failures in a row",
          "the failure",
          Aim::stay_up,
          std::move(steps),
          {},
          {},
          false};
}

Scenario long_outage(const monitor::Settings& /*settings*/) {
  return {"long",
          "a long outage: line power fails and does not return",
          "the failure",
          Aim::halt,
          {{Time(0), mains_off}},
          {},
          {},
          false};
}

Scenario last_moment(const monitor::Settings& /*settings*/) {
  return {"last-moment",
          "line power returns at the last moment, just after the decision to shut down",
          "the failure",
          Aim::either,
          {{Time(0), mains_off}},
          Step{seconds(1), mains_on},
          {},
          false};
}

Scenario usb_drop_at_transfer(const monitor::Settings& settings) {
  const Time back = blip_length(settings);
  return {"usb-drop",
          "the UPS drops off USB for 0.2 s whenever it switches, in an outage of a few seconds",
          "the failure",
          Aim::stay_up,
          {{Time(0), mains_off},
           {Time(0), usb_lost},
           {usb_drop, usb_back},
           {back, mains_on},
           {back, usb_lost},
           {back + usb_drop, usb_back}},
          {},
          {},
          false};
}

// EC850LCD: ACPresent and Discharging are both set, for about 4 s.
Scenario battery_test(const monitor::Settings& /*settings*/) {
  return {"battery-test",
          "a battery test: the UPS runs on battery for 4 s while line power is present",
          "the test",
          Aim::stay_up,
          {{Time(0), test_begins}, {seconds(4), test_ends}},
          {},
          {},
          false};
}

Scenario monitor_killed(const monitor::Settings& settings) {
  Scenario out = long_outage(settings);
  out.name = "monitor-killed";
  out.title = "a long outage in which the monitor is killed and restarted";
  return out;
}

// CP850PFCLCDa: OL CHRG LB with 2 % (NUT issue 3261).
Scenario low_on_mains(const monitor::Settings& /*settings*/) {
  return {"low-on-mains",
          "line power is back and the charge is 2 %: this machine has just started",
          "the start",
          Aim::stay_up,
          {},
          {},
          2,
          true};
}

Scenario comms_lost(const monitor::Settings& /*settings*/) {
  return {"comms-lost",
          "a long outage in which the USB connection is lost after 20 s",
          "the failure",
          Aim::halt,
          {{Time(0), mains_off}, {seconds(20), usb_lost}},
          {},
          {},
          false};
}

using Make = Scenario (*)(const monitor::Settings&);
constexpr Make all[] = {
    blip,         flicker,        long_outage,  last_moment, usb_drop_at_transfer,
    battery_test, monitor_killed, low_on_mains, comms_lost};

}  // namespace

std::vector<std::string_view> scenario_names() {
  std::vector<std::string_view> names;
  for (const Make make : all) names.push_back(make({}).name);
  return names;
}

Result<Scenario> scenario(std::string_view name, const monitor::Settings& settings) {
  for (const Make make : all) {
    Scenario made = make(settings);
    if (made.name == name) return made;
  }
  return Error{Code::invalid_argument,
               {},
               fmt::format("--scenario {}, expected one of {} or all", name,
                           fmt::join(scenario_names(), ", ")),
               0};
}

std::vector<Step> kills_in(const Played& played) {
  std::vector<Step> steps;
  const auto add = [&steps](Time at, Time length) {
    if (at <= Time(0)) return;
    steps.push_back({at, kill});
    steps.push_back({at + length, restart});
  };
  // Commands of the plan that run before the decision come from timers.
  const auto first = std::find_if(
      played.commands.begin(), played.commands.end(),
      [](const Command& command) { return command.began > Time(0) && !command.is_shutdown; });
  const bool is_early =
      first != played.commands.end() && (!played.decided_at || first->began < *played.decided_at);
  add(is_early ? first->began - seconds(1) : seconds(10), seconds(5));
  if (played.decided_at) add(*played.decided_at + seconds(1), seconds(2));
  return steps;
}

}  // namespace upshid::rehearsal
