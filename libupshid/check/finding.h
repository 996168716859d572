#ifndef UPSHID_CHECK_FINDING_H
#define UPSHID_CHECK_FINDING_H

// What there is to report about a configuration, and about what surrounds it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "conf/complaint.h"

namespace upshid::check {

// The kinds of finding that concern more than one line of one file; the others are complaints.
// Their names are in `upshid-sched check --json`.
enum class FindingCode : std::uint8_t {
  // Events and AT lines.
  no_plan = 1,            // NOTIFYCMD is upssched, and there is no AT line.
  plan_not_used,          // There are AT lines, and nothing calls upssched.
  plan_doubtful,          // It cannot be told whether NOTIFYCMD calls upssched.
  plan_by_nut,            // NOTIFYCMD calls NUT's upssched.
  plan_by_link,           // NOTIFYCMD calls our upssched.
  event_without_exec,     // AT lines for an event whose NOTIFYFLAG lacks EXEC.
  exec_without_command,   // EXEC, and no NOTIFYCMD.
  exec_without_line,      // EXEC, and no AT line for that event.
  event_of_machine,       // An AT line names a UPS for an event that no UPS has.
  cancel_runs_timer,      // The second word of CANCEL-TIMER is a timer: a command to NUT.
  timer_never_started,    // It is cancelled only.
  timer_never_cancelled,  // It is started only.
  timer_too_late,         // It expires after the shutdown has begun.
  lowbatt_line,           // An AT LOWBATT line.
  no_nocomm_line,         // No AT line for lost communication.
  // Programs and scripts.
  no_command_script,  // AT lines, and no CMDSCRIPT.
  program_missing,    // A program or an interpreter is not there.
  program_denied,     // Its user may not run it.
  program_unchecked,  // It cannot be told whether it can run.
  program_unsafe,     // It runs as root, and others may change it.
  bad_first_line,     // It names no interpreter, or one that does not know all of its lines.
  carriage_return,    // Lines end as in Windows.
  name_does_nothing,  // The script does nothing for a name that it is called with.
  name_without_case,  // It does something, but nothing that is for that name alone.
  name_doubtful,      // It cannot be told what it does for a name.
  case_not_used,      // It has a case for a name that it is not called with.
  halts_on_return,    // It halts this machine when line power returns.
  calls_nut,          // A program of NUT, which does not run here.
  calls_us,           // A program of NUT that is a link to ours.
  unknown_user,       // RUN_AS_USER does not exist.
  // The shutdown.
  does_not_halt,      // SHUTDOWNCMD leaves this machine on.
  may_not_halt,       // It cannot be told whether SHUTDOWNCMD halts this machine.
  no_powerdown_flag,  // The UPS stays on after the halt.
  flag_path,          // POWERDOWNFLAG is a path that does not serve.
  flag_taken,         // Something else is in its place.
  flag_unsafe,        // Others may put something in its place.
  delay_negative,     // The UPS does not switch on again.
  delay_rounded,      // The UPS counts in larger steps.
  wait_cut_short,     // The battery does not last for the wait.
  cut_missing,        // The UPS has no command that cuts the power.
  cut_untested,       // The command that does is not known to work, so it is not sent.
  test_untested,      // Likewise that of SELFTEST.
  // UPSes.
  ups_unreadable,      // It cannot be read now.
  line_power_unknown,  // It does not report line power.
  never_low,           // ignorelb without limits.
  limit_not_used,      // A limit that only changes what is shown.
  // Other machines.
  secondary_not_served,  // A user for an upsmon that is a secondary of this machine.
  others_not_served,     // upsd answered other machines, or does not know a UPS.
  no_secondary,
  // The files of the configuration.
  config_unsafe,  // Users other than root may change them.
  // The running monitor.
  monitor_not_running,
  monitor_dry_run,
  monitor_confdir,  // It uses other files.
  monitor_upses,    // It watches other UPSes.
  monitor_device,   // It watches another unit under the same name.
  monitor_version,
  monitor_settings,  // The files were changed since it read them.
  // What is installed.
  unit_masked,
  unit_missing,
  rule_missing,
  hook_missing,
  nut_driver,     // usbhid-ups has the UPS.
  nut_upsmon,     // It shuts this machine down as well.
  nut_halt_hook,  // It cuts the power at every halt.
};

std::string_view name_of(FindingCode code);

struct Finding {
  using Code = std::variant<FindingCode, ComplaintCode>;

  // No byte of `what` and `advice` moves a terminal's cursor, whatever is in the files.
  Finding(Code code, Severity severity, std::string path, std::optional<conf::Position> at,
          std::string what, std::string advice = {});

  Code code;
  Severity severity;
  std::string path;                  // Empty: about this machine.
  std::optional<conf::Position> at;  // None: about the whole file.
  std::string what;                  // What was found, and what it leads to.
  std::string advice;                // What to do; may be empty.

  // "path:line:column: error: what", as compilers write it and editors find it.
  std::string text() const;
  std::string_view code_name() const;  // "timer_too_late"
};

using Findings = std::vector<Finding>;

// Sorts them by path, place, and severity, the worst first; those about the machine last. Removes
// duplicates.
void put_in_order(Findings& findings);

std::size_t count(const Findings& findings, Severity severity);

}  // namespace upshid::check

#endif
