#include "monitor/truth.h"

#include <algorithm>

#include "monitor/status_events.h"

namespace upshid::monitor {

bool is_trusted(const State& state, const UpsState& ups, Instant now) {
  if (ups.lost_at && !ups.commbad_notified) return false;
  return ups.confirmed || now >= state.hold_until;
}

Instant trusted_at(const Settings& settings, const State& state, const UpsState& ups) {
  Instant at{};
  if (!ups.confirmed) at = state.hold_until;
  if (ups.lost_at && !ups.commbad_notified) at = std::max(at, *ups.lost_at + settings.comms_grace);
  return at;
}

std::optional<Instant> next_trust(const Settings& settings, const State& state, Instant now) {
  std::optional<Instant> next;
  for (const auto& [name, ups] : state.upses) {
    const Instant at = trusted_at(settings, state, ups);
    if (at > now && (!next || at < *next)) next = at;
  }
  return next;
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
  for (const WordEvents& row : word_events) {
    if (row.begun == *origin.type && row.ended) return ups.status.has(row.word);
    if (row.ended == origin.type) return !ups.status.has(row.word);
  }
  switch (*origin.type) {
    case NotifyType::online:
      return ups.line == Line::mains;
    case NotifyType::onbatt:
      return ups.on_battery();
    case NotifyType::lowbatt:
      // On line power it is notified, not acted on, unless LOWBATT_ON_LINE is set.
      return ups.status.has(StatusWord::lb) &&
             (ups.on_battery() || settings.act_on_lowbatt_on_line);
    case NotifyType::fsd:
      return ups.status.has(StatusWord::fsd) || state.shutdown.phase != Phase::none;
    case NotifyType::commok:
      return !ups.lost_at;
    case NotifyType::commbad:
    case NotifyType::nocomm:
      return ups.lost_at.has_value();
    case NotifyType::line_unknown:
      return ups.line_unknown_since.has_value();
    case NotifyType::replbatt:
      return ups.status.has(StatusWord::rb);
    case NotifyType::other:
    case NotifyType::notother:
      return !ups.status.others().empty() == (*origin.type == NotifyType::other);
    default:
      return true;
  }
}

}  // namespace upshid::monitor
