#ifndef UPSHID_WATCH_CONFIGURATION_H
#define UPSHID_WATCH_CONFIGURATION_H

// All that the files and the command line say, as the monitor needs it.

#include <upshid/severity.h>
#include <upshid/watcher.h>

#include <map>
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

using Target = WatchTarget;

struct Remark {
  Severity severity = Severity::warning;
  std::string text;  // "file:line:column: ..." where it is about a place in a file.
};

struct Configuration {
  monitor::Settings settings;
  std::vector<Target> targets;  // One for each UPS of the settings.
  // sdorder of ups.conf, by Target::name: whose power is cut first, lowest first; negative: it is
  // left on. 0 where there is none.
  std::map<std::string, int> shutdown_order;
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
