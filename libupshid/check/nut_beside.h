#ifndef UPSHID_CHECK_NUT_BESIDE_H
#define UPSHID_CHECK_NUT_BESIDE_H

// What of NUT is installed and runs on this machine.

#include <optional>
#include <string>
#include <vector>

#include "conf/nut_conf.h"

namespace upshid::check {

struct NutProcess {
  int pid = 0;
  std::string ups;   // A driver's argument of -a, the section of ups.conf; empty: not known.
  std::string unit;  // "nut-driver@cyberpower.service"; empty: no unit of systemd's started it.
};

struct NutBeside {
  std::vector<NutProcess> drivers;  // usbhid-ups, with a device open.
  // USB interfaces of HID devices that a program has taken, "1-1:1.0". NUT's driver does not give
  // them back when it ends.
  std::vector<std::string> taken;
  std::vector<NutProcess> monitors;  // upsmon: a parent and a child, so mostly two.
  // Has upsmon.conf a MONITOR line for a UPS of this machine? True where it cannot be read.
  bool monitors_this_machine = false;

  std::optional<conf::NutMode> mode;  // MODE of nut.conf, where there is one.
  std::string halt_hook;              // Debian's, where all that it needs to run is there.
  bool has_sections = false;          // Has ups.conf a UPS whose power the hook would cut?
};

// Looks below `root`: at /proc, at /sys, at NUT's own /etc/nut wherever our configuration is, at
// Debian's hook. Never fails: what cannot be found out is not there.
NutBeside look_for_nut(const std::string& root);

}  // namespace upshid::check

#endif
