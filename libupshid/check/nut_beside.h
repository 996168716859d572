#ifndef UPSHID_CHECK_NUT_BESIDE_H
#define UPSHID_CHECK_NUT_BESIDE_H

// The parts of NUT that are installed or run on this machine.

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
  // USB interfaces of HID devices that are in use by a program, "1-1:1.0". NUT's driver does not
  // attach the kernel's driver again when it exits.
  std::vector<std::string> taken;
  std::vector<NutProcess> monitors;  // upsmon: usually two, a parent and a child.
  // Has upsmon.conf a MONITOR line for a UPS of this machine? True if it cannot be read.
  bool monitors_this_machine = false;

  std::optional<conf::NutMode> mode;  // MODE in nut.conf.
  std::string halt_hook;              // Debian's, if everything that it needs is installed.
  bool has_sections = false;          // Has ups.conf a UPS whose power the hook would cut?
};

// Looks below `root` at /proc, /sys, Debian's hook and NUT's own /etc/nut, wherever our
// configuration is. Never fails: what cannot be read counts as missing.
NutBeside look_for_nut(const std::string& root);

}  // namespace upshid::check

#endif
