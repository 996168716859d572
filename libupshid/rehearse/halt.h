#ifndef UPSHID_REHEARSE_HALT_H
#define UPSHID_REHEARSE_HALT_H

// What halts this machine, by reading the scripts.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "monitor/settings.h"
#include "rehearse/rehearsal.h"

namespace upshid::rehearsal {

// What CMDSCRIPT, or a NOTIFYCMD other than upssched, does for each name. Each is read once.
class Branches {
 public:
  // A script that does not exist is looked for by its name in `drafts`.
  Branches(const monitor::Settings& settings, std::string drafts);
  const Branch& of(const Command& command);

 private:
  bool plans_;
  std::vector<std::string> command_;
  std::string drafts_;
  std::map<std::pair<std::string, std::string>, Branch> known_;  // By name and types.
};

// A delay as the UPS stores it: CyberPower stores minutes, to which seconds are rounded up.
Time ups_delay(const Premises& premises, Time delay);

}  // namespace upshid::rehearsal

#endif
