#ifndef UPSHID_MONITOR_NOTIFY_H
#define UPSHID_MONITOR_NOTIFY_H

#include <string>
#include <string_view>

#include "monitor/turn.h"

namespace upshid::monitor {

// NOTIFYMSG with its first "%s" replaced by the UPS and the second by the detail, and "%%" by a per
// cent sign. Nothing else is replaced, because printf does not see the text.
std::string fill_message(std::string_view format, const Event& event);

// Notifies an event by log, NOTIFYCMD or the plan, then `wall`, as in NOTIFYFLAG. `event.ups` is
// WatchedUps::system or empty.
void notify(const Turn& turn, const Event& event);

}  // namespace upshid::monitor

#endif
