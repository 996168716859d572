#include "monitor/notify.h"

#include <array>

#include "monitor/plan.h"
#include "monitor/scripts.h"

namespace upshid::monitor {

std::string fill_message(std::string_view format, const Event& event) {
  const std::array<std::string_view, 2> values = {event.ups, event.detail};
  std::size_t used = 0;
  std::string out;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char next = format[i] == '%' && i + 1 < format.size() ? format[i + 1] : '\0';
    if (next == 's') {
      if (used < values.size()) out += values.at(used);
      ++used;
      ++i;
    } else {
      out += format[i];
      if (next == '%') ++i;
    }
  }
  return out;
}

void notify(const Turn& turn, const Event& event) {
  const Notify& how = turn.settings.notify_of(event.type);
  if (how.ignore) return;
  const std::string message = fill_message(how.message, event);
  const Notified notified{event, message, how.syslog};
  turn.log(notified);
  if (how.exec && turn.settings.plans()) {
    follow_plan(turn, event, message);
  } else if (how.exec && !turn.settings.notify_command.empty()) {
    run_notify_command(turn, event, message);
  }
  if (how.wall) turn.out.emplace_back(WallMessage{notified});
}

}  // namespace upshid::monitor
