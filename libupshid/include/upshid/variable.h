#ifndef UPSHID_VARIABLE_H
#define UPSHID_VARIABLE_H

/// \file
/// NUT's variables, and one reading of all of them. Values own their data; a Snapshot may be copied
/// to another thread.

#include <upshid/error.h>
#include <upshid/export.h>
#include <upshid/hid.h>
#include <upshid/quirk.h>
#include <upshid/status.h>
#include <upshid/units.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace upshid {

/// Where a value came from; see OpenOptions::explain.
struct Origin {
  hid::ReportType type = hid::ReportType::feature;
  std::uint8_t report_id = 0;
  std::uint32_t bit_offset = 0;
  std::uint32_t bit_size = 0;
  std::string path;                  ///< "UPS.PowerSummary.RemainingCapacity".
  std::int64_t logical = 0;          ///< Raw bits, sign-extended.
  double physical = 0;               ///< In the SI unit, before quirks.
  std::vector<AppliedQuirk> quirks;  ///< What corrected it, in order.
};

/// One variable as NUT names and writes it.
struct Variable {
  std::string name;   ///< "battery.charge".
  std::string value;  ///< "100", "PbAcid", "Done and passed".
  /// Where the value is a number. None where the device says that it does not know, as by all the
  /// bits of its runtime (65535 s).
  std::optional<double> number;
  Unit unit = Unit::none;  ///< Of `number`.
  /// Absent unless OpenOptions::explain, and for what no report carries (ups.mfr, override.*).
  std::optional<Origin> origin;
};

/// A report that could not be read, and what that costs.
struct ReportFailure {
  hid::ReportType type = hid::ReportType::feature;
  std::uint8_t report_id = 0;
  Error error;
  std::vector<std::string> variables;  ///< The variables and conditions that are missing for it.
};

/// Below which a UPS reports a low battery. Absent: it says nothing of that limit.
struct LowBatteryLimits {
  std::optional<double> charge;   ///< Percent.
  std::optional<double> runtime;  ///< Seconds.
};

/// One reading of a UPS.
class UPSHID_EXPORT Snapshot {
 public:
  /// All variables, in upsc's order: by name, letter case ignored.
  const std::vector<Variable>& variables() const { return variables_; }
  /// One variable, letter case ignored as upsd does; nullptr where this UPS lacks it.
  const Variable* find(std::string_view name) const;
  /// Where this UPS has it and it is a number.
  std::optional<double> number(std::string_view name) const;
  /// The words of ups.status, also where ups.conf overrides it.
  const Status& status() const { return status_; }
  /// Only if the UPS says so: false while its state is not known.
  bool on_battery() const { return !stale_ && status_.has(StatusWord::ob); }
  /// As on_battery(): false while its state is not known.
  bool on_line_power() const { return !stale_ && !on_battery() && status_.has(StatusWord::ol); }
  /// With line power, too: then a shutdown does not follow from it.
  bool low_battery() const { return !stale_ && status_.has(StatusWord::lb); }
  /// Those of the UPS itself; with `ignorelb` in ups.conf, battery.charge.low and
  /// battery.runtime.low as shown. Without it, `lowbatt`, `default.` and `override.` change only
  /// what is shown.
  const LowBatteryLimits& low_battery_limits() const { return low_battery_limits_; }
  /// ups.test.result.
  BatteryTest battery_test() const { return battery_test_; }
  /// What ups.status was composed from.
  const Conditions& conditions() const { return conditions_; }
  /// Which field set each condition; empty unless OpenOptions::explain.
  const std::vector<std::pair<Condition, Origin>>& condition_origins() const {
    return condition_origins_;
  }
  /// Reports that could not be read. Their variables are absent above, never 0.
  const std::vector<ReportFailure>& failures() const { return failures_; }
  /// Things a person should hear of: an unplausible value left out, a quirk that could not apply.
  const std::vector<std::string>& warnings() const { return warnings_; }
  /// True when present-status could not be read: the state of the mains is not known.
  bool stale() const { return stale_; }

 private:
  friend class SnapshotBuilder;
  std::vector<Variable> variables_;
  Conditions conditions_;
  Status status_;
  LowBatteryLimits low_battery_limits_;
  BatteryTest battery_test_ = BatteryTest::unknown;
  std::vector<std::pair<Condition, Origin>> condition_origins_;
  std::vector<ReportFailure> failures_;
  std::vector<std::string> warnings_;
  bool stale_ = false;
};

}  // namespace upshid

#endif
