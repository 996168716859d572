#include "monitor/configure.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "conf/command_line.h"

namespace upshid::monitor {

namespace {

void watch(std::span<const std::string> names, const conf::UpsmonConf& upsmon, Configured& out) {
  for (const conf::Monitor& monitor : upsmon.monitors) {
    const bool is_here = std::find(names.begin(), names.end(), monitor.ups) != names.end();
    if (!monitor.is_local && !(monitor.may_be_local && is_here)) {
      out.notes.push_back({NoteCode::monitor_of_other_machine, monitor.system, monitor.at});
    } else if (!is_here) {
      out.notes.push_back({NoteCode::monitor_of_unknown_ups, monitor.system, monitor.at});
    } else if (out.settings.find(monitor.ups) == nullptr) {
      out.settings.upses.push_back({monitor.ups, monitor.system, monitor.power_value});
    }
  }
  if (!upsmon.monitors.empty()) return;
  for (const std::string& name : names) {
    out.settings.upses.push_back({name, name + "@localhost", 1});
    if (upsmon.found) out.notes.push_back({NoteCode::no_monitor_line, name, {}});
  }
}

void copy_upsmon(const conf::UpsmonConf& upsmon, Settings& settings) {
  for (std::size_t i = 0; i < notify_type_count; ++i) {
    const auto type = static_cast<NotifyType>(i);
    const conf::NotifyFlags flags = upsmon.flags_of(type);
    settings.notify[i] = {std::string(upsmon.message_of(type)), flags.has(conf::NotifyFlag::syslog),
                          flags.has(conf::NotifyFlag::wall), flags.has(conf::NotifyFlag::exec),
                          flags.has(conf::NotifyFlag::ignore)};
  }
  settings.notify_command = upsmon.notify_command.value_or("");
  settings.shutdown_command =
      upsmon.shutdown_command.value_or(upsmon.found ? "" : conf::default_shutdown_command);
  settings.powerdown_flag =
      upsmon.powerdown_flag.value_or(upsmon.found ? "" : conf::default_powerdown_flag);
  settings.min_supplies = upsmon.min_supplies;
  settings.deadtime = upsmon.dead_time;
  settings.final_delay = upsmon.final_delay;
  settings.host_sync = upsmon.host_sync;
  settings.replbatt_every = upsmon.replbatt_every;
  settings.nocomm_every = upsmon.nocomm_every;
  settings.off_duration = upsmon.off_duration;
  settings.oblb_duration = std::max(upsmon.oblb_duration, seconds(0));
  settings.over_duration = upsmon.over_duration;
  settings.alarm_critical = upsmon.alarm_critical;
  settings.exit_after = upsmon.exit_after;
}

void copy_upssched(const conf::UpsschedConf& upssched, Settings& settings) {
  if (upssched.command_script) {
    settings.command_script = {*upssched.command_script};
    settings.command_script.insert(settings.command_script.end(),
                                   upssched.command_script_arguments.begin(),
                                   upssched.command_script_arguments.end());
  }
  settings.plan = upssched.plan;
}

void copy_upshid(const conf::UpshidConf& upshid, Settings& settings) {
  settings.thresholds = {upshid.shutdown_charge, upshid.shutdown_runtime,
                         upshid.shutdown_on_battery};
  settings.comms_grace = upshid.comms_grace;
  settings.onbatt_hold = upshid.onbatt_hold;
  settings.script_deadline = upshid.script_deadline;
  settings.script_deadline_blind = std::min(settings.script_deadline_blind, upshid.script_deadline);
  settings.halt_reserve = upshid.halt_reserve;
  settings.act_on_lowbatt_on_line = upshid.lowbatt_on_line;
  settings.fire_without_looking = upshid.timers_unchecked;
  settings.repeat_commands = upshid.repeat_commands;
}

}  // namespace

std::string text_of(const Note& note) {
  switch (note.code) {
    case NoteCode::monitor_of_other_machine:
      return fmt::format("MONITOR {}: the UPS belongs to another machine; not watched", note.ups);
    case NoteCode::monitor_of_unknown_ups:
      return fmt::format("MONITOR {}: no such UPS on this machine; not watched", note.ups);
    case NoteCode::no_monitor_line:
      break;
  }
  return fmt::format("no MONITOR line; assuming that {} feeds this machine", note.ups);
}

Configured configure(std::span<const std::string> names, const conf::UpsmonConf& upsmon,
                     const conf::UpsschedConf& upssched, const conf::UpshidConf& upshid) {
  Configured out;
  watch(names, upsmon, out);
  copy_upsmon(upsmon, out.settings);
  copy_upssched(upssched, out.settings);
  copy_upshid(upshid, out.settings);
  out.settings.stays_up_after =
      out.settings.halt_reserve + conf::halt_delay(out.settings.shutdown_command);
  return out;
}

}  // namespace upshid::monitor
