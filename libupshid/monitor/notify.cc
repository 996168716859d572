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
  // NOTIFYFLAG EXEC alone leaves no line in NUT's log at all. An outage always leaves one in ours.
  turn.log(how.syslog ? Severity::notice : Severity::info, message);
  if (how.wall) turn.out.emplace_back(WallMessage{message});
  if (!how.exec) return;
  if (turn.settings.plans()) {
    follow_plan(turn, event, message);
  } else if (!turn.settings.notify_command.empty()) {
    run_notify_command(turn, event, message);
  }
}

}  // namespace upshid::monitor
