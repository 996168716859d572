#ifndef UPSHID_CONF_UPSMON_CONF_H
#define UPSHID_CONF_UPSMON_CONF_H

// upsmon.conf: the UPSes that feed this machine, notifications, and the shutdown. Its meaning is
// that of NUT 2.8.5 (clients/upsmon.c, parse_conf_arg) unless stated otherwise here.
//
// Differences, each reported by a complaint:
//   * a value without a digit, which NUT reads as 0 (atoi), leaves the setting unchanged;
//   * an old-style MONITOR line, at which NUT exits, is ignored;
//   * a second MONITOR line for a system is ignored, as in NUT, which does not report it.

#include <upshid/result.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conf/complaint.h"
#include "conf/notify_type.h"
#include "conf/this_host.h"

namespace upshid::conf {

enum class MonitorType : std::uint8_t { primary, secondary };

// MONITOR system powervalue user password type.
struct Monitor {
  std::string system;  // As written, "cyberpower@localhost:3493": NUT's UPSNAME, byte for byte.
  std::string ups;     // "cyberpower".
  std::string host = "localhost";  // An IPv6 address without its brackets.
  std::uint16_t port = 3493;
  int power_value = 1;  // Power supplies of this machine that it feeds; 0: watched only.
  std::string user;
  std::string password;
  MonitorType type = MonitorType::primary;
  Position at;  // Of the line.

  bool is_local = true;  // The host is this machine: only such a UPS is watched without a network.
  // An address that no interface has at present, for example before the network is up. The primary
  // has the UPS attached, so it is this machine if a UPS of that name is here.
  bool may_be_local = false;
};

struct Notification {
  std::optional<std::string> message;  // NOTIFYMSG.
  NotifyFlags flags = default_notify_flags;
};

// Without upsmon.conf. In /run, which is there until the very end of a halt, the flag does not
// outlive it.
inline constexpr const char* default_shutdown_command = "/sbin/shutdown -h +0";
inline constexpr const char* default_powerdown_flag = "/run/upshid-killpower";

struct UpsmonConf {
  std::string path;
  bool found = false;  // False: there is no such file; all below are NUT's defaults.

  std::vector<Monitor> monitors;
  int min_supplies = 1;  // MINSUPPLIES

  std::optional<std::string> shutdown_command;  // SHUTDOWNCMD
  std::optional<std::string> powerdown_flag;    // POWERDOWNFLAG
  std::optional<std::string> notify_command;    // NOTIFYCMD
  std::optional<std::string> run_as_user;       // RUN_AS_USER
  std::array<Notification, notify_type_count> notifications;

  std::chrono::seconds poll_interval{5};        // POLLFREQ
  std::chrono::seconds poll_interval_alert{5};  // POLLFREQALERT
  std::chrono::seconds host_sync{15};           // HOSTSYNC
  std::chrono::seconds dead_time{15};           // DEADTIME
  std::chrono::seconds replbatt_every{43200};   // RBWARNTIME
  std::chrono::seconds nocomm_every{300};       // NOCOMMWARNTIME
  std::chrono::seconds final_delay{5};          // FINALDELAY
  std::chrono::seconds off_duration{30};        // OFFDURATION; negative: never, 0: at once.
  std::chrono::seconds oblb_duration{0};        // OBLBDURATION; 0 or less: at once.
  std::chrono::seconds over_duration{-1};       // OVERDURATION; negative: never.
  bool alarm_critical = true;                   // ALARMCRITICAL
  // SHUTDOWNEXIT: time until the monitor exits after SHUTDOWNCMD; none: it does not ("no").
  std::optional<std::chrono::seconds> exit_after{std::chrono::seconds(0)};

  // Errors, and notes on directives without effect.
  Complaints complaints;
  std::vector<Line> lines;  // As lexed, for places in the file.

  const Notification& notification(NotifyType type) const {
    return notifications[static_cast<std::size_t>(type)];
  }
  // From NOTIFYMSG, or NUT's default; with "%s".
  std::string_view message_of(NotifyType type) const;
  NotifyFlags flags_of(NotifyType type) const { return notification(type).flags; }
};

// Never fails: errors become complaints.
UpsmonConf parse_upsmon_conf(std::string_view text, std::string path, const OwnNames& own = {});

// Reads `confdir`/upsmon.conf. A missing file has no MONITOR lines. Errors: permission, io,
// budget_exceeded; `where` is the path.
Result<UpsmonConf> load_upsmon_conf(const std::string& confdir, const OwnNames& own = own_names());

}  // namespace upshid::conf

#endif
