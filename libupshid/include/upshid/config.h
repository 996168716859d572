#ifndef UPSHID_CONFIG_H
#define UPSHID_CONFIG_H

/// \file
/// A configuration: NUT's ups.conf, upsmon.conf, upssched.conf and nut.conf, and upshid.conf; their
/// meaning and their errors.

#include <upshid/complaint.h>
#include <upshid/export.h>
#include <upshid/plan.h>
#include <upshid/result.h>
#include <upshid/watcher.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace upshid {

/// A UPS that the monitor watches.
struct ConfiguredUps {
  WatchTarget target;       ///< Its name, and what Watcher and Ups::open() take.
  std::string description;  ///< `desc` in ups.conf; empty if there is none.
  std::string system;       ///< What commands get as UPSNAME: "cyberpower@localhost".
  int power_value = 1;      ///< Power supplies of this machine that it feeds; 0: only watched.
};

/// A loaded configuration. It does not change; to reload, load another. Copies share their state.
/// Thread-safe: all functions but assignment may be called from several threads.
class UPSHID_EXPORT Config {
 public:
  /// Reads the files in `confdir`; empty: /etc/upshid if it is a directory, else /etc/nut. A file
  /// that does not exist has the defaults, as the monitor has them: without any file, the only UPS
  /// that is plugged in feeds this machine, which shuts down by "/sbin/shutdown -h +0". For that it
  /// looks for UPSes in sysfs, if ups.conf names none; it opens no device. An error in a file is a
  /// complaint, not a failure. Errors: unreadable_config: a file exists and
  /// cannot be read, or has more than 1 MiB; `where` is its path.
  static Result<Config> load(std::string_view confdir = {});

  /// The directory that was read. Absolute unless load() got a relative one.
  const std::string& confdir() const;
  /// All complaints: first file by file, in line order, then those that concern several files.
  /// Severity::notice: nothing is wrong, but a setting has no effect.
  const Complaints& complaints() const;
  /// Why this machine would not be shut down although the configuration intends it; the last of
  /// complaints(), of Severity::critical. upshid-monitor does not start with such a configuration,
  /// and neither should a program that replaces it. None: no such error.
  std::optional<Complaint> danger() const;

  /// The UPSes to watch, from ups.conf and MONITOR lines.
  const std::vector<ConfiguredUps>& upses() const;
  /// Their targets, for a Watcher.
  std::vector<WatchTarget> targets() const;
  /// MINSUPPLIES: this machine shuts down if fewer power supplies are left. Not negative.
  int min_supplies() const;
  /// SHUTDOWNCMD. Empty: commands run, but this machine stays up.
  const std::string& shutdown_command() const;
  /// POWERDOWNFLAG, a path; without upsmon.conf /run/upshid-killpower. Empty: none.
  const std::string& powerdown_flag() const;
  /// When to shut down in addition to OB+LB.
  ShutdownThresholds thresholds() const;

  /// NOTIFYCMD; empty: none.
  const std::string& notify_command() const;
  /// Whether NOTIFYCMD is upssched, so that plan() applies.
  bool has_plan() const;
  /// The AT lines of upssched.conf, in file order: all that match an event apply.
  const std::vector<PlanLine>& plan() const;
  /// CMDSCRIPT and its arguments, to which the command of a PlanLine is added; empty: none.
  const std::vector<std::string>& command_script() const;
  /// RUN_AS_USER, the user of commands; none: not set.
  const std::optional<std::string>& run_as_user() const;

  /// For the library's own use.
  struct UPSHID_HIDDEN State;
  const State& state() const { return *state_; }

 private:
  explicit Config(std::shared_ptr<const State> state);
  std::shared_ptr<const State> state_;
};

}  // namespace upshid

#endif
