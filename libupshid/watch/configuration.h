#ifndef UPSHID_WATCH_CONFIGURATION_H
#define UPSHID_WATCH_CONFIGURATION_H

// The configuration of the monitor: files and command line together.

#include <upshid/complaint.h>
#include <upshid/watcher.h>

#include <optional>
#include <string>
#include <vector>

#include "conf/files.h"
#include "monitor/settings.h"

namespace upshid::watch {

// "NAME" or "NAME=ADDRESS" of a command line.
struct UpsSpec {
  std::string name;
  std::string address;  // For Ups::open(); empty: the name.
};

// The arguments of a command line.
struct Request {
  std::string confdir;         // Empty: the default one.
  std::vector<UpsSpec> upses;  // Empty: those of ups.conf, or what is plugged in.
};

// A UPS of this machine. The paces are pollinterval and pollfreq of ups.conf, if set.
struct Target : WatchTarget {
  int shutdown_order = 0;         // sdorder: when its power is cut, lowest first; negative: never.
  std::string driver = "upshid";  // Of its section, which names its socket for upsd.
};

struct Configuration {
  std::string confdir;  // An absolute path.
  monitor::Settings settings;
  std::vector<Target> targets;  // One for each UPS of the settings.
  std::optional<std::string> run_as_user;
  std::string nut_sockets;  // Where upsd looks for drivers; empty: it is not served.
  conf::Listen upsd;        // Where upsd listens for this machine.
  conf::SelftestSchedule selftest = conf::SelftestSchedule::never;
  conf::SelftestKind selftest_kind = conf::SelftestKind::quick;

  Complaints of_files;  // About the files except nut.conf, including notes.
  Complaints of_whole;  // About several files together.
  // Why this must not replace a running configuration: the first error.
  std::optional<Complaint> error;
  std::optional<Complaint> in_ups_conf;  // The first about ups.conf.
  // Why this machine would not be shut down although that is intended.
  std::optional<Complaint> danger;

  // Without the notes on files, which only `upshid-sched check` prints.
  Complaints to_log() const;
};

// Never fails: a file that cannot be read is an error in the result.
Configuration load_configuration(const Request& request);
// The same from loaded files.
Configuration configuration_of(const Request& request, const conf::Files& files);

}  // namespace upshid::watch

#endif
