#ifndef UPSHID_QUIRKS_APPLY_H
#define UPSHID_QUIRKS_APPLY_H

// The two doors: apply() corrects a descriptor once, Corrections::correct() corrects the values of
// each reading.

#include <upshid/hid.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "power/usage_path.h"
#include "quirks/rules.h"

namespace upshid::quirks {

// A Scale verb bound to this device's fields.
struct ScaleRule {
  const Row* row = nullptr;
  Verb verb = Verb::scale_above;
  std::size_t field = 0;
  std::string path;
  double factor = 1;
  std::optional<std::size_t> reference;  // "above": the field compared with
  double ratio = 0;                      // "above": how many times it; "near": per cent
  std::vector<double> targets;           // "near"
  // "above" is decided by the first reading that has both values: a battery's voltage falls below
  // the bound in an outage, and the scale must not change then.
  std::optional<bool> decided;
};

struct Granularity {
  std::size_t field = 0;
  double seconds = 1;
};

// A start delay that does not wait for line power, and what is used if ups.conf has no ondelay.
struct StartDelay {
  std::size_t field = 0;
  int seconds = 0;
};

// What cuts the power so that it comes back: a raw value of a field.
struct ShutdownReturn {
  std::string path;
  std::int64_t logical = 0;
};

// What the rows that match a device change.
struct Applied {
  std::string dialect = "standard";
  bool is_dialect_named = false;  // By a row; otherwise nothing is known of this maker.
  std::optional<OnlineDischarge> online_discharge;
  std::vector<bool> never_read;                    // by field
  std::vector<bool> verify;                        // by field
  std::vector<bool> no_command;                    // by field
  std::vector<std::vector<AppliedQuirk>> changes;  // by field, for --explain
  std::vector<AppliedQuirk> matched;               // in order, each once
  std::vector<ScaleRule> scales;
  std::vector<Granularity> granularities;
  std::vector<StartDelay> start_delays;
  std::vector<ShutdownReturn> shutdown_returns;
  std::vector<std::string> shutdown_clocks;  // paths
};

// Corrects `descriptor` and `paths` in place. `rules` must outlive the result.
Applied apply(const Rules& rules, const DeviceInfo& device, hid::Descriptor& descriptor,
              power::UsagePaths& paths);

// One field's value for the second door.
struct Value {
  double physical = 0;
  std::vector<AppliedQuirk> changes;  // for --explain
};

// Corrects the values of one reading; absent values are those whose report failed.
// What changed is added to their notes if `explain`.
void correct(Applied& applied, std::span<std::optional<Value>> values, bool explain = true);

}  // namespace upshid::quirks

#endif
