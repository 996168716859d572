#ifndef UPSHID_MONITOR_CONFIGURE_H
#define UPSHID_MONITOR_CONFIGURE_H

#include <span>
#include <string>
#include <vector>

#include "conf/upshid_conf.h"
#include "conf/upsmon_conf.h"
#include "conf/upssched_conf.h"
#include "monitor/settings.h"

namespace upshid::monitor {

struct Configured {
  Settings settings;
  std::vector<std::string> notes;  // What was assumed, and what is left out.
};

// What the files say for the UPSes on this machine, `names`: the sections of ups.conf, or what the
// caller calls the only UPS. Without a MONITOR line, at which NUT would not start, each of them
// feeds this machine; without upsmon.conf, SHUTDOWNCMD is "/sbin/shutdown -h +0". An upsmon.conf
// without SHUTDOWNCMD is taken at its word: commands run, and this machine stays up.
Configured configure(std::span<const std::string> names, const conf::UpsmonConf& upsmon,
                     const conf::UpsschedConf& upssched, const conf::UpshidConf& upshid);

}  // namespace upshid::monitor

#endif
