#ifndef UPSHID_CONF_UPSHID_CONF_H
#define UPSHID_CONF_UPSHID_CONF_H

// upshid.conf: the settings that NUT's files lack. A line is a directive in capitals and its value,
// by the rules of NUT's lexer; the last of a directive applies.
//
//   SHUTDOWN_CHARGE percent     On battery, shut down at this charge or less. 1-100.
//   SHUTDOWN_RUNTIME seconds    On battery, shut down with this runtime left or less. 1-86400.
//   SHUTDOWN_ONBATT seconds     Shut down after so long on battery. 1-604800.
//                               These three add to OB+LB, which always applies.
//   SCRIPT_DEADLINE seconds     Longest wait for command scripts before SHUTDOWNCMD. 0-86400, 300.
//   HALT_RESERVE seconds        Runtime kept for halting this machine: scripts do not delay it
//                               further. 0-3600, 60.
//   COMMS_GRACE seconds         A shorter loss of communication is not reported and has no effect,
//                               also on battery. 0-300, 5. For a longer loss on battery, see
//                               DEADTIME in upsmon.conf.
//   ONBATT_HOLD seconds         An outage that is over sooner runs no command and notifies nobody;
//   it
//                               delays no shutdown. 0-300, 0.
//   SELFTEST when [how]         When: never, daily, weekly, monthly. How: quick, deep. never quick.
//   LOWBATT_ON_LINE yes|no      Apply the AT LOWBATT lines on line power too, as NUT does. no.
//   TIMERS_UNCHECKED yes|no     Do not check the status again when a timer expires, as NUT. no.
//   NUT_SOCKET yes|no           Serve NUT's upsd, as its drivers do. Not set: if there is an upsd,
//   and
//                               nut.conf has MODE=netserver or standalone.
//   REPEAT_COMMANDS yes|no      Run a command again that is running or that already succeeded in
//                               this outage, as NUT does. no.

#include <upshid/result.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conf/complaint.h"

namespace upshid::conf {

enum class SelftestSchedule : std::uint8_t { never, daily, weekly, monthly };
enum class SelftestKind : std::uint8_t { quick, deep };

// "weekly", "deep".
std::string_view name_of(SelftestSchedule schedule);
std::string_view name_of(SelftestKind kind);

struct UpshidConf {
  std::string path;
  bool found = false;  // False: there is no such file, and all below is the default.

  std::optional<int> shutdown_charge;
  std::optional<std::chrono::seconds> shutdown_runtime;
  std::optional<std::chrono::seconds> shutdown_on_battery;

  std::chrono::seconds script_deadline{300};
  std::chrono::seconds halt_reserve{60};
  std::chrono::seconds comms_grace{5};
  std::chrono::seconds onbatt_hold{0};

  SelftestSchedule selftest = SelftestSchedule::never;
  SelftestKind selftest_kind = SelftestKind::quick;

  bool lowbatt_on_line = false;
  bool timers_unchecked = false;
  bool repeat_commands = false;
  std::optional<bool> nut_socket;

  Complaints complaints;
  std::vector<Line> lines;  // As lexed, for places in the file.
};

// Never fails: errors become complaints. A wrong value leaves its setting unchanged.
UpshidConf parse_upshid_conf(std::string_view text, std::string path);

// The same from `confdir`/upshid.conf. Errors: permission, io, budget_exceeded; `where` is the
// path.
Result<UpshidConf> load_upshid_conf(const std::string& confdir);

}  // namespace upshid::conf

#endif
