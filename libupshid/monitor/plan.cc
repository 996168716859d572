#include "monitor/plan.h"

#include "base/text.h"
#include "monitor/scripts.h"
#include "monitor/timers.h"
#include "monitor/truth.h"

namespace upshid::monitor {

namespace {

bool is_program(std::string_view command, std::string_view name) {
  const auto words = base::words(command);
  if (words.empty()) return false;
  const std::string_view path = words.front();
  return path.substr(path.rfind('/') + 1) == name;
}

bool matches(const Settings& settings, const PlanLine& line, const Event& event) {
  if (line.type != event.type) return false;
  if (line.ups == "*") return true;
  const WatchedUps* const ups = settings.find(event.ups);
  return ups != nullptr && names_ups(line, *ups);
}

// LOWBATT on line power: a battery that is charging again after an outage (NUT issue 3261). A
// command for LOWBATT shuts something down, which has just started again.
bool is_held_back(const Turn& turn, const Event& event) {
  return event.type == NotifyType::lowbatt &&
         !still_holds(turn.settings, turn.state, {event.type, event.ups, {}});
}

}  // namespace

const WatchedUps* Settings::find(std::string_view ups) const {
  for (const WatchedUps& watched : upses) {
    if (watched.name == ups || watched.system == ups) return &watched;
  }
  return nullptr;
}

bool Settings::plans() const {
  return is_program(notify_command, "upssched");
}

bool names_ups(const PlanLine& line, const WatchedUps& ups) {
  return line.ups == ups.system || line.local_ups == ups.name;
}

void follow_plan(const Turn& turn, const Event& event, const std::string& message) {
  const TimerOrigin origin{event.type, event.ups, message};
  const bool held_back = is_held_back(turn, event);
  bool is_logged = false;
  for (const PlanLine& line : turn.settings.plan) {
    if (!matches(turn.settings, line, event)) continue;
    if (held_back) {
      if (!is_logged) turn.log(LowbattHeld{event.ups});
      is_logged = true;
      continue;
    }
    switch (line.verb) {
      case Verb::start_timer:
      case Verb::start_timer_shared:
        start_timer(turn, line, origin);
        break;
      case Verb::cancel_timer:
      case Verb::cancel_timer_matched:
        cancel_timer(turn, line, origin);
        break;
      case Verb::execute:
        execute(turn, line.argument, origin);
        break;
    }
  }
}

}  // namespace upshid::monitor
