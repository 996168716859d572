#ifndef UPSHID_MONITOR_SETTINGS_H
#define UPSHID_MONITOR_SETTINGS_H

// The settings of the monitor: upsmon.conf, upssched.conf and upshid.conf, as it needs them.
// Names are those of the files; defaults are NUT 2.8.5's unless a comment says otherwise.

#include <upshid/event.h>
#include <upshid/plan.h>

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace upshid::monitor {

using std::chrono::seconds;

// NOTIFYMSG and NOTIFYFLAG of one type.
struct Notify {
  std::string message;
  bool syslog = true;
  bool wall = true;
  bool exec = false;
  bool ignore = false;  // Drops the notification, whatever else is set.
};

// A MONITOR line for a UPS on this machine.
struct WatchedUps {
  std::string name;     // The section of ups.conf: "cyberpower".
  std::string system;   // UPSNAME of its commands: "cyberpower@localhost".
  int power_value = 1;  // Power supplies of this machine that it feeds.
};

using Verb = PlanVerb;

struct Settings {
  std::vector<WatchedUps> upses;
  std::array<Notify, notify_type_count> notify;
  std::vector<PlanLine> plan;

  std::string notify_command;  // NOTIFYCMD. If its program is called upssched, `plan` applies.
  std::vector<std::string> command_script;  // CMDSCRIPT and its arguments; empty: none.
  std::string shutdown_command;  // SHUTDOWNCMD. Empty: commands run, and this machine stays up.
  std::string powerdown_flag;    // POWERDOWNFLAG.

  int min_supplies = 1;
  seconds deadtime{15};
  seconds final_delay{5};
  seconds replbatt_every{43200};  // RBWARNTIME
  seconds nocomm_every{300};      // NOCOMMWARNTIME
  seconds off_duration{30};       // Negative: never.
  seconds oblb_duration{0};
  seconds over_duration{-1};  // Negative: never.
  bool alarm_critical = true;
  std::optional<seconds> exit_after{seconds(0)};  // SHUTDOWNEXIT; none: stay.

  ShutdownThresholds thresholds;

  // A shorter loss of communication is not notified, and nothing follows from it.
  // CyberPower drops off the bus for 0.2-0.3 s when it switches to or from battery (NUT issues
  // 1986, 2742). NUT does not notice what fits between two polls of POLLFREQ, 5 s.
  seconds comms_grace{5};

  // A shorter outage causes no ONBATT and no ONLINE. It delays no shutdown.
  seconds onbatt_hold{0};

  // The longest wait for commands before SHUTDOWNCMD, and the part of the runtime that is reserved
  // for halting this machine. NUT waits FINALDELAY, whether commands run or not.
  seconds script_deadline{300};
  seconds script_deadline_blind{120};  // The same if the UPS on battery reports no runtime.
  seconds halt_reserve{60};
  // The longest wait for upsmon on other machines to leave upsd, which tells them of the shutdown.
  seconds host_sync{15};
  bool awaits_secondaries = false;  // There may be such machines.
  // A machine that still runs so long after SHUTDOWNCMD stays up: with line power back,
  // POWERDOWNFLAG is removed.
  seconds stays_up_after{60};

  // NUT's behaviour, for plans that depend on it.
  bool act_on_lowbatt_on_line = false;  // Run the AT LOWBATT lines on line power, too.
  bool fire_without_looking = false;    // Do not check the status again when a timer expires.
  bool repeat_commands = false;         // Run a command again that is running or has succeeded.

  Settings() {
    for (std::size_t i = 0; i < notify_type_count; ++i)
      notify[i].message = std::string(default_message(static_cast<NotifyType>(i)));
  }

  const Notify& notify_of(NotifyType type) const { return notify[static_cast<std::size_t>(type)]; }
  // By its name or by that in MONITOR; nullptr: none.
  const WatchedUps* find(std::string_view ups) const;
  // Is NOTIFYCMD upssched, so that the plan applies?
  bool plans() const;
};

// Does an AT line name this UPS, with any name of this host? NUT compares with the string of
// MONITOR (NUT issue 1861).
bool names_ups(const PlanLine& line, const WatchedUps& ups);

}  // namespace upshid::monitor

#endif
