#ifndef UPSHID_MONITOR_NOTIFY_H
#define UPSHID_MONITOR_NOTIFY_H

#include <string>
#include <string_view>

#include "monitor/turn.h"

namespace upshid::monitor {

// NOTIFYMSG with its first "%s" replaced by the UPS and the second by the detail; "%%" is a per
// cent sign, and all else stands for itself: the text is never given to printf.
std::string fill_message(std::string_view format, const Event& event);

// Reports an event: log, NOTIFYCMD or the plan, then `wall`, as NOTIFYFLAG says. `event.ups` is
// WatchedUps::system or empty.
void notify(const Turn& turn, const Event& event);

}  // namespace upshid::monitor

#endif
