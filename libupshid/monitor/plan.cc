#include "monitor/plan.h"

#include <fmt/format.h>

#include "base/text.h"
#include "monitor/scripts.h"
#include "monitor/timers.h"
#include "monitor/truth.h"

namespace upshid::monitor {

namespace {

// "cyberpower" of "cyberpower@localhost:3493", if the host is this one.
std::string_view local_name(std::string_view ups) {
  const auto at = ups.find('@');
  if (at == std::string_view::npos) return ups;
  std::string_view host = ups.substr(at + 1);
  for (const std::string_view local : {"localhost", "127.0.0.1", "[::1]", "::1"}) {
    if (base::compare_no_case(host, local) == 0) return ups.substr(0, at);
    if (host.size() > local.size() && host[local.size()] == ':' &&
        base::compare_no_case(host.substr(0, local.size()), local) == 0)
      return ups.substr(0, at);
  }
  return {};
}

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
  return ups != nullptr && names_ups(line.ups, *ups);
}

// LOWBATT with mains present: a battery that an outage emptied and that is charging again (NUT
// issue 3261). A command given for LOWBATT shuts something down, so it would go down again just
// when it came back.
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

bool names_ups(std::string_view asked_for, const WatchedUps& ups) {
  return asked_for == ups.system || asked_for == ups.name || local_name(asked_for) == ups.name;
}

void follow_plan(const Turn& turn, const Event& event, const std::string& message) {
  const TimerOrigin origin{event.type, event.ups, message};
  const bool held_back = is_held_back(turn, event);
  bool said = false;
  for (const PlanLine& line : turn.settings.plan) {
    if (!matches(turn.settings, line, event)) continue;
    if (held_back) {
      if (!said)
        turn.log(
            Severity::warning,
            fmt::format("LOWBATT of {} while it is not on battery: its AT lines wait for ONBATT",
                        event.ups));
      said = true;
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
