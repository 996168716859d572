#ifndef UPSHID_WATCH_CONFIGURATION_H
#define UPSHID_WATCH_CONFIGURATION_H

// The files and the command line, as the monitor needs them.

#include <upshid/complaint.h>
#include <upshid/watcher.h>

#include <optional>
#include <string>
#include <vector>

#include "conf/files.h"
#include "monitor/settings.h"

namespace upshid::watch {

// "NAME" or "NAME=ADDRESS" of a command line.
struct AskedUps {
  std::string name;
  std::string address;  // What Ups::open() takes; empty: the name is one.
};

// What a command line adds to the configuration.
struct Request {
  std::string confdir;          // Empty: the usual one.
  std::vector<AskedUps> upses;  // Empty: those of ups.conf, or what is plugged in.
};

// A UPS of this machine. The paces are pollinterval and pollfreq of ups.conf, where they are given.
struct Target : WatchTarget {
  int shutdown_order = 0;  // sdorder: when its power is cut, lowest first; negative: never.
};

struct Configuration {
  std::string confdir;  // An absolute path.
  monitor::Settings settings;
  std::vector<Target> targets;  // One for each UPS of the settings.
  std::optional<std::string> run_as_user;
  conf::SelftestSchedule selftest = conf::SelftestSchedule::never;
  conf::SelftestKind selftest_kind = conf::SelftestKind::quick;

  Complaints of_files;  // About the files but nut.conf, notes included.
  Complaints of_whole;  // What only all of them together show.
  // Why this must not replace one that works: the first error.
  std::optional<Complaint> error;
  std::optional<Complaint> in_ups_conf;  // The first about ups.conf.
  // Why this machine would not be shut down with it, though its author meant it to be.
  std::optional<Complaint> danger;

  // Without the notes on files, which are for who checks a configuration.
  Complaints to_log() const;
};

// Never fails: what cannot be read is an error in the result.
Configuration load_configuration(const Request& request);
// The same of files that are loaded already.
Configuration configuration_of(const Request& request, const conf::Files& files);

}  // namespace upshid::watch

#endif
