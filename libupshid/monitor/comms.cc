#include "monitor/comms.h"

#include <algorithm>
#include <array>

namespace upshid::monitor {

namespace {

// The minimum interval, whatever is configured: repetition without a pause would be a flood.
constexpr std::chrono::seconds shortest_repetition{1};

Instant nocomm_due(const Settings& settings, const UpsState& ups) {
  return ups.nocomm_at.value_or(*ups.lost_at) +
         std::max(settings.nocomm_every, shortest_repetition);
}

std::optional<Instant> line_unknown_due(const Settings& settings, const UpsState& ups) {
  if (!ups.line_unknown_since || ups.line_unknown_notified) return std::nullopt;
  return *ups.line_unknown_since + settings.comms_grace;
}

std::optional<Instant> replbatt_due(const Settings& settings, const UpsState& ups) {
  if (!ups.status.has(StatusWord::rb) || ups.lost_at) return std::nullopt;
  if (!ups.replbatt_notified) return Instant{};
  return *ups.replbatt_notified + std::max(settings.replbatt_every, shortest_repetition);
}

}  // namespace

std::vector<Event> comms_back(UpsState& ups) {
  std::vector<Event> events;
  if (ups.commbad_notified) events.push_back({NotifyType::commok, {}, {}});
  ups.lost_at.reset();
  ups.nocomm_at.reset();
  ups.commbad_notified = false;
  ups.confirmed = true;
  return events;
}

void take_line_state(UpsState& ups, const Reading& reading, Instant now) {
  // A UPS that is off has been notified as off.
  constexpr std::array words{StatusWord::ol, StatusWord::ob, StatusWord::off};
  const bool is_known =
      std::ranges::any_of(words, [&reading](StatusWord word) { return reading.status.has(word); });
  if (is_known || (reading.status.is_empty() && !reading.answers)) {
    ups.line_unknown_since.reset();
    ups.line_unknown_notified = false;
  } else if (!ups.line_unknown_since) {
    ups.line_unknown_since = now;
  }
}

std::vector<Event> comms_events(const Settings& settings, UpsState& ups, Instant now) {
  std::vector<Event> events;
  if (ups.lost_at && !ups.commbad_notified && now >= *ups.lost_at + settings.comms_grace) {
    ups.commbad_notified = true;
    ups.confirmed = true;
    events.push_back({NotifyType::commbad, {}, {}});
  }
  if (ups.commbad_notified && now >= nocomm_due(settings, ups)) {
    ups.nocomm_at = now;
    events.push_back({NotifyType::nocomm, {}, {}});
  }
  const auto line_unknown = line_unknown_due(settings, ups);
  if (line_unknown && now >= *line_unknown) {
    ups.line_unknown_notified = true;
    events.push_back({NotifyType::line_unknown, {}, {}});
  }
  const auto replbatt = replbatt_due(settings, ups);
  if (replbatt && now >= *replbatt) {
    ups.replbatt_notified = now;
    events.push_back({NotifyType::replbatt, {}, {}});
  }
  return events;
}

std::optional<Instant> next_comms_event(const Settings& settings, const UpsState& ups) {
  std::optional<Instant> next = replbatt_due(settings, ups);
  const auto consider = [&next](std::optional<Instant> at) {
    if (at && (!next || *at < *next)) next = at;
  };
  consider(line_unknown_due(settings, ups));
  if (ups.lost_at) {
    consider(ups.commbad_notified ? nocomm_due(settings, ups)
                                  : *ups.lost_at + settings.comms_grace);
  }
  return next;
}

}  // namespace upshid::monitor
