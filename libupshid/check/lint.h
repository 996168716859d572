#ifndef UPSHID_CHECK_LINT_H
#define UPSHID_CHECK_LINT_H

// What is wrong with a configuration though each file of it can be read.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "check/finding.h"
#include "check/monitor_answer.h"
#include "check/sources.h"
#include "check/user_access.h"

namespace upshid::check {

// A UPS as it is now. What it does not tell, or where it cannot be opened, is none.
struct MeasuredUps {
  std::string name;
  std::string error;  // Why it cannot be read; empty: it was.
  std::string device;
  std::string line;  // DeviceInfo::line()
  std::string status;
  std::chrono::seconds delay_step{1};               // What it rounds its delays up to.
  std::optional<double> charge;                     // battery.charge, percent.
  std::optional<std::chrono::seconds> runtime;      // battery.runtime
  std::optional<double> charge_low;                 // Snapshot::low_battery_limits()
  std::optional<std::chrono::seconds> runtime_low;  // likewise
  bool is_line_known = true;                        // It reports whether line power is present.
  bool is_stale = false;                            // The report that has it cannot be read.
  bool tells_discharge = false;                     // It reports whether its battery discharges.
};

// AT lines, NOTIFYFLAG, NOTIFYCMD.
void lint_plan(const Sources& sources, Findings& findings);

// What of a program that is to run was looked at.
struct CheckedProgram {
  std::string directive;  // "CMDSCRIPT"
  std::string path;
  std::string user;
  Checked how = Checked::by_mode;
};

// CMDSCRIPT and NOTIFYCMD: can they run, and does the script know what it is called with?
std::vector<CheckedProgram> lint_programs(const Sources& sources, const User& user,
                                          Findings& findings);
// What CMDSCRIPT is called with, and the first AT line that says so.
struct Called {
  std::string command;
  const conf::PlanLine* rule = nullptr;
  bool is_timer = false;
  std::vector<NotifyType> types{};

  // NOTIFYTYPE, where there is one alone.
  std::optional<std::string> notify_type() const;
};
std::vector<Called> calls_of(const conf::UpsschedConf& upssched);

// What CMDSCRIPT does for each of them. `path` is the script, or its draft.
void lint_script(const Sources& sources, const std::string& path, const User& user,
                 Findings& findings);

// What the UPSes report, and the settings that change only what is shown of it.
void lint_readings(const Sources& sources, const std::vector<MeasuredUps>& upses,
                   Findings& findings);

// Files that decide what runs as root, and that others may change.
void lint_rights(const Sources& sources, Findings& findings);

// Other machines, which NUT's upsd served.
void lint_others(const Sources& sources, Findings& findings);

// MONITOR, SHUTDOWNCMD, POWERDOWNFLAG, delays, and whether the battery lasts for all of it.
void lint_shutdown(const Sources& sources, const std::vector<MeasuredUps>& upses,
                   Findings& findings);

// What the running monitor has, and these files and UPSes do not, or the reverse.
void lint_running(const Sources& sources, const std::vector<MeasuredUps>& upses,
                  const MonitorStatus& monitor, Findings& findings);

struct Machine {
  bool monitor_runs = false;
  bool cuts_power = false;  // The configuration wants the UPS to cut the power at the end.
};

// NUT beside us, the udev rule, the unit, the hook that cuts the power. `root` stands before every
// path.
void lint_machine(const Machine& machine, const std::string& root, Findings& findings);

}  // namespace upshid::check

#endif
