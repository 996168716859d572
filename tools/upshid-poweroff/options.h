#ifndef UPSHID_POWEROFF_OPTIONS_H
#define UPSHID_POWEROFF_OPTIONS_H

#include <upshid/result.h>

#include <string>
#include <string_view>

#include "watch/configuration.h"

namespace upshid::poweroff {

enum class Mode { act, help, version };

struct Options {
  Mode mode = Mode::act;
  std::string verb;  // What the machine does: poweroff, halt, reboot, kexec.
  bool dry_run = false;
  std::string console = "/dev/console";
  // How the monitor was started: --confdir and the UPSes, so that both mean the same ones.
  watch::Request monitor;

  // The power goes for good, or until mains bring it back.
  bool powers_off() const { return verb == "poweroff" || verb == "halt"; }
};

// Errors: invalid_argument; `what` is a sentence.
Result<Options> parse_options(int argc, char** argv);

std::string_view help_text();

}  // namespace upshid::poweroff

#endif
