#ifndef UPSHID_POWEROFF_OPTIONS_H
#define UPSHID_POWEROFF_OPTIONS_H

#include <upshid/result.h>

#include <string>

#include "cli/option_table.h"
#include "watch/configuration.h"

namespace upshid::poweroff {

struct Options {
  cli::Request request = cli::Request::run;
  std::string verb;  // What the machine does: poweroff, halt, reboot, kexec.
  bool dry_run = false;
  std::string console = "/dev/console";
  // How the monitor was started: --confdir and the UPSes, so that both mean the same ones.
  watch::Request monitor;

  // The power goes for good, or until line power brings it back.
  bool powers_off() const { return verb == "poweroff" || verb == "halt"; }
};

// Errors: invalid_argument; `what` is a sentence.
Result<Options> parse_options(int argc, char** argv);

std::string help_text();

}  // namespace upshid::poweroff

#endif
