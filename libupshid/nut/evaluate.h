#ifndef UPSHID_NUT_EVALUATE_H
#define UPSHID_NUT_EVALUATE_H

// Values of fields -> NUT variables, conditions and ups.status.

#include <upshid/device.h>
#include <upshid/hid.h>
#include <upshid/units.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "nut/low_battery_delay.h"
#include "nut/plan.h"
#include "nut/settings.h"
#include "nut/snapshot_builder.h"
#include "nut/table.h"

namespace upshid::nut {

// What one field said, if its report could be read.
struct Reading {
  std::int64_t logical = 0;
  double physical = 0;  // SI, after quirks
  double raw_physical = 0;
  std::vector<std::string> quirks;
};

struct Evaluation {
  const Table* table = nullptr;
  const Plan* plan = nullptr;
  const hid::Descriptor* descriptor = nullptr;
  const power::UsagePaths* paths = nullptr;
  const DeviceInfo* device = nullptr;
  const Settings* settings = nullptr;
  // By field index; absent where the report failed.
  const std::vector<std::optional<Reading>>* readings = nullptr;
  // The USB string of an index; "" where the device has none, nothing where it could not be read.
  std::function<std::optional<std::string>(std::uint8_t)> string;
  // Decides what counts now; nullptr: all that is reported.
  LowBatteryDelay* low_delay = nullptr;
  Instant now{};
};

// Adds everything that the readings yield to `out`, ups.status last.
void evaluate(const Evaluation& in, SnapshotBuilder& out);

}  // namespace upshid::nut

#endif
