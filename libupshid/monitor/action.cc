#include <upshid/action.h>

namespace upshid::monitor {

namespace {

struct Severities {
  Severity operator()(const Notified& it) const {
    // With NOTIFYFLAG EXEC alone, NUT logs nothing. An outage is always logged here.
    return it.to_syslog ? Severity::notice : Severity::info;
  }
  Severity operator()(const TimerCancelled& it) const {
    return it.is_orphan ? Severity::notice : Severity::info;
  }
  Severity operator()(const TimerExpired& it) const {
    return it.over ? Severity::notice : Severity::info;
  }
  Severity operator()(const CommandSkipped& it) const {
    return it.why == Skipped::no_script || it.why == Skipped::too_many ? Severity::error
                                                                       : Severity::notice;
  }
  Severity operator()(const CommandEnded& it) const {
    return it.status == 0 ? Severity::info : Severity::warning;
  }
  Severity operator()(const LowbattHeld&) const { return Severity::warning; }
  Severity operator()(const ShutdownDecided&) const { return Severity::critical; }
  Severity operator()(const WaitGivenUp&) const { return Severity::error; }
  Severity operator()(const NoShutdownCommand&) const { return Severity::error; }
  Severity operator()(const ShutdownCommandFailed&) const { return Severity::critical; }
  Severity operator()(const MachineStillRunning&) const { return Severity::critical; }
  Severity operator()(const WatchingAgain&) const { return Severity::notice; }
  Severity operator()(const UnknownUps&) const { return Severity::warning; }
  Severity operator()(const UnknownCommand&) const { return Severity::warning; }
  Severity operator()(const TimerStarted&) const { return Severity::info; }
  Severity operator()(const TimerStillRunning&) const { return Severity::info; }
  Severity operator()(const OutageIgnored&) const { return Severity::info; }
  Severity operator()(const CommandQueued&) const { return Severity::info; }
};

struct Sources {
  Source operator()(const TimerStarted&) const { return Source::upssched; }
  Source operator()(const TimerStillRunning&) const { return Source::upssched; }
  Source operator()(const TimerCancelled&) const { return Source::upssched; }
  Source operator()(const TimerExpired&) const { return Source::upssched; }
  Source operator()(const CommandQueued&) const { return Source::upssched; }
  Source operator()(const WaitGivenUp&) const { return Source::upssched; }
  Source operator()(const UnknownCommand&) const { return Source::upssched; }
  Source operator()(const CommandSkipped& it) const {
    return it.why == Skipped::too_many ? Source::upsmon : Source::upssched;
  }
  Source operator()(const CommandEnded& it) const {
    return it.command.kind == ScriptKind::plan ? Source::upssched : Source::upsmon;
  }
  template <class Other>
  Source operator()(const Other&) const {
    return Source::upsmon;
  }
};

}  // namespace

Severity severity_of(const LogEntry& entry) {
  return std::visit(Severities(), entry);
}

Source source_of(const LogEntry& entry) {
  return std::visit(Sources(), entry);
}

}  // namespace upshid::monitor
