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
  monitor_of_other_machine,  // A MONITOR line that is ignored, and
  monitor_of_unknown_ups,    // another.
  no_monitor_line,           // So this UPS is assumed to feed this machine.
};

// What was assumed, and what is ignored; about upsmon.conf.
struct Note {
  NoteCode code;
  std::string ups;                   // As the MONITOR line has it, or the UPS's name.
  std::optional<conf::Position> at;  // Of the MONITOR line.
};
std::string text_of(const Note& note);

struct Configured {
  Settings settings;
  std::vector<Note> notes;
};

// What the files say for the UPSes on this machine, `names`: the sections of ups.conf, or what the
// caller calls the only UPS. Without a MONITOR line, at which NUT would not start, each of them
// feeds this machine; without upsmon.conf, SHUTDOWNCMD is "/sbin/shutdown -h +0" and
// POWERDOWNFLAG /run/upshid-killpower. An upsmon.conf without SHUTDOWNCMD is taken at its word:
// commands run, and this machine stays up.
Configured configure(std::span<const std::string> names, const conf::UpsmonConf& upsmon,
                     const conf::UpsschedConf& upssched, const conf::UpshidConf& upshid);

}  // namespace upshid::monitor

#endif
