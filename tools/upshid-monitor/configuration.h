#ifndef UPSHID_MONITOR_CONFIGURATION_H
#define UPSHID_MONITOR_CONFIGURATION_H

// All that the files and the command line say, as the monitor needs it.

#include <upshid/severity.h>
#include <upshid/ups.h>

#include <optional>
#include <string>
#include <vector>

#include "conf/upshid_conf.h"
#include "monitor/settings.h"
#include "upshid-monitor/options.h"

namespace upshid::daemon {

// A UPS to watch.
struct Target {
  std::string name;     // As in Settings.
  std::string address;  // What Ups::open() takes.
  // pollinterval and pollfreq of ups.conf, where they are given.
  std::optional<std::chrono::seconds> state_pace;
  std::optional<std::chrono::seconds> live_pace;

  bool is_virtual() const { return address.starts_with("virtual:"); }
};

struct Remark {
  Severity severity = Severity::warning;
  std::string text;  // "file:line:column: ..." where it is about a place in a file.
};

struct Configuration {
  monitor::Settings settings;
  std::vector<Target> targets;  // One for each UPS of the settings.
  std::optional<std::string> run_as_user;
  conf::SelftestSchedule selftest = conf::SelftestSchedule::never;
  conf::SelftestKind selftest_kind = conf::SelftestKind::quick;
  std::vector<Remark> remarks;
  // Why this must not take the place of one that works: the first error. Empty: nothing is wrong.
  std::string error;
  bool has_ups_complaints = false;  // Something is wrong in ups.conf.
  // Why this machine would not be shut down with it, though its author meant it to be.
  std::string danger;
};

// Never fails: what cannot be read is an error in the result.
Configuration load_configuration(const Options& options);

}  // namespace upshid::daemon

#endif
