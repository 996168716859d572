#ifndef UPSHID_VARIABLE_H
#define UPSHID_VARIABLE_H

/// \file
/// NUT's variables, and a reading of all of them. Values own their data; a Snapshot may be copied
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

/// The source of a value; see OpenOptions::explain.
struct Origin {
  hid::ReportType type = hid::ReportType::feature;
  std::uint8_t report_id = 0;
  std::uint32_t bit_offset = 0;
  std::uint32_t bit_size = 0;
  std::string path;                  ///< "UPS.PowerSummary.RemainingCapacity".
  std::int64_t logical = 0;          ///< Raw bits, sign-extended.
  double physical = 0;               ///< In the SI unit, before quirks.
  std::vector<AppliedQuirk> quirks;  ///< The quirks that changed it, in order.
};

/// One variable as NUT names and writes it.
struct Variable {
  std::string name;   ///< "battery.charge".
  std::string value;  ///< "100", "PbAcid", "Done and passed".
  /// Set if the value is a number. Not set if the device reports that it does not know, such as by
  /// a runtime with all its bits set (65535 s).
  std::optional<double> number;
  Unit unit = Unit::none;  ///< Of `number`.
  /// Absent without OpenOptions::explain, and for values without a report (ups.mfr, override.*).
  std::optional<Origin> origin;
};

/// A report that could not be read, and what is missing because of it.
struct ReportFailure {
  hid::ReportType type = hid::ReportType::feature;
  std::uint8_t report_id = 0;
  Error error;
  std::vector<std::string> variables;  ///< The variables and conditions that are missing.
};

/// Below which a UPS reports a low battery. Absent: it says nothing of that limit.
struct LowBatteryLimits {
  std::optional<double> charge;   ///< Percent.
  std::optional<double> runtime;  ///< Seconds.
};

/// One reading of a UPS.
class UPSHID_EXPORT Snapshot {
 public:
  /// All variables in upsc's order: by name, ignoring case.
  const std::vector<Variable>& variables() const { return variables_; }
  /// A variable by name, ignoring case as upsd does; nullptr if this UPS lacks it.
  const Variable* find(std::string_view name) const;
  /// The value of a variable, if this UPS has it and it is a number; in Variable::unit.
  std::optional<double> number(std::string_view name) const;
  /// The words of ups.status, including an override in ups.conf.
  const Status& status() const { return status_; }
  /// Only if the UPS reports it: false while its state is unknown.
  bool on_battery() const { return !stale_ && status_.has(StatusWord::ob); }
  /// Like on_battery(), false while its state is unknown.
  bool on_line_power() const { return !stale_ && !on_battery() && status_.has(StatusWord::ol); }
  /// On line power as well, when it does not cause a shutdown.
  bool low_battery() const { return !stale_ && status_.has(StatusWord::lb); }
  /// Those of the UPS itself; with `ignorelb` in ups.conf, battery.charge.low and
  /// battery.runtime.low as shown. Without it, `lowbatt`, `default.` and `override.` change only
  /// what is shown.
  const LowBatteryLimits& low_battery_limits() const { return low_battery_limits_; }
  /// ups.test.result.
  BatteryTest battery_test() const { return battery_test_; }
  /// The conditions from which ups.status was composed.
  const Conditions& conditions() const { return conditions_; }
  /// Which field set each condition; empty unless OpenOptions::explain.
  const std::vector<std::pair<Condition, Origin>>& condition_origins() const {
    return condition_origins_;
  }
  /// Reports that could not be read. Their variables are absent, never 0.
  const std::vector<ReportFailure>& failures() const { return failures_; }
  /// For people: an implausible value that was left out, a quirk that could not be applied.
  const std::vector<std::string>& warnings() const { return warnings_; }
  /// True if the present status could not be read: it is unknown whether line power is present.
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
