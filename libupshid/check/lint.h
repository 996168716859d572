#ifndef UPSHID_CHECK_LINT_H
#define UPSHID_CHECK_LINT_H

// Errors of a configuration beyond those of its single files.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "check/finding.h"
#include "check/monitor_answer.h"
#include "check/sources.h"
#include "check/user_access.h"
#include "watch/power_cut.h"

namespace upshid::check {

// The present state of a UPS. What it does not report is none.
struct MeasuredUps {
  std::string name;
  std::string error;  // Why it cannot be read; empty: it was read.
  std::string device;
  std::string line;  // DeviceInfo::line()
  std::string status;
  std::chrono::seconds delay_step{1};           // Its delays are rounded up to multiples of this.
  std::optional<double> charge;                 // battery.charge, percent.
  std::optional<std::chrono::seconds> runtime;  // battery.runtime
  std::optional<double> charge_low;             // Snapshot::low_battery_limits()
  std::optional<std::chrono::seconds> runtime_low;  // likewise
  bool is_line_known = true;                        // It reports whether line power is present.
  bool is_stale = false;                            // The report that has it cannot be read.
  bool reports_discharge = false;                   // It reports whether its battery discharges.
  std::string id;                                   // DeviceInfo::id()
  // At the end of a halt; `commanded` also if that is not wanted (sdorder).
  watch::PowerCut cut = watch::PowerCut::commanded;
  std::string untested_cut;           // Then what would be sent if it were known to work.
  std::vector<std::string> untested;  // Names of commands that are not known to work.
};

// AT lines, NOTIFYFLAG, NOTIFYCMD.
void lint_plan(const Sources& sources, Findings& findings);

// A program that is to run, and how it was checked.
struct CheckedProgram {
  std::string directive;  // "CMDSCRIPT"
  std::string path;
  std::string user;
  Checked how = Checked::by_mode;
};

// CMDSCRIPT, NOTIFYCMD and SHUTDOWNCMD: can they run, and what do they do?
std::vector<CheckedProgram> lint_programs(const Sources& sources, const User& user,
                                          Findings& findings);
// A name that CMDSCRIPT is called with, and the first AT line that does so.
struct Called {
  std::string command;
  const conf::PlanLine* rule = nullptr;
  bool is_timer = false;
  std::vector<NotifyType> types{};

  // NOTIFYTYPE, if only one is possible.
  std::optional<std::string> notify_type() const;
};
std::vector<Called> calls_of(const conf::UpsschedConf& upssched);

// What CMDSCRIPT does for each name. `path` is the script, or its draft.
void lint_script(const Sources& sources, const std::string& path, const User& user,
                 Findings& findings);

// The readings of the UPSes, and settings that change only what is shown.
void lint_readings(const Sources& sources, const std::vector<MeasuredUps>& upses,
                   Findings& findings);

// Files that decide what runs as root, and that others may change.
void lint_rights(const Sources& sources, Findings& findings);

// Other machines, which NUT's upsd served.
void lint_others(const Sources& sources, Findings& findings);

// MONITOR, SHUTDOWNCMD, POWERDOWNFLAG, delays, and whether the battery lasts for all of it.
void lint_shutdown(const Sources& sources, const std::vector<MeasuredUps>& upses,
                   Findings& findings);

// Why POWERDOWNFLAG cannot be written, without a place; none: it can, or need not.
std::optional<Finding> find_flag_fault(const monitor::Settings& settings);

// Differences between the running monitor and these files and UPSes.
void lint_running(const Sources& sources, const std::vector<MeasuredUps>& upses,
                  const MonitorStatus& monitor, Findings& findings);

struct Machine {
  bool monitor_runs = false;
  bool cuts_power = false;  // The configuration wants the UPS to cut the power at the end.
};

// NUT's parts, the udev rule, the unit, the hook that cuts the power. `root` is put before every
// path.
void lint_machine(const Machine& machine, const std::string& root, Findings& findings);

}  // namespace upshid::check

#endif
