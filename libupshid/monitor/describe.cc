
#include <fmt/format.h>
#include <upshid/action.h>

#include "base/text.h"

namespace upshid::monitor {

namespace {

std::string text_of(const TimerName& timer) {
  return timer.ups.empty() ? timer.name : fmt::format("{} of {}", timer.name, timer.ups);
}

std::string text_of(const CommandName& command) {
  if (command.kind == ScriptKind::shutdown) return "SHUTDOWNCMD";
  if (command.kind == ScriptKind::notify) return fmt::format("NOTIFYCMD for {}", command.types);
  return fmt::format("command {}", command.argument);
}

std::string text_of(const Reason& reason) {
  switch (reason.cause) {
    case Cause::forced:
      return "forced shutdown";
    case Cause::administrator:
      return "forced by an administrator";
    case Cause::low_battery:
      return "on battery, battery low";
    case Cause::off:
      return "off";
    case Cause::charge:
      return fmt::format("on battery, charge {} % (SHUTDOWN_CHARGE {} %)", reason.value,
                         reason.limit);
    case Cause::runtime:
      return fmt::format("on battery, runtime {} s (SHUTDOWN_RUNTIME {} s)", reason.value,
                         reason.limit);
    case Cause::runtime_estimate:
      return fmt::format("on battery, no communication, estimated runtime down to {} s",
                         reason.limit);
    case Cause::on_battery:
      return fmt::format("on battery for {} s", reason.limit);
    case Cause::lost_on_battery:
      return "communication lost while on battery";
    case Cause::lost_with_little_runtime:
      return "communication lost while on battery, little runtime left";
    case Cause::lost_in_calibration:
      return "communication lost while calibrating";
    case Cause::lost_on_bypass:
      return "communication lost while on bypass";
    case Cause::lost_while_off:
      return "communication lost while off";
    case Cause::lost_with_alarm:
      return "communication lost while an alarm was active";
    case Cause::lost_while_overloaded:
      return "communication lost while overloaded";
  }
  return {};
}

struct Sentences {
  std::string operator()(const Notified& it) const { return it.message; }
  std::string operator()(const TimerStarted& it) const {
    return fmt::format("timer {} started; expires in {} s", text_of(it.timer), it.delay.count());
  }
  std::string operator()(const TimerStillRunning& it) const {
    return fmt::format("timer {} is already running; {:g} s left", text_of(it.timer),
                       it.left.count());
  }
  std::string operator()(const TimerCancelled& it) const {
    return fmt::format("timer {} cancelled{}", text_of(it.timer),
                       it.is_orphan ? ": its UPS is no longer watched" : "");
  }
  std::string operator()(const TimerExpired& it) const {
    const std::string expired = fmt::format("timer {} expired", text_of(it.timer));
    if (!it.over) return expired;
    if (it.over == NotifyType::onbatt)
      return expired + ", but the UPS is back on line power; nothing run";
    return fmt::format("{}, but {} no longer holds; nothing run", expired, name_of(*it.over));
  }
  std::string operator()(const CommandQueued& it) const {
    return fmt::format("command {} is still running for {}; the one for {} waits", it.argument,
                       it.running, it.types);
  }
  std::string operator()(const CommandSkipped& it) const {
    switch (it.why) {
      case Skipped::no_script:
        return fmt::format("cannot run command {}: upssched.conf has no CMDSCRIPT", it.argument);
      case Skipped::succeeded:
        return fmt::format("command {} already succeeded in this outage; not run again for {}",
                           it.argument, it.types);
      case Skipped::over:
        return fmt::format("command {} not run: {} is over", it.argument, it.types);
      case Skipped::too_many:
        break;
    }
    return fmt::format("{} NOTIFYCMD processes are still running; skipping {}", it.running,
                       it.types);
  }
  std::string operator()(const CommandEnded& it) const {
    const std::string command = text_of(it.command);
    if (!it.status) return command + ": exit status unknown; treating it as failed";
    if (*it.status < 0) return fmt::format("{} was killed by signal {}", command, -*it.status);
    if (*it.status > 0) return fmt::format("{} failed with exit status {}", command, *it.status);
    return command + " finished";
  }
  std::string operator()(const LowbattHeld& it) const {
    return fmt::format(
        "battery of {} is low on line power; its AT LOWBATT lines wait until line power fails",
        it.ups);
  }
  std::string operator()(const OutageIgnored& it) const {
    return fmt::format("UPS {} was on battery for {:g} s, less than ONBATT_HOLD; nothing run",
                       it.ups, it.length.count());
  }
  std::string operator()(const ShutdownDecided& it) const {
    return "Executing automatic power-fail shutdown: " + monitor::text_of(it.upses);
  }
  std::string operator()(const WaitGivenUp& it) const {
    std::string list;
    for (const CommandName& command : it.running) {
      list += list.empty() ? "" : ", ";
      list += command.kind == ScriptKind::plan ? command.argument : text_of(command);
    }
    return "no longer waiting for " + list;
  }
  std::string operator()(const NoShutdownCommand&) const {
    return "upsmon.conf has no SHUTDOWNCMD; this machine stays up";
  }
  std::string operator()(const ShutdownCommandFailed& it) const {
    return fmt::format("SHUTDOWNCMD failed; retrying in {} s", it.retry_in.count());
  }
  std::string operator()(const MachineStillRunning& it) const {
    return fmt::format("this machine is still running {} s after SHUTDOWNCMD", it.since.count());
  }
  std::string operator()(const WatchingAgain&) const {
    return "no UPS requires a shutdown any more and this machine is still up; watching again";
  }
  std::string operator()(const UnknownUps& it) const {
    return fmt::format("UPS {} is not watched; ignored", it.ups);
  }
  std::string operator()(const UnknownCommand& it) const {
    return fmt::format("unknown command number {}; ignored", it.id);
  }
};

struct Keys {
  std::string_view operator()(const LogEntry& it) const { return std::visit(*this, it); }
  std::string_view operator()(const Notified&) const { return "notified"; }
  std::string_view operator()(const TimerStarted&) const { return "timer-started"; }
  std::string_view operator()(const TimerStillRunning&) const { return "timer-still-running"; }
  std::string_view operator()(const TimerCancelled&) const { return "timer-cancelled"; }
  std::string_view operator()(const TimerExpired& it) const {
    return it.over ? "timer-expired-in-vain" : "timer-expired";
  }
  std::string_view operator()(const CommandQueued&) const { return "command-queued"; }
  std::string_view operator()(const CommandSkipped&) const { return "command-skipped"; }
  std::string_view operator()(const CommandEnded& it) const {
    return it.status == 0 ? "command-finished" : "command-failed";
  }
  std::string_view operator()(const LowbattHeld&) const { return "lowbatt-held"; }
  std::string_view operator()(const OutageIgnored&) const { return "outage-ignored"; }
  std::string_view operator()(const ShutdownDecided&) const { return "shutdown-decided"; }
  std::string_view operator()(const WaitGivenUp&) const { return "wait-given-up"; }
  std::string_view operator()(const NoShutdownCommand&) const { return "no-shutdown-command"; }
  std::string_view operator()(const ShutdownCommandFailed&) const {
    return "shutdown-command-failed";
  }
  std::string_view operator()(const MachineStillRunning&) const { return "machine-still-running"; }
  std::string_view operator()(const WatchingAgain&) const { return "watching-again"; }
  std::string_view operator()(const UnknownUps&) const { return "unknown-ups"; }
  std::string_view operator()(const UnknownCommand&) const { return "unknown-command"; }
  std::string_view operator()(const WallMessage&) const { return "wall"; }
  std::string_view operator()(const RunCommand&) const { return "run"; }
  std::string_view operator()(const WritePowerdownFlag&) const { return "write-flag"; }
  std::string_view operator()(const RemovePowerdownFlag&) const { return "remove-flag"; }
  std::string_view operator()(const Exit&) const { return "exit"; }
};

struct Lines {
  std::string operator()(const LogEntry& it) const { return "log: " + monitor::text_of(it); }
  std::string operator()(const WallMessage& it) const { return "wall: " + monitor::text_of(it); }
  std::string operator()(const RunCommand& it) const { return "run: " + command_text(it); }
  std::string operator()(const WritePowerdownFlag& it) const { return "write: " + it.path; }
  std::string operator()(const RemovePowerdownFlag& it) const { return "remove: " + it.path; }
  std::string operator()(const Exit&) const { return "exit"; }
};

}  // namespace

std::string text_of(const LogEntry& entry) {
#ifdef UPSHID_KEYS_FOR_TEXT
  if (!std::holds_alternative<Notified>(entry)) return std::string(Keys()(entry));
#endif
  return std::visit(Sentences(), entry);
}

std::string text_of(const WallMessage& wall) {
  if (const auto* notified = std::get_if<Notified>(&wall.about)) return notified->message;
#ifdef UPSHID_KEYS_FOR_TEXT
  return "shutdown-decided";
#else
  return "Executing automatic power-fail shutdown";
#endif
}

std::string text_of(const CriticalUpses& upses) {
  std::string out;
  for (const CriticalUps& one : upses)
    out += fmt::format("{}{}{}{}", out.empty() ? "" : "; ", one.ups, one.ups.empty() ? "" : " ",
                       text_of(one.reason));
  return out;
}

std::string command_text(const RunCommand& run) {
  std::string out;
  for (const auto& [name, value] : run.environment)
    out += fmt::format("{}={} ", name, base::shell_word(value));
  // SHUTDOWNCMD and NOTIFYCMD may be a command line.
  out += run.argv.front();
  for (std::size_t i = 1; i < run.argv.size(); ++i) out += " " + base::shell_word(run.argv[i]);
  return out;
}

std::string describe(const Action& action) {
  return std::visit(Lines(), action);
}

std::string_view key_of(const Action& action) {
  return std::visit(Keys(), action);
}

}  // namespace upshid::monitor
