#ifndef UPSHID_CLI_EXIT_STATUS_H
#define UPSHID_CLI_EXIT_STATUS_H

#include <upshid/error.h>

#include <string_view>

namespace upshid::cli {

// How the tools end. upsc ends with 1 for every error; a script that only tests for 0 sees no
// difference. The values are documented in the manual pages and do not change.
enum class ExitStatus {
  ok = 0,
  upsc_error = 1,     // What upsc calls an error: unknown UPS, data stale, no such variable.
  usage = 2,          // The command line makes no sense, a virtual UPS's options included.
  no_ups = 3,         // No UPS is plugged that fits.
  permission = 4,     // There is one, and this user may not open it.
  several = 5,        // There are several, and none was named.
  configuration = 6,  // ups.conf cannot be read.
  not_a_ups = 7,      // The device is no HID UPS, or its descriptor cannot be believed.
  unsupported = 8,    // Another host, another kind of UPS, a transport that this build lacks.
  io = 9,             // The device went away or did not answer.
  output = 10,        // Standard output could not be written.
  taken = 11,         // upshid-monitor: another monitor is running.
  refused = 12,       // upshid-cmd, upshid-rw: nothing written; a bad value, no --yes or --force.
  unconfirmed = 13,   // ... the UPS took it, and does not show it or keeps something else.
  test_failed = 14,   // upshid-cmd --wait: the battery test did not pass.
  not_safe = 15,      // upshid-sched rehearse: something is still on when the battery is empty.
  line_unknown = 16,  // upshid-status: it does not report whether line power is present.
  stopped = 17,       // upshid-monitor: by upsmon -c stop; systemd does not start it again.
};

// For an error of opening or reading a UPS.
ExitStatus exit_status_of(const Error& error);

// What stands behind "Error: " for it; upsc's word where upsc has one.
std::string_view headline_of(const Error& error);

}  // namespace upshid::cli

#endif
