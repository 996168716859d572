#ifndef UPSHID_WATCH_CONFIGURATION_H
#define UPSHID_WATCH_CONFIGURATION_H

// All that the files and the command line say, as the monitor needs it.

#include <upshid/severity.h>
#include <upshid/watcher.h>

#include <optional>
#include <string>
#include <vector>

#include "conf/upshid_conf.h"
#include "monitor/settings.h"

namespace upshid::watch {

// "NAME" or "NAME=ADDRESS" of a command line.
struct AskedUps {
  std::string name;
  std::string address;  // What Ups::open() takes; empty: the name is one.
};

// What a command line says of the configuration.
struct Request {
  std::string confdir;          // Empty: the usual one.
  std::vector<AskedUps> upses;  // Empty: those of ups.conf, or what is plugged.
};

// A UPS of this machine. The paces are pollinterval and pollfreq of ups.conf, where they are given.
struct Target : WatchTarget {
  int shutdown_order = 0;  // sdorder: when its power is cut, lowest first; negative: never.
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
Configuration load_configuration(const Request& request);

}  // namespace upshid::watch

#endif
