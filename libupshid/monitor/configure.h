#ifndef UPSHID_MONITOR_CONFIGURE_H
#define UPSHID_MONITOR_CONFIGURE_H

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "conf/upshid_conf.h"
#include "conf/upsmon_conf.h"
#include "conf/upssched_conf.h"
#include "monitor/settings.h"

namespace upshid::monitor {

enum class NoteCode : unsigned char {
  monitor_of_other_machine,  // A MONITOR line that is ignored.
  monitor_of_unknown_ups,    // Likewise.
  no_monitor_line,           // So this UPS is assumed to feed this machine.
};

// An assumption about upsmon.conf, or a line of it that is ignored.
struct Note {
  NoteCode code;
  std::string ups;                   // As in the MONITOR line; without one, its name.
  std::optional<conf::Position> at;  // Of the MONITOR line.
};
std::string text_of(const Note& note);

struct Configured {
  Settings settings;
  std::vector<Note> notes;
};

// The settings for the UPSes of this machine, `names`: the sections of ups.conf, or the caller's
// name for the only UPS. Without a MONITOR line, with which NUT would not start, each of them feeds
// this machine; without upsmon.conf, SHUTDOWNCMD is "/sbin/shutdown -h +0" and POWERDOWNFLAG
// /run/upshid-killpower. With an upsmon.conf without SHUTDOWNCMD, commands run and this machine
// stays up.
Configured configure(std::span<const std::string> names, const conf::UpsmonConf& upsmon,
                     const conf::UpsschedConf& upssched, const conf::UpshidConf& upshid);

}  // namespace upshid::monitor

#endif
