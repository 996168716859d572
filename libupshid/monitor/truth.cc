#include "monitor/truth.h"

#include <algorithm>

namespace upshid::monitor {

bool is_trusted(const State& state, const UpsState& ups, Instant now) {
  if (ups.lost_at && !ups.commbad_told) return false;
  return ups.confirmed || now >= state.hold_until;
}

Instant trusted_at(const Settings& settings, const State& state, const UpsState& ups) {
  Instant at{};
  if (!ups.confirmed) at = state.hold_until;
  if (ups.lost_at && !ups.commbad_told) at = std::max(at, *ups.lost_at + settings.comms_grace);
  return at;
}

bool still_holds(const Settings& settings, const State& state, const TimerOrigin& origin) {
  if (!origin.type) return true;
  if (*origin.type == NotifyType::shutdown || *origin.type == NotifyType::shutdown_hostsync)
    return state.shutdown.phase != Phase::none;
  const WatchedUps* const watched = settings.find(origin.ups);
  if (watched == nullptr) return origin.ups.empty();
  const auto found = state.upses.find(watched->name);
  if (found == state.upses.end()) return false;
  const UpsState& ups = found->second;
  const Flags& flags = ups.flags;
  switch (*origin.type) {
    case NotifyType::online:
      return ups.line == Line::mains;
    case NotifyType::onbatt:
      return ups.on_battery();
    case NotifyType::lowbatt:
      // On mains it is told, not acted on, unless the settings say so.
      return flags.has(Flag::low) && (ups.on_battery() || settings.act_on_lowbatt_on_line);
    case NotifyType::fsd:
      return flags.has(Flag::fsd) || state.shutdown.phase != Phase::none;
    case NotifyType::commok:
      return !ups.lost_at;
    case NotifyType::commbad:
    case NotifyType::nocomm:
      return ups.lost_at.has_value();
    case NotifyType::replbatt:
      return ups.replace;
    case NotifyType::cal:
    case NotifyType::notcal:
      return flags.has(Flag::cal) == (*origin.type == NotifyType::cal);
    case NotifyType::off:
    case NotifyType::notoff:
      return flags.has(Flag::off) == (*origin.type == NotifyType::off);
    case NotifyType::bypass:
    case NotifyType::notbypass:
      return flags.has(Flag::bypass) == (*origin.type == NotifyType::bypass);
    case NotifyType::eco:
    case NotifyType::noteco:
      return flags.has(Flag::eco) == (*origin.type == NotifyType::eco);
    case NotifyType::alarm:
    case NotifyType::notalarm:
      return flags.has(Flag::alarm) == (*origin.type == NotifyType::alarm);
    case NotifyType::over:
    case NotifyType::notover:
      return flags.has(Flag::over) == (*origin.type == NotifyType::over);
    case NotifyType::trim:
    case NotifyType::nottrim:
      return flags.has(Flag::trim) == (*origin.type == NotifyType::trim);
    case NotifyType::boost:
    case NotifyType::notboost:
      return flags.has(Flag::boost) == (*origin.type == NotifyType::boost);
    case NotifyType::other:
    case NotifyType::notother:
      return !ups.other_words.empty() == (*origin.type == NotifyType::other);
    case NotifyType::shutdown:
    case NotifyType::shutdown_hostsync:
    case NotifyType::noparent:
    case NotifyType::suspend_starting:
    case NotifyType::suspend_finished:
    case NotifyType::selftest:
      return true;
  }
  return true;
}

}  // namespace upshid::monitor
